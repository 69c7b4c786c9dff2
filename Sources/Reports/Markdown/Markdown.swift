import StructuredText

/// A piece of Markdown whose literal parts are markup and whose interpolated texts are data.
///
/// `"**\(name)**"` is bold whatever the name contains: a text that comes from outside cannot reach
/// a report unescaped, because only literals and other pieces of Markdown are taken as they are.
struct Markdown: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// The source text.
  var source: String

  init(stringLiteral value: String) {
    source = value
  }

  init(stringInterpolation: Interpolation) {
    source = stringInterpolation.source
  }

  /// Data, escaped.
  init(data text: String) {
    source = CellText.markdown(text)
  }

  /// Collects literals as they are and data escaped.
  struct Interpolation: StringInterpolationProtocol {
    var source = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      source.reserveCapacity(literalCapacity * 2)
    }

    mutating func appendLiteral(_ literal: String) { source += literal }
    mutating func appendInterpolation(_ data: String) { source += CellText.markdown(data) }
    mutating func appendInterpolation(_ number: Int) { source += String(number) }
    mutating func appendInterpolation(_ piece: Markdown) { source += piece.source }
  }

  static func + (left: Markdown, right: Markdown) -> Markdown {
    var sum = left
    sum.source += right.source
    return sum
  }

  static func += (left: inout Markdown, right: Markdown) {
    left.source += right.source
  }
}

extension Sequence<Markdown> {
  /// All pieces in order, with a separator between them.
  func joined(_ separator: Markdown = " ") -> Markdown {
    var sum: Markdown = ""
    for (index, piece) in enumerated() {
      if index > 0 { sum += separator }
      sum += piece
    }
    return sum
  }
}
