import ArgumentParser

/// `padbench detector …`
struct DetectorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "detector",
    abstract: "Look at liveness detectors.",
    subcommands: [List.self, Blinks.self])
}
