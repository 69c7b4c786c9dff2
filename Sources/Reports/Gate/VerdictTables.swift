import ReleaseGate

/// The table of findings, for a terminal and for Markdown.
enum VerdictTables {
  static func findings(_ lines: [VerdictLine]) -> DataTable {
    // What is missing is listed above the table, summed up over rules.
    let hasNotes = lines.contains { !$0.note.isEmpty }
    var table = DataTable(
      [
        .text("verdict"), .text("rule"), .text("of"), .figure("figure"),
        .figure("one-sided bounds"), .text("allowed"), .text("limit is"),
      ] + (hasNotes ? [.text("remark")] : []))
    for line in lines {
      table.row(
        [
          line.statusWord, line.rule, line.subject, line.value, line.bounds, line.limit,
          line.ruleStatus.description,
        ] + (hasNotes ? [line.note] : []),
        isStrong: line.status != .pass && line.waiver == nil)
    }
    return table
  }
}
