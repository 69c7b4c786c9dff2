public import Subsystems

/// The face matchers that padbench brings: well-known baselines that need no embedding model.
public enum BuiltInMatchers {
  /// Adds them all.
  ///
  /// - Throws: `SubsystemRegistry.DoubleRegistration` when one of their names is taken.
  public static func register(
    into registry: inout SubsystemRegistry
  ) throws(SubsystemRegistry.DoubleRegistration) {
    let matchers: [any FaceMatcher] = [LBPHMatcher()]
    for matcher in matchers { try registry.register(matcher.card, matcher: { matcher }) }
    try registry.register(trainable: EigenfaceMatcher())
  }
}
