import Comparison
import PADVocabulary
import ReleaseGate
import StructuredText

/// What is compared with what: one group of a baseline and its candidates, or one per detector name
/// where arguments are runs of several detectors.
struct SubsystemGroups {
  /// One argument with the subsystems that it names.
  struct Argument {
    var text: String
    var subsystems: [SubsystemEvidence]
  }

  /// The groups, in the order of the baseline's detectors.
  private(set) var groups: [ComparisonGroup] = []
  /// What a reader must know before any figure.
  private(set) var diagnostics: [Diagnostic] = []
  /// Whether anything that is compared is synthetic.
  private(set) var isSynthetic = false

  /// Pairs subsystems up.
  ///
  /// - Throws: `InvalidInput` when nothing can be compared.
  init(_ arguments: [Argument]) throws(InvalidInput) {
    guard let first = arguments.first, arguments.count > 1 else {
      throw InvalidInput(Diagnostic(.error, "there is nothing to compare"))
    }
    if arguments.allSatisfy({ $0.subsystems.count == 1 }) {
      let sets = arguments.flatMap(\.subsystems)
      add(sets[0], Array(sets.dropFirst()))
    } else {
      try pairByName(first, Array(arguments.dropFirst()))
    }
    for subsystem in arguments.flatMap(\.subsystems) {
      diagnostics += subsystem.diagnostics.filter { !diagnostics.contains($0) }
      if subsystem.facts?.isSynthetic == true { isSynthetic = true }
    }
  }

  private mutating func pairByName(
    _ baseline: Argument, _ candidates: [Argument]
  ) throws(InvalidInput) {
    if let scores = ([baseline] + candidates).first(where: { $0.subsystems[0].detector == nil }) {
      throw InvalidInput(
        Diagnostic(
          .error, file: scores.text.printable,
          "a score file cannot be paired with a run of several detectors",
          remedy: "name one detector as RUN@DETECTOR"))
    }
    func names(_ argument: Argument) -> [String] { argument.subsystems.compactMap(\.detector) }
    let common = names(baseline).filter { name in
      candidates.allSatisfy { names($0).contains(name) }
    }
    guard !common.isEmpty else {
      let lists = ([baseline] + candidates).map {
        "\($0.text.printable) has " + names($0).map(\.printable).joined(separator: ", ")
      }
      throw InvalidInput(
        Diagnostic(
          .error, "no detector is in all of them: " + lists.joined(separator: "; "),
          remedy: "name one of each as RUN@DETECTOR"))
    }
    for name in common {
      func named(_ argument: Argument) -> [SubsystemEvidence] {
        argument.subsystems.filter { $0.detector == name }
      }
      add(named(baseline)[0], candidates.flatMap { named($0) })
    }
    for argument in [baseline] + candidates where argument.subsystems.count > 1 {
      let left = names(argument).filter { !common.contains($0) }
      if !left.isEmpty {
        diagnostics.append(
          Diagnostic(
            .note, file: argument.text.printable,
            "not compared, because not in all: " + left.map(\.printable).joined(separator: ", ")))
      }
    }
  }

  private mutating func add(_ baseline: SubsystemEvidence, _ candidates: [SubsystemEvidence]) {
    groups.append(
      ComparisonGroup(baseline: baseline.outcomes, candidates: candidates.map(\.outcomes)))
    for candidate in candidates {
      for diagnostic in Self.doubts(baseline, candidate) where !diagnostics.contains(diagnostic) {
        diagnostics.append(diagnostic)
      }
    }
  }

  /// What speaks against comparing two runs at all.
  private static func doubts(
    _ baseline: SubsystemEvidence, _ candidate: SubsystemEvidence
  ) -> [Diagnostic] {
    let file = candidate.outcomes.name.printable
    let other = baseline.outcomes.name.printable
    var found: [Diagnostic] = []
    for side in [baseline, candidate] where side.facts?.isComplete == false {
      found.append(
        Diagnostic(
          .warning, file: side.outcomes.name.printable,
          "the run is not complete: figures are of what was judged so far"))
    }
    if let first = baseline.facts, let second = candidate.facts {
      if first.datasetName != second.datasetName {
        found.append(
          Diagnostic(
            .warning, file: file,
            "the dataset is \(second.datasetName.printable), that of \(other) "
              + first.datasetName.printable))
      } else if first.datasetDigest != second.datasetDigest {
        found.append(
          Diagnostic(
            .warning, file: file, "the dataset's lock is not that of \(other)",
            remedy: "run both on the same locked dataset"))
      }
      if first.protocolName != second.protocolName {
        found.append(Diagnostic(.warning, file: file, "the protocol is not that of \(other)"))
      }
    }
    let pictures = Dictionary(
      baseline.outcomes.outcomes.map { ($0.id, $0.mediaDigest) }, uniquingKeysWith: { a, _ in a })
    let changed = candidate.outcomes.outcomes.count { row in
      guard let own = row.mediaDigest, let its = pictures[row.id] ?? nil else { return false }
      return own != its
    }
    if changed > 0 {
      found.append(
        Diagnostic(
          .warning, file: file,
          "\(changed) presentations have other pictures than under the same id in \(other)"))
    }
    return found
  }
}
