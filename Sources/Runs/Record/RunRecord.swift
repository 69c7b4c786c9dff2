public import PADVocabulary
public import StructuredText

/// A run as its folder keeps it: who judged what, and every outcome.
///
/// Reports, comparisons and gates are made from this alone; nobody needs the dataset again.
/// Ids of persons and names of clusters are as they may leave the machine.
public struct RunRecord: Sendable {
  /// The members of `run.json`: everything that decides what the outcomes are.
  public var identity: JSONValue
  /// What the run was told of its dataset.
  public var dataset: RecordedDataset
  /// The detectors, in the order of the command line.
  public var detectors: [RecordedDetector]
  /// The matchers, in the order of the command line.
  public var matchers: [RecordedDetector] = []
  /// What decided which comparisons were made; `nil` without a matcher.
  public var matching: MatchingTerms?
  /// What the matchers made of them; `nil` without a matcher, and before comparing is done.
  public var comparisons: RecordedComparisons?
  /// How rates were asked for, as the command that evaluated wrote it down.
  public var rates: JSONValue
  /// What was noticed about the dataset and the choice of presentations.
  public var diagnostics: [Diagnostic]
  /// The presentations that were judged so far, in the dataset's order.
  public var presentations: [RecordedPresentation]
  /// Per detector, per presentation.
  public var outcomes: [[Outcome]]
  /// Per detector, per presentation: what the detector went by; empty where nobody asked, where
  /// there is no score, and where the detector cannot say.
  public var explanations: [[String]] = []
  /// What could not be read or judged, in the order of `presentations`.
  public var incidents: [Incident]
  /// Per detector, per presentation: seconds spent inside the detector; NaN where the score was
  /// taken over from another run.
  public var detectorSeconds: [[Float]]
  /// The first presentations that workers showed to subsystems.
  public var coldStarts: [ColdStart] = []
  /// Whether every presentation of the selection was judged.
  public var isComplete: Bool
  /// Seconds spent on judging, over all parts of a run that was interrupted.
  public var wallSeconds: Double
  /// Presentations that were worked on at once, the last time.
  public var jobs: Int
  /// How often presentations without a score were shown to their detectors again.
  public var retries: Int
  /// Whether the journal was sealed when the run ended, and holds what it held then; `false` for a
  /// run that is being worked on.
  public var isSealed: Bool

  /// What the run knew of itself before the first presentation was judged.
  public var heading: RunHeading {
    RunHeading(
      identity: identity, dataset: dataset, detectors: detectors, rates: rates,
      diagnostics: diagnostics, matchers: matchers, matching: matching)
  }

  /// The outcomes of one detector in one partition, with the clusters that rows belong to; `nil`
  /// when the partition has no presentation.
  public func table(ofDetector detector: Int, in partition: Partition) -> ScoreTable? {
    var table = ScoreTable()
    for (position, presentation) in presentations.enumerated()
    where presentation.partition == partition {
      table.append(
        outcomes[detector][position], species: presentation.species,
        cluster: presentation.cluster)
    }
    return table.count == 0 ? nil : table
  }

  /// The partitions that occur, in their order.
  public var partitions: [Partition] { Set(presentations.map(\.partition)).sorted() }

  /// Whether any detector said what it went by.
  public var hasExplanations: Bool { explanations.contains { $0.contains { !$0.isEmpty } } }

  /// Non-responses of one detector.
  public func nonResponses(ofDetector detector: Int) -> Int {
    outcomes[detector].count { $0.reason != nil }
  }
}
