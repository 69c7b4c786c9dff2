import ArgumentParser

/// `padbench scores …`
struct ScoresCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scores",
    abstract: "Check score files, and turn them into other formats.",
    subcommands: [Lint.self, Convert.self])
}
