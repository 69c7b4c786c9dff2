import Evidence
import PADVocabulary
import Subsystems

/// A trainable detector with what it has learned.
struct TrainedDetector: LivenessDetector {
  let card: SubsystemCard
  private let source: any TrainableDetector
  private let judge: @Sendable ([[Double]]) -> (evidence: Double, cues: [Cue])

  /// - Parameter judge: turns features into evidence for bona fide and says what it went by.
  init(
    _ source: any TrainableDetector, model: TrainedModel,
    judge: @escaping @Sendable ([[Double]]) -> (evidence: Double, cues: [Cue])
  ) throws(InvalidInput) {
    let measured = source.card
    guard model.features == measured.digest else {
      throw InvalidInput(
        Diagnostic(
          .error, "the model was trained on features that this padbench does not measure",
          remedy: "train it again"))
    }
    guard let digest = try? model.digest() else {
      throw InvalidInput(Diagnostic(.error, "the model has a number that is none"))
    }
    self.source = source
    self.judge = judge
    card = SubsystemCard(
      name: model.name, version: measured.version, kind: .trained,
      about: "\(measured.about) (trained on \(model.origin.summary))",
      preprocessing: measured.preprocessing, needs: measured.needs,
      framePolicy: measured.framePolicy,
      settings: measured.settings + [
        CardSetting("algorithm", measured.name), CardSetting("model", digest.hex),
        CardSetting("trained_on_synthetic", model.origin.isSynthetic ? "yes" : "no"),
      ], training: model.origin)
  }

  func makeObserver() throws(SubsystemFault) -> any LivenessObserver {
    Observer(try source.makeFeatureObserver(), judge: judge)
  }

  private final class Observer: LivenessObserver {
    private let measuring: any FeatureObserver
    private let judge: ([[Double]]) -> (evidence: Double, cues: [Cue])
    private(set) var cues: [Cue] = []

    init(
      _ measuring: any FeatureObserver,
      judge: @escaping ([[Double]]) -> (evidence: Double, cues: [Cue])
    ) {
      self.measuring = measuring
      self.judge = judge
    }

    func begin() {
      cues = []
      measuring.begin()
    }

    func observe(_ frame: Frame) { measuring.observe(frame) }

    func finish() -> Outcome {
      let outcome = measuring.finish()
      if outcome.reason != nil { return outcome }
      let judged = judge(measuring.features)
      cues = judged.cues
      return Outcome(computed: Logistic.score(judged.evidence))
    }
  }
}
