import Datasets
import PADVocabulary
import Subsystems

/// Puts a matching plan together.
struct MatchingPlanBuilder {
  private let selection: RunSelection
  private let terms: MatchingTerms
  private(set) var references: [MatchingPlan.Reference] = []
  private(set) var enrolment = MatchingTerms.Enrolment.declared
  /// Per presentation of the selection, where its claims end in `claimed`.
  private(set) var ends: [Int] = []
  private(set) var claimed: [Int32] = []
  private(set) var notes: [Diagnostic] = []
  private var numbers: [Key: Int32] = [:]

  private struct Key: Hashable {
    var person: String
    var partition: Partition
  }

  init(_ selection: RunSelection, _ terms: MatchingTerms) {
    self.selection = selection
    self.terms = terms
  }

  // MARK: Enrolment

  mutating func enrol() throws(InvalidInput) {
    var nameless = 0
    var hasReferences = false
    for row in selection.all.indices where selection.all.role(at: row) == .reference {
      hasReferences = true
      let presentation = selection.all[row]
      guard !presentation.subjectID.isEmpty, presentation.presentationClass == .bonaFide else {
        nameless += 1
        continue
      }
      // References that belong to no partition enrol in all of them.
      let partitions = presentation.partition.map { [$0] } ?? selection.partitions
      for partition in partitions where selection.partitions.contains(partition) {
        add(row, of: presentation.subjectID, in: partition)
      }
    }
    if !hasReferences { enrolFirstBonaFide() }
    if nameless > 0 {
      notes.append(
        Diagnostic(
          .warning,
          "\(nameless) enrolment references are attacks or name no subject, and enrol nobody"))
    }
    guard !references.isEmpty else {
      throw InvalidInput(
        Diagnostic(
          .error, "nobody can be enrolled: no bona fide presentation names its subject",
          remedy: "fill the manifest's column subject_id, and give enrolment pictures the role "
            + "'reference'"))
    }
  }

  private mutating func enrolFirstBonaFide() {
    enrolment = .firstBonaFide
    for (position, row) in selection.rows.enumerated() {
      let presentation = selection.presentation(at: position)
      guard presentation.presentationClass == .bonaFide, !presentation.subjectID.isEmpty,
        let partition = presentation.partition,
        numbers[Key(person: presentation.subjectID, partition: partition)] == nil
      else { continue }
      add(row, of: presentation.subjectID, in: partition)
    }
    notes.append(
      Diagnostic(
        .warning,
        "the dataset has no enrolment references: the first bona fide presentation of each person "
          + "is enrolled, and is not compared",
        remedy: "give enrolment pictures the role 'reference' in the manifest"))
  }

  private mutating func add(_ row: Int, of person: String, in partition: Partition) {
    let key = Key(person: person, partition: partition)
    if let number = numbers[key] {
      references[Int(number)].rows.append(row)
    } else {
      numbers[key] = Int32(references.count)
      references.append(.init(person: person, partition: partition, rows: [row]))
    }
  }

  // MARK: Claims

  /// Claims that follow from the labels.
  mutating func claim() {
    var inPartition: [Partition: [Int32]] = [:]
    for (number, reference) in references.enumerated() {
      inPartition[reference.partition, default: []].append(Int32(number))
    }
    let shares = impostorShares(inPartition.mapValues(\.count))
    var strangers = 0
    for position in 0..<selection.count {
      let presentation = selection.presentation(at: position)
      let all = presentation.partition.flatMap { inPartition[$0] } ?? []
      if presentation.presentationClass == .attack {
        if !claim(asAttack: presentation, all) { strangers += 1 }
      } else if !isEnrolled(row: selection.rows[position], presentation) {
        let own = number(of: presentation.subjectID, presentation)
        if own == nil { strangers += 1 }
        let share = presentation.partition.flatMap { shares[$0] } ?? 1
        for other in all where !presentation.subjectID.isEmpty {
          let isDrawn =
            other == own || share >= 1
            || SeededOrder.share(of: position, Int(other), seed: terms.seed) < share
          if isDrawn { claimed.append(other) }
        }
      }
      ends.append(claimed.count)
    }
    note(shares)
    if strangers > 0 {
      notes.append(
        Diagnostic(
          .warning,
          "\(strangers) of \(selection.count) presentations show nobody who is enrolled in their "
            + "partition: they are judged by detectors and claim to be nobody"))
    }
  }

  private mutating func claim(asAttack presentation: Presentation, _ all: [Int32]) -> Bool {
    let person = presentation.targetID.isEmpty ? presentation.subjectID : presentation.targetID
    let own = number(of: person, presentation)
    if terms.identifies { claimed += all } else if let own { claimed.append(own) }
    return own != nil
  }

  /// Claims that the dataset declares; what it says of other partitions is left out.
  mutating func claim(_ declared: DeclaredComparisons) {
    var next = declared.rows.startIndex
    var strangers = 0
    for (position, row) in selection.rows.enumerated() {
      let presentation = selection.presentation(at: position)
      while next < declared.rows.endIndex, Int(declared.rows[next].probe) < row { next += 1 }
      var own: [Int32] = []
      while next < declared.rows.endIndex, Int(declared.rows[next].probe) == row {
        let person = declared.persons[Int(declared.rows[next].person)]
        next += 1
        if let number = number(of: person, presentation) {
          own.append(number)
        } else {
          strangers += 1
        }
      }
      claimed += own.sorted()
      ends.append(claimed.count)
    }
    if strangers > 0 {
      notes.append(
        Diagnostic(
          .warning,
          "\(strangers) comparisons of \(DeclaredComparisons.fileName) claim persons who are not "
            + "enrolled in the probe's partition: they are left out"))
    }
  }

  private func number(of person: String, _ presentation: Presentation) -> Int32? {
    presentation.partition.flatMap { numbers[Key(person: person, partition: $0)] }
  }

  /// Whether the presentation enrols its person; it is not compared with itself.
  private func isEnrolled(row: Int, _ presentation: Presentation) -> Bool {
    number(of: presentation.subjectID, presentation)
      .map { references[Int($0)].rows.contains(row) } ?? false
  }

  /// The share of zero-effort comparisons that is made, per partition.
  private func impostorShares(_ enrolled: [Partition: Int]) -> [Partition: Double] {
    var possible: [Partition: Double] = [:]
    for position in 0..<selection.count {
      let row = selection.rows[position]
      guard selection.all.presentationClass(at: row) == .bonaFide,
        let partition = selection.presentation(at: position).partition
      else { continue }
      possible[partition, default: 0] += Double(max(0, (enrolled[partition] ?? 0) - 1))
    }
    return possible.mapValues { min(1, Double(terms.mostImpostorComparisons) / max(1, $0)) }
  }

  private mutating func note(_ shares: [Partition: Double]) {
    for (partition, share) in shares.sorted(by: { $0.key < $1.key }) where share < 1 {
      let percent = (share * 1_000).rounded() / 10
      notes.append(
        Diagnostic(
          .note,
          "zero-effort comparisons of \(partition.rawValue): about \(percent) % of the possible "
            + "ones were drawn with seed \(terms.seed)"))
    }
  }
}
