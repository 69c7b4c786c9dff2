public import PADVocabulary

/// What a run found: per detector and presentation an outcome, and how long it took.
///
/// Everything is in the order of the selection, whatever the number of jobs.
public struct RunResult: Sendable {
  /// The presentations that were shown to the detectors.
  public var selection: RunSelection
  /// Per detector, per presentation.
  public var outcomes: [[Outcome]]
  /// Per detector, per presentation: seconds spent inside the detector.
  public var detectorSeconds: [[Float]]
  /// Per presentation: seconds spent on opening, decoding and face finding.
  public var preparationSeconds: [Float]
  /// What could not be read or judged, in the order of the selection.
  public var incidents: [Incident]
  /// Seconds from the first presentation to the last.
  public var wallSeconds: Double

  /// Non-responses of one detector.
  public func nonResponses(ofDetector detector: Int) -> Int {
    outcomes[detector].count { $0.reason != nil }
  }
}

/// A presentation that could not be read, or that a detector failed on.
public struct Incident: Sendable, Hashable {
  /// The presentation's id.
  public var presentationID: String
  /// The detector, or `nil` when the presentation could not be read at all.
  public var detector: String?
  /// What kind of non-response it became.
  public var reason: NonResponseReason
  /// What happened, for a person.
  public var message: String

  /// Makes an incident.
  public init(
    presentationID: String, detector: String? = nil, reason: NonResponseReason, message: String
  ) {
    self.presentationID = presentationID
    self.detector = detector
    self.reason = reason
    self.message = message
  }
}

/// Presentations of a dataset that a run leaves out, so that every row is accounted for.
public struct Exclusions: Sendable, Hashable {
  /// Enrolment references: they never enter APCER or BPCER.
  public var references = 0
  /// Presentations of partitions that were not asked for.
  public var otherPartitions = 0
  /// Presentations that the protocol leaves out.
  public var unassigned = 0

  /// Makes an empty count.
  public init() {}

  /// All of them.
  public var total: Int { references + otherPartitions + unassigned }
}
