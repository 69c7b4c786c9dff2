import ArgumentParser
import PADVocabulary
import Synthesis

extension DatasetCommand {
  /// `padbench dataset synthesize SPEC -o DATASET --seed N`
  struct Synthesize: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "synthesize",
      abstract: "Make a dataset of procedural faces and attacks; no person is in it.",
      discussion: """
        A specification and a seed decide every byte of the dataset, on any number of jobs. What \
        comes out says that it is synthetic, and so does every report on it: it proves that \
        things work, and nothing about error rates.

        Example:
          padbench dataset synthesize datasets/sample/spec.yaml --seed 1 -o /tmp/faces
        """)

    @Argument(
      help: "What to make: species, factors, numbers of subjects (a YAML file).",
      completion: .file(extensions: ["yaml"]))
    var spec: String

    @Option(
      name: [.short, .long],
      help: ArgumentHelp("The dataset's folder; made if it is not there.", valueName: "folder"),
      completion: .directory)
    var output: String

    @Option(name: .long, help: "The seed; another one gives other people and other pictures.")
    var seed: UInt64

    @OptionGroup var jobs: JobsOptions

    @Flag(name: .long, help: "Replace a synthetic dataset that the folder holds already.")
    var force = false

    @Flag(name: [.short, .long], help: "Show no progress.")
    var quiet = false

    func run() async throws {
      let specification = try SynthesisSpec.load(spec)
      let meter =
        quiet
        ? nil
        : ProgressMeter(
          title: "synthesizing", unit: "presentations", total: specification.presentationCount)
      let count = try await Synthesizer.synthesize(
        spec: specification, seed: seed, into: output,
        jobs: jobs.count,
        existing: force ? .replaceSynthetic : .refuse
      ) { _, _ in
        meter?.advance()
      }
      meter?.finish()
      try Console.result("\(count) presentations in \(output.printable)")
    }
  }
}
