import ArgumentParser
import Datasets
import Media
import PADVocabulary
import StructuredText

extension DatasetCommand {
  /// `padbench dataset verify DATASET`
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "Compare every file of a dataset with its lock.",
      discussion: """
        Lists files that changed, are missing or came since, and says whether ids, labels or \
        species differ. Exit code 0 when all is as locked, 65 when anything differs or when the \
        chain of changes.log is broken.
        """)

    @OptionGroup var options: DatasetFolderOptions

    @Flag(name: [.short, .long], help: "Show no progress.")
    var quiet = false

    func run() throws {
      let dataset = try Dataset.load(
        folder: options.dataset, roots: options.roots.bindings, lockUse: .overlook)
      guard let lock = try DatasetLock.read(folder: dataset.folder) else {
        throw InvalidInput(
          .init(
            .error, file: dataset.folder.printable, "the dataset is not locked",
            remedy: "lock it with 'padbench dataset lock'"))
      }
      let meter = quiet ? nil : LockMeter(dataset, title: "verifying")
      let differences = try lock.differences(from: dataset) { meter?.advance(to: $0) }
      meter?.finish()
      var diagnostics = DiagnosticList(file: dataset.folder, cap: 1_000)
      for difference in differences { diagnostics.add(difference.diagnostic) }
      let log = try checkedLog(dataset.folder, lock, &diagnostics)
      try diagnostics.throwErrors()
      var words = "\(lock.count) files as locked, root \(lock.root)"
      if log.changes.isEmpty {
        words += "\nno changes.log: nobody wrote down when it was locked"
      } else {
        words += "\nlocked \(log.changes.count) times, head of changes.log \(log.head)"
      }
      try Console.result(words)
    }

    private func checkedLog(
      _ folder: String, _ lock: DatasetLock, _ diagnostics: inout DiagnosticList
    ) throws -> DatasetChangeLog {
      do {
        let log = try DatasetChangeLog.read(folder: folder)
        if let last = log.changes.last, last.newRoot != lock.root {
          diagnostics.error(
            "the last line of changes.log does not belong to dataset.lock",
            remedy: "restore both files from the same copy")
        }
        return log
      } catch let input as InvalidInput {
        for diagnostic in input.diagnostics { diagnostics.add(diagnostic) }
        return DatasetChangeLog()
      }
    }
  }
}
