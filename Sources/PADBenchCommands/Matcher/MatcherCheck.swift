import ArgumentParser

extension MatcherCommand {
  /// `padbench matcher check CARD`
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Check that a matcher keeps the contract that every comparison rests on.",
      discussion: """
        Shows the matcher presentations that no camera makes, and those of a dataset where one is \
        named: the same presentation must have the same template however often, in whatever order \
        and after whatever else it is shown, and by a matcher that was made or started anew; what \
        is no template must be a reason. Then all templates are compared with each other: none may \
        be more like another than itself, it may not matter which of two is the reference, and a \
        pair's score may not depend on what else is compared.

        Also tells how large templates are and how long encoding and comparing took. Exit code 1 \
        when a rule is broken.
        """)

    @Argument(
      help: "A built-in matcher's name, or the path of a card or trained model.",
      completion: .file(extensions: ["yaml", "json"]))
    var card: String

    @OptionGroup var samples: CheckSampleOptions

    @Option(
      name: .long,
      help: ArgumentHelp(
        "The card of a face finder, for presentations without a face box or points to align by.",
        valueName: "card"),
      completion: .file(extensions: ["yaml"]))
    var faceFinder: String?

    @Option(name: .long, help: "How often the matcher is made or started anew.")
    var starts = 3

    @Option(name: .long, help: "What orders and pairs are drawn by.")
    var seed: UInt64 = 2019

    @OptionGroup(title: "Runtimes") var runtimes: RuntimeOptions

    func validate() throws {
      guard (1...1000).contains(starts) else {
        throw ValidationError("--starts wants a number from 1 to 1000.")
      }
    }

    func run() async throws {
      let check = try await MatcherCheckJob(self).run()
      try Console.result(check.text)
      if !check.conforms { throw ExitCode(1) }
    }
  }
}
