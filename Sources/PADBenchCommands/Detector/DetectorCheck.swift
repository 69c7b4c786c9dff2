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
        nothing may be judged without what the card says that it needs.

        Then the detector is made, or its program started, anew a few times, and judges some of \
        the presentations again, in other orders and under other file names: a score that is not \
        the same bit for bit hangs on something that no score may hang on, and the answer says \
        what that may be. Copies that differ in a single bit tell whether it answers from memory.

        Also tells how many different scores there were, and how long a presentation took: the \
        first after a start, and others. Exit code 1 when a rule is broken.
        """)

    @Argument(
      help: "A built-in detector's name, or the path of a card or trained model.",
      completion: .file(extensions: ["yaml", "json"]))
    var card: String

    @OptionGroup var samples: CheckSampleOptions

    @Option(name: .long, help: "How often the detector is made or started anew.")
    var starts = 5

    @Option(name: .long, help: "How many presentations it judges again each time.")
    var again = 20

    @Option(name: .long, help: "What the presentations and orders are drawn by.")
    var seed: UInt64 = 2019

    @OptionGroup(title: "Runtimes") var runtimes: RuntimeOptions

    func validate() throws {
      guard (3...1000).contains(starts) else {
        throw ValidationError("--starts wants a number from 3 to 1000.")
      }
      guard (2...10_000).contains(again) else {
        throw ValidationError("--again wants a number from 2 to 10000.")
      }
    }

    func run() async throws {
      let check = try await DetectorCheckJob(self).run()
      try Console.result(check.text)
      if !check.conforms { throw ExitCode(1) }
    }
  }
}
