public import Datasets
public import Media
import PADVocabulary

/// Looks for what makes a dataset's results worthless: pictures and persons in several partitions,
/// contradictory and doubtful labels, unreadable media, and labels that something other than the
/// face gives away.
public struct DatasetAuditor: Sendable {
  private let dataset: Dataset
  private let settings: MediaSettings
  private let personName: @Sendable (String) -> String

  /// Audits a dataset.
  ///
  /// - Parameter personName: how subjects and targets are named in findings.
  public init(
    _ dataset: Dataset, settings: MediaSettings = MediaSettings(),
    personName: @escaping @Sendable (String) -> String
  ) {
    self.dataset = dataset
    self.settings = settings
    self.personName = personName
  }

  /// Runs every check; what comes out does not depend on `jobs`.
  ///
  /// - Parameter progress: told how many more presentations were looked at, from any thread.
  /// - Throws: `InvalidInput` for media roots that nobody has bound, `FileFault`,
  ///   `CancellationError`. Media that cannot be used are findings.
  @concurrent
  public func run(
    jobs: Int = 1, progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> AuditResult {
    let pictures = try PictureScan(dataset, settings: settings)
    let scan = try await pictures.run(jobs: jobs, progress: progress)
    let list = dataset.presentations
    var findings = FindingList()
    let persons = Persons(list)
    for leak in persons.leaks {
      let names = leak.partitions.map(\.rawValue).joined(separator: ", ")
      findings.add(
        AuditFinding(
          .error, .personLeak, presentations: leak.presentations.map { list.id(at: $0) },
          "\(personName(leak.name)) is in \(names)",
          remedy: "keep each person, as subject and as target, in one partition"))
    }
    for (row, fault) in scan.faults {
      findings.add(
        AuditFinding(
          .error, .unreadable, presentations: [list.id(at: row)], fault.description,
          remedy: "replace the file or take the row out"))
    }
    addFileEndings(scan.records, to: &findings)
    try await PictureGroups(
      dataset: dataset, records: scan.records, clusters: persons.clusters, scan: pictures
    ).addFindings(to: &findings, jobs: jobs)
    let readable = list.indices.filter { scan.records[$0].isReadable }
    let isAttack = readable.map { list.presentationClass(at: $0) == .attack }
    let clusters = readable.map { persons.clusters[$0] }
    let shortcuts = shortcuts(scan.records, readable, isAttack, clusters, &findings)
    let suspects = suspects(scan.records, readable, clusters, &findings)
    let balance = Balance(dataset)
    balance.addFindings(to: &findings)
    return AuditResult(
      dataset: dataset.description.name, version: dataset.description.version,
      isSynthetic: dataset.description.isSynthetic, presentationCount: list.count,
      readableCount: readable.count, findings: Self.ordered(findings.kept),
      counts: AuditFinding.Kind.allCases.compactMap { kind in
        findings.counts[kind].map { (kind, $0) }
      }, errorCount: findings.errorCount, shortcuts: shortcuts, suspects: suspects,
      balance: balance.rows)
  }

  /// By severity, then by kind, then as found.
  private static func ordered(_ findings: [AuditFinding]) -> [AuditFinding] {
    func rank(_ finding: AuditFinding) -> Int {
      switch finding.severity {
      case .error: 0
      case .warning: 1
      case .note: 2
      }
    }
    return findings.enumerated().sorted { left, right in
      let (a, b) = (rank(left.element), rank(right.element))
      if a != b { return a < b }
      if left.element.kind != right.element.kind { return left.element.kind < right.element.kind }
      return left.offset < right.offset
    }.map(\.element)
  }

  private func addFileEndings(_ records: [PictureRecord], to findings: inout FindingList) {
    for (row, record) in records.enumerated() where record.isStill {
      let media = dataset.presentations.media(at: row)
      let ending =
        media.utf8.split(separator: UInt8(ascii: ".")).last
        .map { String(decoding: $0, as: UTF8.self).lowercased() } ?? ""
      let fits = record.kind == .jpeg ? ["jpg", "jpeg", "jpe", "jfif"] : ["png"]
      guard !fits.contains(ending) else { continue }
      findings.add(
        AuditFinding(
          .warning, .fileEnding, presentations: [dataset.presentations.id(at: row)],
          "\(media.printable) is a \(record.kind == .jpeg ? "JPEG" : "PNG") file by its bytes",
          remedy: "give it the ending that fits; padbench goes by the bytes, other tools may not"))
    }
  }

  private func shortcuts(
    _ records: [PictureRecord], _ readable: [Int], _ isAttack: [Bool], _ clusters: [Int32],
    _ findings: inout FindingList
  ) -> [Shortcut] {
    let check = ShortcutCheck(
      records: readable.map { records[$0] }, isAttack: isAttack, clusters: clusters)
    let shortcuts = check.reaches().map { Shortcut(name: $0.name, area: $0.area) }
    for shortcut in shortcuts where shortcut.area.value > 0.7 {
      let area = AuditText.area(shortcut.area)
      findings.add(
        AuditFinding(
          shortcut.isCertain ? .warning : .note, .shortcut,
          shortcut.name == ShortcutCheck.together
            ? "the figures below together predict the label: AUC \(area)"
            : "\(shortcut.name) alone predicts the label: AUC \(area)",
          remedy: "make and save all presentations in the same way, or a detector can look "
            + "perfect without looking at a face"))
    }
    return shortcuts
  }

  private func suspects(
    _ records: [PictureRecord], _ readable: [Int], _ clusters: [Int32],
    _ findings: inout FindingList
  ) -> [AuditResult.Suspect] {
    var numbers: [String: Int] = [:]
    let species = readable.map { row -> Int? in
      guard dataset.presentations.presentationClass(at: row) == .attack else { return nil }
      let name = dataset.presentations.species(at: row)?.name ?? ""
      let number = numbers[name] ?? numbers.count
      numbers[name] = number
      return number
    }
    guard
      let judged = LabelSuspects(
        sketches: readable.map { records[$0].sketch }, species: species, clusters: clusters)
    else { return [] }
    let ranking = judged.ranking.prefix((readable.count + 19) / 20)
    return ranking.map { place in
      let row = readable[place]
      let id = dataset.presentations.id(at: row)
      let label = dataset.presentations.presentationClass(at: row)
      if judged.isFlagged(place) {
        let share = AuditText.percent(judged.disagreement[place])
        findings.add(
          AuditFinding(
            .warning, .labelSuspect, presentations: [id],
            "labelled \(label.rawValue), and \(share) of its neighbours are not",
            remedy: "look at the picture"))
      }
      return AuditResult.Suspect(
        presentation: id, label: label, suspicion: judged.suspicions[place],
        disagreement: judged.disagreement[place], isFlagged: judged.isFlagged(place))
    }
  }
}
