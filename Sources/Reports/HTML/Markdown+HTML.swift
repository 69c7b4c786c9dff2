import StructuredText

extension Markdown {
  /// The text as HTML: marks of literals become elements, everything else is escaped.
  ///
  /// Elements are closed in the order they were opened in, also where a literal forgets to.
  var html: HTML {
    var writer = MarkWriter()
    for run in runs {
      switch run {
      case .literal(let text): writer.write(literal: text)
      case .data(let text): writer.write(data: text)
      case .report(let folder):
        writer.write(link: "<a href=\"\(folder.address)/report.html\">\(folder.name)</a>")
      }
    }
    return writer.finished
  }

  /// The text without marks, for attributes and titles.
  var plain: String {
    var text = ""
    for run in runs {
      switch run {
      case .literal(let literal):
        text.unicodeScalars += literal.unicodeScalars.filter { $0 != "*" && $0 != "`" }
      case .data(let data): text += data
      case .report(let folder): text += folder.name
      }
    }
    return text
  }
}

/// Turns marks into elements.
private struct MarkWriter {
  private var html: HTML = ""
  private var open: [Mark] = []

  private enum Mark {
    case strong
    case emphasis
    case code

    var opening: HTML {
      switch self {
      case .strong: "<strong>"
      case .emphasis: "<em>"
      case .code: "<code>"
      }
    }
    var closing: HTML {
      switch self {
      case .strong: "</strong>"
      case .emphasis: "</em>"
      case .code: "</code>"
      }
    }
  }

  mutating func write(data: String) {
    html += HTML(data: data)
  }

  mutating func write(link: HTML) {
    html += link
  }

  mutating func write(literal: String) {
    var plain = String.UnicodeScalarView()
    let scalars = Array(literal.unicodeScalars)
    var index = 0
    while index < scalars.count {
      var mark: Mark?
      if scalars[index] == "`" {
        mark = .code
      } else if scalars[index] == "*", open.last != .code {
        let isDouble = index + 1 < scalars.count && scalars[index + 1] == "*"
        mark = isDouble ? .strong : .emphasis
      }
      if let mark {
        write(data: String(plain))
        plain = String.UnicodeScalarView()
        toggle(mark)
        if mark == .strong { index += 1 }
      } else {
        plain.append(scalars[index])
      }
      index += 1
    }
    write(data: String(plain))
  }

  private mutating func toggle(_ mark: Mark) {
    guard open.contains(mark) else {
      open.append(mark)
      html += mark.opening
      return
    }
    while let last = open.popLast() {
      html += last.closing
      if last == mark { return }
    }
  }

  var finished: HTML {
    var closed = html
    for mark in open.reversed() { closed += mark.closing }
    return closed
  }
}
