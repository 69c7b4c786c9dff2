import ReleaseGate

/// The table of findings, for a terminal and for Markdown.
enum VerdictTables {
  static func findings(_ lines: [VerdictLine]) -> DataTable {
    let hasNotes = lines.contains { !$0.note.isEmpty || !$0.need.isEmpty }
    var table = DataTable(
      [
        .text("verdict"), .text("rule"), .text("of"), .figure("figure"),
        .figure("one-sided bounds"), .text("allowed"), .text("limit is"),
      ] + (hasNotes ? [.text("remark")] : []))
    for line in lines {
      let remark = [line.need, line.note].filter { !$0.isEmpty }.joined(separator: "; ")
      table.row(
        [
          line.statusWord, line.rule, line.subject, line.value, line.bounds, line.limit,
          line.ruleStatus.description,
        ] + (hasNotes ? [remark] : []),
        isStrong: line.status != .pass && line.waiver == nil)
    }
    return table
  }
}
