import ArgumentParser
import PADVocabulary
import Subsystems

extension DetectorCommand {
  /// `padbench detector train NAME --dataset D -o MODEL.json`
  struct Train: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "train",
      abstract: "Train a detector on a dataset's train partition.",
      discussion: """
        Learns from the partition train alone; regularisation and calibration are chosen on dev, \
        and test is never looked at. The same dataset and seed give the same bytes, on any number \
        of jobs. The model file says what it was trained on, and 'padbench evaluate --detector \
        MODEL.json' evaluates it.

        'texture' learns colour texture, 'quality' learns image distortions, and 'fusion' weighs \
        what they and the other built-in detectors say; parts that have nothing to judge in the \
        dataset (no frames, no depth) are left out.

        Example:
          padbench detector train texture --dataset my-set -o texture.json
          padbench evaluate my-set --detector texture.json
        """)

    @Argument(help: "What to train: texture, quality or fusion.")
    var name: String

    @OptionGroup var options: TrainingOptions

    func run() async throws {
      let registry = try Wiring.registry(options.runtimes)
      try await TrainingJob(
        registry.trainable(name), as: .detector, from: [.train, .dev], options, registry
      ).run()
    }
  }
}
