import ArgumentParser

/// `padbench dataset …`
struct DatasetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dataset",
    abstract: "Make and check datasets.",
    subcommands: [Synthesize.self, Lock.self, Verify.self])
}
