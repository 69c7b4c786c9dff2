import ArgumentParser

/// `padbench runs …`
struct RunsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "Look at runs, ask again for scores that are missing, delete runs.",
    subcommands: [List.self, Show.self, Retry.self, Delete.self])
}
