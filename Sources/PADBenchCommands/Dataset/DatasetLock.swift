import ArgumentParser
import Datasets
import Media
import PADVocabulary

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension DatasetCommand {
  /// `padbench dataset lock DATASET`
  struct Lock: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "lock",
      abstract: "Write down the digest of every file of a dataset, so that results belong to it.",
      discussion: """
        dataset.lock holds the digest of every file that an evaluation can read, and one root \
        digest of them all. A dataset that differs from its lock is refused. changes.log keeps \
        when the lock was replaced and why, as a chain of lines.

        Example:
          padbench dataset lock datasets/mine --reason "three blurred prints recorded again"
        """)

    @OptionGroup var options: DatasetFolderOptions

    @Option(
      name: .long,
      help: ArgumentHelp(
        "Why; wanted when the dataset has a lock that will be replaced.", valueName: "text"))
    var reason: String?

    @Option(
      name: .long,
      help: ArgumentHelp("Who, for changes.log; nobody is named without this.", valueName: "name"))
    var by: String?

    @Flag(name: .long, help: "Name the user of this process as who.")
    var byMe = false

    @Flag(name: [.short, .long], help: "Show no progress.")
    var quiet = false

    func validate() throws {
      if by != nil, byMe { throw ValidationError("Say --by or --by-me, not both.") }
    }

    func run() throws {
      let dataset = try Dataset.load(
        folder: options.dataset, roots: options.roots.bindings, lockUse: .overlook)
      let job = DatasetLocking(
        dataset: dataset, reason: reason, by: by ?? (byMe ? ProcessInfo.processInfo.userName : ""))
      let meter = quiet ? nil : LockMeter(dataset, title: "locking")
      let words = try job.run { meter?.advance(to: $0) }
      meter?.finish()
      try Console.result(words)
    }
  }
}

/// Shows how many files have been hashed.
struct LockMeter {
  private let meter: ProgressMeter

  init(_ dataset: Dataset, title: String) {
    meter = ProgressMeter(
      title: title, unit: "files", total: dataset.presentations.count + dataset.files.count)
  }

  func advance(to _: Int) { meter.advance() }
  func finish() { meter.finish() }
}
