import StructuredText

/// A piece of a report's text whose literal parts are markup and whose interpolated texts are data.
///
/// `"**\(name)**"` is bold whatever the name contains: a text that comes from outside cannot reach
/// a report unescaped, because only literals and other pieces are taken as they are. A piece is
/// written as Markdown (`source`) or as HTML (`html`); literals use `**strong**`, `*emphasis*` and
/// `` `code` `` and no other mark.
struct Markdown: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// A run of text with one trust.
  enum Run: Sendable, Hashable {
    /// Written by the harness: marks are marks.
    case literal(String)
    /// From outside: shown as it is.
    case data(String)
    /// The name of a run's folder, which leads to its report.
    case report(folder: ReportFolder)
  }

  /// The runs, in order.
  private(set) var runs: [Run]

  init(stringLiteral value: String) {
    runs = [.literal(value)]
  }

  init(stringInterpolation: Interpolation) {
    runs = stringInterpolation.runs
  }

  /// Data, to be shown as it is.
  init(data text: String) {
    runs = text.isEmpty ? [] : [.data(text)]
  }

  /// The name of a run's folder as a link to its report, as Markdown or as a page.
  init(reportIn folder: ReportFolder) {
    runs = [.report(folder: folder)]
  }

  /// Whether nothing is shown.
  var isEmpty: Bool {
    runs.allSatisfy { run in
      switch run {
      case .literal(let text), .data(let text): text.isEmpty
      case .report: false
      }
    }
  }

  /// The text as Markdown.
  var source: String {
    runs.map { run in
      switch run {
      case .literal(let text): text
      case .data(let text): CellText.markdown(text)
      case .report(let folder):
        "[\(CellText.markdown(folder.name))](\(folder.address)/report.md)"
      }
    }.joined()
  }

  /// Collects literals as they are and data as data.
  struct Interpolation: StringInterpolationProtocol {
    var runs: [Run] = []

    init(literalCapacity: Int, interpolationCount: Int) {
      runs.reserveCapacity(interpolationCount * 2 + 1)
    }

    mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { runs.append(.literal(literal)) }
    }
    mutating func appendInterpolation(_ data: String) { runs.append(.data(data)) }
    mutating func appendInterpolation(_ number: Int) { runs.append(.literal(String(number))) }
    mutating func appendInterpolation(_ piece: Markdown) { runs += piece.runs }
  }

  static func + (left: Markdown, right: Markdown) -> Markdown {
    var sum = left
    sum += right
    return sum
  }

  static func += (left: inout Markdown, right: Markdown) {
    left.runs += right.runs
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
