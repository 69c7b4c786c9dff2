import ArgumentParser
import PADVocabulary
import Subsystems

extension MatcherCommand {
  /// `padbench matcher train NAME --dataset D -o MODEL.json`
  struct Train: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "train",
      abstract: "Train a matcher on a dataset's train partition.",
      discussion: """
        Learns from the bona fide presentations of the partition train alone; dev and test are \
        never looked at. The same dataset gives the same bytes, on any number of jobs. The model \
        file says what it was trained on; it holds faces of the dataset, blended, and needs the \
        same care.

        'eigenface' learns in which directions faces differ most.

        Example:
          padbench matcher train eigenface --dataset my-set -o eigenface.json
          padbench evaluate my-set --matcher eigenface.json
        """)

    @Argument(help: "What to train: eigenface.")
    var name: String

    @OptionGroup var options: TrainingOptions

    func run() async throws {
      let registry = try Wiring.registry(options.runtimes)
      try await TrainingJob(
        registry.trainableMatcher(name), as: .matcher, from: [.train], options, registry
      ).run()
    }
  }
}
