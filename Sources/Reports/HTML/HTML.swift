import StructuredText

/// A piece of HTML whose literal parts are markup and whose interpolated texts are data.
///
/// As with `Markdown`, a text from outside cannot become an element or an attribute: only literals,
/// numbers and other pieces are taken as they are. Interpolate data as a text node or inside a
/// double-quoted attribute; never into a script, a style or an address.
struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// The markup.
  private(set) var markup: String

  init(stringLiteral value: String) {
    markup = value
  }

  init(stringInterpolation: Interpolation) {
    markup = stringInterpolation.markup
  }

  /// Data, escaped.
  init(data text: String) {
    markup = CellText.html(text)
  }

  /// Markup that the harness itself made or carries: a style sheet, a rendered template.
  init(ownMarkup markup: String) {
    self.markup = markup
  }

  /// Whether there is nothing.
  var isEmpty: Bool { markup.isEmpty }

  /// Collects literals as they are and data escaped.
  struct Interpolation: StringInterpolationProtocol {
    var markup = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      markup.reserveCapacity(literalCapacity * 2)
    }

    mutating func appendLiteral(_ literal: String) { markup += literal }
    mutating func appendInterpolation(_ data: String) { markup += CellText.html(data) }
    mutating func appendInterpolation(_ number: Int) { markup += String(number) }
    /// A length or place, with one decimal.
    mutating func appendInterpolation(_ number: Double) {
      markup += number.isFinite ? HTML.length(number) : "0"
    }
    mutating func appendInterpolation(_ piece: HTML) { markup += piece.markup }
    mutating func appendInterpolation(_ text: Markdown) { markup += text.html.markup }
  }

  /// A number of pixels with at most one decimal.
  static func length(_ number: Double) -> String {
    let text = NumberText.fixed(number, decimals: 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  static func + (left: HTML, right: HTML) -> HTML {
    var sum = left
    sum += right
    return sum
  }

  static func += (left: inout HTML, right: HTML) {
    left.markup += right.markup
  }
}

extension Sequence<HTML> {
  /// All pieces in order, with a separator between them.
  func joined(_ separator: HTML = "") -> HTML {
    var sum: HTML = ""
    for (index, piece) in enumerated() {
      if index > 0 { sum += separator }
      sum += piece
    }
    return sum
  }
}
