public import ErrorRates

/// What became of the pictures that a matcher was to make templates of.
public struct EncodingCounts: Sendable, Hashable {
  /// Presentations that were judged.
  public var presentations: Int
  /// Those without a template, per reason (failures to acquire), sorted by reason.
  public var failures: [NonResponseCount]
  /// People who could be claimed, counted once per partition.
  public var people: Int
  /// Enrolment pictures that gave a template.
  public var templates: Int
  /// Enrolment pictures that gave none.
  public var enrolmentFailures: Int

  /// Makes counts.
  public init(
    presentations: Int, failures: [NonResponseCount], people: Int, templates: Int,
    enrolmentFailures: Int
  ) {
    self.presentations = presentations
    self.failures = failures
    self.people = people
    self.templates = templates
    self.enrolmentFailures = enrolmentFailures
  }

  /// Presentations with a template.
  public var encoded: Int { presentations - failures.reduce(0) { $0 + $1.count } }
}
