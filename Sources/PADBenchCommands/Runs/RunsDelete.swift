import ArgumentParser
import PADVocabulary

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

    func run() async throws {
      let folders = try runs.map { path -> String in
        let found = try RunStanding.folders(in: [path])
        guard found == [path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path]
        else {
          throw InvalidInput(
            Diagnostic(
              .error, file: path.printable, "there is no run here",
              remedy: "'padbench runs list' shows the runs of a folder"))
        }
        return found[0]
      }
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
  }
}
