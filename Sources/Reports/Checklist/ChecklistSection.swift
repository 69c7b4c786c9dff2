import PADVocabulary

extension ReportContent {
  /// What ISO/IEC 30107-3 asks a report to state, item by item.
  mutating func addChecklist() {
    let checklist = ReportChecklist(report, figures)
    document.heading(2, "ISO/IEC 30107-3 checklist")
    document.paragraph(
      """
      What the standard asks the report of a PAD test to state, and what this one states. A gap is \
      named as a gap.
      """)
    document.table(
      checklist.itemTable(isOneDetector: report.subsystems.count == 1),
      caption: "Items of the test report")
    if !checklist.material.isEmpty {
      document.table(checklist.materialTable(), caption: "What was presented on test, per class")
    }
  }
}

extension ReportChecklist {
  private static let silence: Markdown = "*not stated by the dataset*"

  /// The items as a table; a column names the detectors where there are several.
  func itemTable(isOneDetector: Bool) -> MarkdownTable {
    var table = MarkdownTable(
      [.text("Asked for")] + (isOneDetector ? [] : [.text("Detector")]) + [.text("Stated here")])
    for item in items {
      let value: Markdown =
        switch item.statement {
        case .stated(let text): "\(text)"
        case .notStated: Self.silence
        case .notMeasured(let reason): "*not measured*: \(reason)"
        }
      table.rows.append(
        ["\(item.topic)"] + (isOneDetector ? [] : ["\(item.detector)"]) + [value])
    }
    return table
  }

  /// The material as a table.
  func materialTable() -> MarkdownTable {
    var table = MarkdownTable([
      .text("Class or species"), .text("Attack potential"), .figure("PAI series"),
      .figure("Instruments"), .figure("Subjects"), .figure("Presentations"),
      .figure("Capture devices"), .figure("Sessions"),
    ])
    func cell(_ number: Int?) -> Markdown { number.map { "\($0)" } ?? "*not stated*" }
    for entry in material {
      let isAttack = entry.species != nil
      table.rows.append([
        entry.species.map { "\($0.name)" } ?? "bona fide",
        isAttack ? entry.attackPotential.map { "\($0)" } ?? "*not stated*" : "",
        isAttack ? cell(entry.count.series) : "",
        isAttack ? cell(entry.count.instruments) : "",
        cell(entry.count.subjects), "\(entry.count.presentations)",
        cell(entry.count.captureDevices), cell(entry.count.sessions),
      ])
    }
    return table
  }
}
