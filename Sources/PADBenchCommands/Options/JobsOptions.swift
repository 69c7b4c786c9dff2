import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// How many presentations are worked on at once.
struct JobsOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Presentations worked on at once; results do not depend on it. (default: all cores)",
      valueName: "count"))
  var jobs: Int?

  /// The number that was asked for, or that of the cores.
  var count: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs wants a number from 1 to 1024.")
    }
  }
}
