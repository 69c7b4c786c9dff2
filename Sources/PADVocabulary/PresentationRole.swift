/// What a presentation is there for.
public enum PresentationRole: String, Sendable, Hashable, CaseIterable {
  /// Evaluated: it enters APCER or BPCER.
  case probe
  /// Enrolment only: it never enters APCER or BPCER.
  case reference
}
