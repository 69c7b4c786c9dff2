import ArgumentParser

/// `padbench dataset …`
struct DatasetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dataset",
    abstract: "Make, import, lock, verify, audit and describe datasets.",
    subcommands: [
      Synthesize.self, Import.self, Layouts.self, Lock.self, Verify.self, Audit.self,
      Describe.self,
    ])
}
