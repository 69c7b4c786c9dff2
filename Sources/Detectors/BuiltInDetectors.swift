public import Subsystems

/// The detectors that padbench brings: honest baselines without training, and the null detector.
public enum BuiltInDetectors {
  /// Adds them all.
  ///
  /// - Throws: `SubsystemRegistry.DoubleRegistration` when one of their names is taken.
  public static func register(
    into registry: inout SubsystemRegistry
  ) throws(SubsystemRegistry.DoubleRegistration) {
    let detectors: [any LivenessDetector] = [
      BlinkDetector(), DepthDetector(), FrequencyDetector(), MotionDetector(), NullDetector(),
      PulseDetector(), QualityDetector(),
    ]
    for detector in detectors {
      try registry.register(detector.card, detector: { detector })
    }
  }
}
