import ArgumentParser

/// `padbench matcher …`
struct MatcherCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matcher",
    abstract: "Look at face matchers, train, check and time them.",
    subcommands: [List.self, Train.self, Check.self, Time.self])
}
