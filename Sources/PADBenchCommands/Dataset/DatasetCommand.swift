import ArgumentParser

/// `padbench dataset …`
struct DatasetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dataset",
    abstract: "Make datasets.",
    subcommands: [Synthesize.self])
}
