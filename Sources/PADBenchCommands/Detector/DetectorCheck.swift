import ArgumentParser

extension DetectorCommand {
  /// `padbench detector check CARD`
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Check that a detector keeps the contract that every figure rests on.",
      discussion: """
        Shows the detector presentations that no camera makes, and those of a dataset where one is \
        named: the same presentation must have the same outcome however often, in whatever order \
        and after whatever else it is shown; every outcome must be a finite score or a reason; \
        nothing may be judged without what the card says that it needs. Also tells how many \
        different scores there were and how long a presentation took. Exit code 1 when a rule is \
        broken.
        """)

    @Argument(
      help: "A built-in detector's name, or the path of a card or trained model.",
      completion: .file(extensions: ["yaml", "json"]))
    var card: String

    @Option(
      name: .long, help: "A dataset whose presentations are shown too.", completion: .directory)
    var dataset: String?

    @OptionGroup var roots: RootOptions

    @Option(
      name: .long, help: "How many presentations of the dataset are shown, spread over all of it.")
    var count = 40

    @OptionGroup(title: "Runtimes") var runtimes: RuntimeOptions

    func validate() throws {
      guard (1...10_000).contains(count) else {
        throw ValidationError("--count wants a number from 1 to 10000.")
      }
    }

    func run() async throws {
      let check = try await DetectorCheckJob(self).run()
      try Console.result(check.text)
      if !check.conforms { throw ExitCode(1) }
    }
  }
}
