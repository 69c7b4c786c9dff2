public import PADVocabulary
import Statistics

/// Candidates and the baseline they are compared with.
public struct ComparisonGroup: Sendable, Hashable {
  /// What the candidates are compared with.
  public var baseline: OutcomeSet
  /// The candidates, in the order of the reports.
  public var candidates: [OutcomeSet]

  /// Makes a group.
  public init(baseline: OutcomeSet, candidates: [OutcomeSet]) {
    self.baseline = baseline
    self.candidates = candidates
  }
}

/// Comparisons of subsystems on the same presentations.
public enum SubsystemComparison {
  /// Compares candidates with a baseline, presentation by presentation.
  ///
  /// p-values are corrected by Holm over a family that is known before any outcome is: all classes
  /// (species and bona fide) times all comparisons at one kind of operating point.
  ///
  /// - Throws: `InvalidInput` for options or sets with faults, for no candidate, or for sets that
  ///   have no presentation in common.
  public static func compare(
    baseline: OutcomeSet, candidates: [OutcomeSet],
    options: ComparisonOptions = ComparisonOptions()
  ) throws(InvalidInput) -> ComparisonResults {
    let group = ComparisonGroup(baseline: baseline, candidates: candidates)
    guard let results = try compare([group], options: options).first else {
      throw InvalidInput(Diagnostic(.error, "there is nothing to compare"))
    }
    return results
  }

  /// Compares within groups, each with a baseline of its own, for example one per detector of a run;
  /// Holm's correction is over all of them together.
  ///
  /// - Returns: one result per group, in their order.
  /// - Throws: `InvalidInput` as for one group.
  public static func compare(
    _ groups: [ComparisonGroup], options: ComparisonOptions = ComparisonOptions()
  ) throws(InvalidInput) -> [ComparisonResults] {
    if !options.faults.isEmpty { throw InvalidInput(options.faults) }
    var comparisons: [PairwiseComparison] = []
    for group in groups {
      if group.candidates.isEmpty {
        throw InvalidInput(
          Diagnostic(.error, "there is nothing to compare \(group.baseline.name.printable) with"))
      }
      for candidate in group.candidates {
        let maker = try PairwiseMaker(
          baseline: group.baseline, candidate: candidate, options: options)
        comparisons.append(try maker.comparison())
      }
    }
    let familySize = correct(&comparisons)
    correctAreas(&comparisons)
    var start = 0
    return groups.map { group in
      defer { start += group.candidates.count }
      return ComparisonResults(
        baseline: group.baseline.name,
        comparisons: Array(comparisons[start..<start + group.candidates.count]), options: options,
        familySize: familySize)
    }
  }

  /// Corrects the p-values of every kind of operating point; gives the family's size at the own one.
  private static func correct(_ comparisons: inout [PairwiseComparison]) -> Int {
    var kinds: [OperatingPointComparison.Kind] = []
    for point in comparisons.flatMap(\.points) where !kinds.contains(point.kind) {
      kinds.append(point.kind)
    }
    var ownSize = 0
    for kind in kinds {
      var places: [(comparison: Int, point: Int, of: Int)] = []
      for (first, comparison) in comparisons.enumerated() {
        for (second, point) in comparison.points.enumerated() where point.kind == kind {
          places += point.classes.indices.map { (first, second, $0) }
        }
      }
      let adjusted = Holm.adjusted(
        places.map { comparisons[$0.comparison].points[$0.point].classes[$0.of].exactP })
      for (place, p) in zip(places, adjusted) {
        comparisons[place.comparison].points[place.point].classes[place.of].adjustedP = p
      }
      if kind == .own { ownSize = places.count }
    }
    return ownSize
  }

  private static func correctAreas(_ comparisons: inout [PairwiseComparison]) {
    var places: [(comparison: Int, area: Int)] = []
    var pValues: [Double] = []
    for (first, comparison) in comparisons.enumerated() {
      for (second, area) in comparison.areas.enumerated() where area.species != nil {
        guard let p = area.areas.p else { continue }
        places.append((first, second))
        pValues.append(p)
      }
    }
    for (place, p) in zip(places, Holm.adjusted(pValues)) {
      comparisons[place.comparison].areas[place.area].adjustedP = p
    }
  }
}
