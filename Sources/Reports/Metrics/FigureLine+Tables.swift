import ErrorRates

extension [FigureLine] {
  private var hasClustered: Bool { contains { !$0.clustered.isEmpty } }

  /// For a terminal.
  var textTable: TextTable {
    let hasClustered = hasClustered
    var table = TextTable(
      rightAligned: [false, true, true] + (hasClustered ? [true] : []) + [false])
    if hasClustered { table.row(["", "value", "interval", "over clusters", ""]) }
    for line in self {
      table.row(
        [line.name, line.value, line.interval] + (hasClustered ? [line.clustered] : [])
          + [line.brief])
    }
    return table
  }

  /// For a report; `level` is the intervals' confidence as it is written.
  func markdownTable(level: String) -> MarkdownTable {
    let hasClustered = hasClustered
    var table = MarkdownTable(
      [.text("Figure"), .figure("Value"), .figure("\(level) interval")]
        + (hasClustered ? [.figure("\(level) over clusters")] : []) + [.text("What it is")])
    for line in self {
      table.rows.append(
        [Markdown(data: line.name), Markdown(data: line.value), Markdown(data: line.interval)]
          + (hasClustered ? [Markdown(data: line.clustered)] : []) + [Markdown(data: line.remark)])
    }
    return table
  }
}
