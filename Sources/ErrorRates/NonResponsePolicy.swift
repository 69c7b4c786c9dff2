/// How presentations without a score enter APCER and BPCER; printed with every rate.
///
/// ISO/IEC 30107-3 wants APNRR and BPNRR reported beside APCER and BPCER; these three ways of
/// counting make explicit what they do to the denominators.
public enum NonResponsePolicy: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
  /// Rates are over responses only.
  case exclude
  /// An attack without a response was thwarted; a bona fide presentation without one was rejected.
  case operational
  /// Every presentation without a response is an error.
  case conservative

  /// The name in tables.
  public var description: String { rawValue }
}
