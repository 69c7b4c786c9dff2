public import PADVocabulary

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
