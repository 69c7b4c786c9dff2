public import Subsystems

/// The detectors that padbench brings: honest baselines without training, and the null detector.
public enum BuiltInDetectors {
  /// What a fusion is made of; a part that has nothing to judge in a dataset is left out there.
  private static var fusionParts: [FusionPart] {
    [
      .trainable(LinearDetectors.texture), .trainable(LinearDetectors.quality),
      .fixed(FrequencyDetector()), .fixed(BlinkDetector()), .fixed(DepthDetector()),
      .fixed(MotionDetector()), .fixed(PulseDetector()),
    ]
  }

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
    let fusion = FusionDetector(of: Self.fusionParts)
    let trainables: [any TrainableDetector] = [
      LinearDetectors.texture, LinearDetectors.quality, fusion,
    ]
    for detector in trainables { try registry.register(trainable: detector) }
  }
}
