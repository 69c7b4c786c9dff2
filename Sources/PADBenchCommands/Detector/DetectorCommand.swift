import ArgumentParser

/// `padbench detector …`
struct DetectorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "detector",
    abstract: "Look at liveness detectors, train and check them.",
    subcommands: [List.self, Train.self, Check.self, Blinks.self])
}
