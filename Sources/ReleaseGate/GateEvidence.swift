public import Comparison
public import Evidence
public import PADVocabulary
public import Statistics

/// What a run says of itself, as far as a verdict hangs on it.
public struct RunFacts: Sendable, Hashable {
  /// What one row of outcomes is.
  public enum TrialUnit: String, Sendable, Hashable {
    /// A presentation: what ISO/IEC 30107-3 counts.
    case presentation
    /// A frame of one; the gate refuses to count those.
    case frame
  }

  /// How many presentations of a class the protocol gives a subsystem to judge.
  public struct Expected: Sendable, Hashable {
    /// The species; `nil` for the bona fide presentations.
    public var species: PAISpecies?
    /// Presentations.
    public var presentations: Int
    /// Whether the dataset names neither a person nor a series nor an instrument of them, so that
    /// nobody can tell which of them belong together.
    public var namesNobody: Bool

    /// Makes an entry.
    public init(species: PAISpecies?, presentations: Int, namesNobody: Bool = false) {
      self.species = species
      self.presentations = presentations
      self.namesNobody = namesNobody
    }
  }

  /// Presentations of the dataset that were not judged, for one reason.
  public struct LeftOut: Sendable, Hashable {
    /// Why.
    public var reason: String
    /// Presentations.
    public var presentations: Int

    /// Makes an entry.
    public init(reason: String, presentations: Int) {
      self.reason = reason
      self.presentations = presentations
    }
  }

  /// The dataset's name.
  public var datasetName: String
  /// The root digest of the dataset's lock; `nil` when it is unlocked.
  public var datasetDigest: ContentDigest?
  /// The protocol; empty when there was none.
  public var protocolName: String
  /// Whether the presentations are synthetic; `nil` when nobody says.
  public var isSynthetic: Bool?
  /// Whether every presentation of the protocol was given to the subsystem.
  public var isComplete: Bool
  /// Whether the record of the run holds what it held when the run ended; `false` for a run that is
  /// being worked on or was changed.
  public var isSealed: Bool
  /// How often presentations without a score were shown to the subsystem again.
  public var retries: Int
  /// What of the dataset was not judged; entries of no presentation may be there.
  public var leftOut: [LeftOut]
  /// What one row is.
  public var trialUnit: TrialUnit
  /// What the dataset's own list holds under the protocol, class by class; empty when unknown. It
  /// must not be counted from the outcomes.
  public var expected: [Expected]

  /// Makes facts.
  public init(
    datasetName: String, datasetDigest: ContentDigest?, protocolName: String, isSynthetic: Bool?,
    isComplete: Bool, isSealed: Bool = true, retries: Int = 0, leftOut: [LeftOut] = [],
    trialUnit: TrialUnit = .presentation, expected: [Expected]
  ) {
    self.datasetName = datasetName
    self.datasetDigest = datasetDigest
    self.protocolName = protocolName
    self.isSynthetic = isSynthetic
    self.isComplete = isComplete
    self.isSealed = isSealed
    self.retries = retries
    self.leftOut = leftOut
    self.trialUnit = trialUnit
    self.expected = expected
  }
}

/// A rate of the full system (detector and matcher) that was measured elsewhere.
public struct SystemRate: Sendable, Hashable {
  /// Which: `iapar`, `far`, `frr`, `fmr` or `fnmr`.
  public var metric: GateMetric
  /// The species of `iapar`.
  public var species: PAISpecies?
  /// Errors and trials by cluster.
  public var counts: ClusteredProportion

  /// Makes a rate.
  public init(metric: GateMetric, species: PAISpecies? = nil, counts: ClusteredProportion) {
    self.metric = metric
    self.species = species
    self.counts = counts
  }
}

/// A presentation that a threshold was chosen on.
public struct DevPresentation: Sendable, Hashable {
  /// Its id.
  public var id: String
  /// The digest of its pictures; `nil` when nobody hashed them.
  public var mediaDigest: String?

  /// Makes an entry.
  public init(id: String, mediaDigest: String?) {
    self.id = id
    self.mediaDigest = mediaDigest
  }
}

/// What a gate judges: outcomes, the operating point they are judged at, and where they come from.
public struct GateEvidence: Sendable, Hashable {
  /// What the run says of itself.
  public var facts: RunFacts
  /// The outcomes, with the released threshold.
  public var outcomes: OutcomeSet
  /// The presentations of the run's dev partition; empty without one.
  public var dev: [DevPresentation]
  /// Rates of the full system; empty when only the detector was tested.
  public var systemRates: [SystemRate]

  /// Makes evidence.
  public init(
    facts: RunFacts, outcomes: OutcomeSet, dev: [DevPresentation] = [],
    systemRates: [SystemRate] = []
  ) {
    self.facts = facts
    self.dev = dev
    self.outcomes = outcomes
    self.systemRates = systemRates
  }

  /// The digest of all outcomes and the threshold, whatever the order of rows; equal digests are
  /// the same evidence.
  public var outcomeDigest: ContentDigest {
    var hasher = ContentHasher()
    func add(_ text: String) { hasher.update(Array("\(text.utf8.count):\(text)".utf8)) }
    add(outcomes.operatingPoint.map { String($0.threshold.bitPattern, radix: 16) } ?? "none")
    let order = outcomes.outcomes.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    for row in order {
      add(row.id)
      add(row.species.map { "attack " + $0.name } ?? "bona fide")
      switch row.outcome {
      case .score(let score): add("score " + String((score + 0).bitPattern, radix: 16))
      case .nonResponse(let reason): add("reason " + reason.rawValue)
      }
    }
    return hasher.finish()
  }
}
