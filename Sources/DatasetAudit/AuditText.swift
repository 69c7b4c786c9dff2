import PADVocabulary
import StructuredText

/// Figures as an audit's texts show them.
enum AuditText {
  /// An area with its interval: `0.981 [0.964–0.998]`.
  static func area(_ area: ClusteredAUC) -> String {
    let ends = [area.lower, area.upper].map { NumberText.fixed($0, decimals: 3) }
    return NumberText.fixed(area.value, decimals: 3) + " [\(ends[0])–\(ends[1])]"
  }

  /// A share in whole percent.
  static func percent(_ share: Double) -> String {
    NumberText.fixed(share * 100, decimals: 0) + " %"
  }

  /// Presentations by class, partition and attribute, under their heading.
  static func balanceSection(_ balance: [AuditResult.BalanceRow]) -> String {
    "## Balance\n\nBona fide / attack presentations.\n\n"
      + table(
        ["attribute", "value", "train", "dev", "test", "no partition"], figures: [2, 3, 4, 5],
        balance.map { row in
          [row.attribute, row.value] + zip(row.bonaFide, row.attacks).map { "\($0) / \($1)" }
        })
  }

  /// A table whose cells are data, safe in Markdown; `figures` stand to the right.
  static func table(_ titles: [String], figures: [Int], _ rows: [[String]]) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    var text = line(titles)
    text += line(titles.indices.map { figures.contains($0) ? "---:" : ":---" })
    for row in rows { text += line(row.map(CellText.markdown)) }
    return text
  }
}
