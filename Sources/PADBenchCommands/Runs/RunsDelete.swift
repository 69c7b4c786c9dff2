import ArgumentParser
import PADVocabulary

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension RunsCommand {
  /// `padbench runs delete RUN…`
  struct Delete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "delete",
      abstract: "Delete runs: what padbench wrote into their folders, and nothing else.")

    @Argument(
      help: ArgumentHelp("Folders of runs.", valueName: "run"), completion: .directory)
    var runs: [String]

    @Flag(name: .long, help: "Do not ask.")
    var yes = false

    @Flag(name: .long, help: "Delete runs whose journal is damaged, too.")
    var force = false

    func run() async throws {
      let folders = try runs.map { try checked(RunFolderPath.trimmed($0)) }
      if !yes {
        guard Console.isInteractive else {
          throw ValidationError("--yes is needed where nobody can be asked.")
        }
        Console.draw("delete \(folders.map(\.printable).joined(separator: ", "))? (yes/no) ")
        guard readLine() == "yes" else {
          Console.note("nothing was deleted")
          return
        }
      }
      for folder in folders {
        try RunFolderClaim(path: folder, mustHoldRun: true).delete()
        Console.note("deleted \(folder.printable)")
      }
    }

    /// Refuses what is not the folder of a run itself.
    private func checked(_ folder: String) throws -> String {
      func refuse(_ words: String, _ remedy: String) -> InvalidInput {
        InvalidInput(Diagnostic(.error, file: folder.printable, words, remedy: remedy))
      }
      guard RunStanding.holdsRun(folder) else {
        throw refuse(
          "there is no run here", "'padbench runs list' shows the runs of a folder")
      }
      // A link, or a dot, is not the run: what would be left is nothing that anybody meant.
      let place = try RunFolderPath(folder)
      guard folder.split(separator: "/").last.map(String.init) == place.name, !Self.isLink(folder)
      else {
        throw refuse("this leads to \(place.path.printable)", "name that folder itself")
      }
      let standing = RunStanding(folder: folder)
      guard standing.record != nil || force else {
        throw refuse(
          "its journal cannot be read: \(standing.fault)",
          "if it is a run, and to go, say --force")
      }
      return folder
    }

    private static func isLink(_ path: String) -> Bool {
      (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
    }
  }
}
