public import PADVocabulary

/// A presentation that only one of two subsystems was given.
public struct MissingPresentation: Sendable, Hashable {
  /// Which set lacks it.
  public enum Side: String, Sendable, Hashable {
    /// The set that is compared with.
    case baseline
    /// The set under judgement.
    case candidate
  }

  /// The presentation.
  public var id: String
  /// Its species; `nil` for a bona fide presentation.
  public var species: PAISpecies?
  /// The set that lacks it.
  public var absentFrom: Side

  /// Makes an entry.
  public init(id: String, species: PAISpecies?, absentFrom: Side) {
    self.id = id
    self.species = species
    self.absentFrom = absentFrom
  }
}

/// Two subsystems' outcomes joined by presentation: every presentation of either is here once, as a
/// pair or as missing. A refusal on one side or both is a pair like any other.
public struct PairedOutcomes: Sendable {
  /// One presentation and both answers.
  public struct Pair: Sendable, Hashable {
    /// The presentation.
    public var id: String
    /// Its species; `nil` for a bona fide presentation.
    public var species: PAISpecies?
    /// Its cluster: the baseline's name of it, else the candidate's.
    public var cluster: String
    /// What the baseline answered.
    public var baseline: Outcome
    /// What the candidate answered.
    public var candidate: Outcome
    /// Where the candidate's set lists the presentation.
    public var candidateIndex: Int
  }

  /// The pairs, in the order of the baseline.
  public let pairs: [Pair]
  /// What only one side has: first what the candidate lacks, then what the baseline lacks, each in
  /// the order of the set that has it.
  public let missing: [MissingPresentation]

  /// Joins two sets.
  ///
  /// - Throws: `InvalidInput` for a set with faults, or when the sides call the same presentation
  ///   by different labels.
  public init(baseline: OutcomeSet, candidate: OutcomeSet) throws(InvalidInput) {
    let faults = baseline.faults + candidate.faults
    if !faults.isEmpty { throw InvalidInput(faults) }
    var places: [String: Int] = [:]
    places.reserveCapacity(candidate.outcomes.count)
    for (index, row) in candidate.outcomes.enumerated() { places[row.id] = index }
    var pairs: [Pair] = []
    pairs.reserveCapacity(baseline.outcomes.count)
    var missing: [MissingPresentation] = []
    var isJoined = [Bool](repeating: false, count: candidate.outcomes.count)
    var mislabelled: [String] = []
    for row in baseline.outcomes {
      guard let place = places[row.id] else {
        missing.append(.init(id: row.id, species: row.species, absentFrom: .candidate))
        continue
      }
      isJoined[place] = true
      let other = candidate.outcomes[place]
      if other.species != row.species { mislabelled.append(row.id) }
      pairs.append(
        Pair(
          id: row.id, species: row.species,
          cluster: row.cluster.isEmpty ? other.cluster : row.cluster,
          baseline: row.outcome, candidate: other.outcome, candidateIndex: place))
    }
    if let first = mislabelled.first {
      throw InvalidInput(
        Diagnostic(
          .error, file: candidate.name,
          "\(mislabelled.count) presentations have another class or species here than in "
            + "\(baseline.name.printable), the first is \(first.printable)",
          remedy: "compare runs of the same version of a dataset"))
    }
    for (index, row) in candidate.outcomes.enumerated() where !isJoined[index] {
      missing.append(.init(id: row.id, species: row.species, absentFrom: .baseline))
    }
    self.pairs = pairs
    self.missing = missing
  }

  /// Whether both sides were given the same presentations and answered all of them alike, score for
  /// score and reason for reason.
  public var hasEqualOutcomes: Bool {
    missing.isEmpty && !pairs.isEmpty && pairs.allSatisfy { $0.baseline == $0.candidate }
  }

  /// The species of the pairs, sorted by name.
  public var species: [PAISpecies] { Set(pairs.compactMap(\.species)).sorted() }
}
