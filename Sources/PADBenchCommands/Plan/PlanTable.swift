import ArgumentParser
import PADVocabulary
import StructuredText

/// How a plan is printed.
enum PlanFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case markdown
  case csv
}

/// A table with a title above it and sentences below it.
struct PlanTable {
  var title: String
  var heading: [String]
  var rows: [[PlanCell]] = []
  /// What a reader must know; left out of CSV.
  var notes: [String] = []

  /// The table in a format.
  func rendered(as format: PlanFormat) -> String {
    switch format {
    case .text: text
    case .markdown: markdown
    case .csv: csv
    }
  }

  private var text: String {
    var table = ListTable(heading)
    for row in rows { table.add(row.map(\.text)) }
    return ([title, "", table.text] + (notes.isEmpty ? [] : [""] + notes)).joined(separator: "\n")
  }

  private var markdown: String {
    func line(_ cells: [String]) -> String {
      "| " + cells.map { CellText.markdown($0) }.joined(separator: " | ") + " |"
    }
    let rule = "|" + heading.indices.map { $0 == 0 ? " --- |" : " ---: |" }.joined()
    let lines = [line(heading), rule] + rows.map { line($0.map(\.text)) }
    return
      (["## " + CellText.markdown(title), ""] + lines
      + notes.flatMap { ["", CellText.markdown($0)] }).joined(separator: "\n")
  }

  private var csv: String {
    var writer = CSVWriter(.guarded)
    writer.row(heading)
    for row in rows {
      for cell in row { cell.write(to: &writer) }
      writer.endRow()
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

/// A cell of a plan: rounded for people, whole and without signs in CSV.
enum PlanCell: Equatable {
  case word(String)
  /// A count; `nil` where it is not known or beyond what anybody can collect.
  case count(Int?)
  /// A rate or probability between 0 and 1, shown in percent.
  case rate(Double?)

  var text: String {
    switch self {
    case .word(let word): word
    case .count(let count): count?.grouped ?? "-"
    case .rate(let rate): rate.map { PlanText.percent($0) } ?? "-"
    }
  }

  func write(to writer: inout CSVWriter) {
    switch self {
    case .word(let word): writer.text(word)
    case .count(let count?): writer.number(count)
    case .rate(let rate?): writer.number(rate)
    case .count(nil), .rate(nil): writer.empty()
    }
  }
}

/// Numbers as plans show them.
enum PlanText {
  /// A rate in percent, with as many of three decimals as it needs: `5 %`, `7.11 %`.
  static func percent(_ rate: Double) -> String { trimmed(100 * rate, decimals: 3) + " %" }

  /// A number with up to so many decimals, without zeros behind the last digit.
  static func trimmed(_ value: Double, decimals: Int) -> String {
    var text = NumberText.fixed(value, decimals: decimals)
    guard text.utf8.contains(UInt8(ascii: ".")) else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
