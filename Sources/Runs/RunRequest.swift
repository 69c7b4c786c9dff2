public import Evidence
import Imaging
public import Media
public import Subsystems

/// What a run is asked to do.
public struct RunRequest: Sendable {
  /// The presentations to judge, with the partition each counts for.
  public var selection: RunSelection
  /// Opens the presentations' files, contained in their roots.
  public var reader: PresentationReader
  /// The detectors, each seeing every presentation.
  public var detectors: [any LivenessDetector]
  /// The matchers, each encoding every presentation; none without `matching`.
  public var matchers: [any FaceMatcher]
  /// Who claims to be whom; `nil` when nobody is compared.
  public var matching: MatchingPlan?
  /// Finds the face where the dataset gives no box; `nil` when there is none.
  public var faceFinder: (any FaceFinder)?
  /// How many presentations are worked on at once, at least 1.
  public var jobs: Int
  /// Makes the names of persons that the journal keeps; `nil` keeps them as they are.
  public var pseudonymizer: Pseudonymizer?
  /// Scores of earlier runs that may stand for this run's.
  public var reuse: ScoreReuse
  /// Whether presentations that the journal has without a score are shown again to the detectors
  /// that gave none.
  public var retriesNonResponses: Bool
  /// Whether the journal keeps what the detectors went by.
  public var explains: Bool
  /// Shuffles the order in which presentations are shown, so that it says nothing to a subsystem
  /// that could count; `nil` shows them in the dataset's order. Results do not depend on it.
  public var shuffleSeed: UInt64?

  /// Makes a request.
  public init(
    selection: RunSelection, reader: PresentationReader, detectors: [any LivenessDetector],
    faceFinder: (any FaceFinder)? = nil, jobs: Int = 1, pseudonymizer: Pseudonymizer? = nil,
    reuse: ScoreReuse = ScoreReuse(scoringKeys: []), retriesNonResponses: Bool = false,
    explains: Bool = false, shuffleSeed: UInt64? = nil, matchers: [any FaceMatcher] = [],
    matching: MatchingPlan? = nil
  ) {
    self.selection = selection
    self.reader = reader
    self.detectors = detectors
    self.faceFinder = faceFinder
    self.jobs = max(1, jobs)
    self.pseudonymizer = pseudonymizer
    self.reuse = reuse
    self.retriesNonResponses = retriesNonResponses
    self.explains = explains
    self.shuffleSeed = shuffleSeed
    self.matchers = matching == nil ? [] : matchers
    self.matching = matching
  }

  /// Everything that presentations are shown to: the detectors, then the matchers' encoders.
  var watchers: [any LivenessDetector] {
    detectors + matchers.map { EncodingDetector(matcher: $0) }
  }

  /// How many presentations are worked on: those of the selection, then those that only enrol.
  public var count: Int { selection.count + (matching?.enrolmentRows.count ?? 0) }

  /// The decode scales that the subsystems ask for, largest first.
  var scales: [DecodeScale] {
    var scales = watchers.map(\.card.preprocessing.decodeScale)
    if let faceFinder { scales.append(faceFinder.card.preprocessing.decodeScale) }
    return Set(scales).sorted()
  }
}
