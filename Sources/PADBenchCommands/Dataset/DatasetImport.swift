import ArgumentParser
import Datasets
import PADVocabulary

extension DatasetCommand {
  /// `padbench dataset import LAYOUT FOLDER -o DATASET`
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Make a dataset of an original folder, whose files stay where they are.",
      discussion: """
        A layout says which files are presentations and of what; 'padbench dataset layouts' lists \
        those that come with padbench. Protocols and folds become protocols/*.csv. Every file and \
        every line of the folder's lists is accounted for: what is missing, unknown or \
        contradictory is listed in import-report.csv, its beginning here.

        Nothing is copied: the manifest names files in the original folder, and roots.local.yaml \
        says where that is on this machine.

        Examples:
          padbench dataset import replay-attack /data/replay-attack -o datasets/replay-attack
          padbench dataset import folders ~/pictures -o datasets/mine --map phones=replay/phone
        """)

    @Argument(help: "A layout's name, or the path of a layout file.")
    var layout: String

    @Argument(help: "The original folder.", completion: .directory)
    var folder: String

    @Option(
      name: [.short, .long],
      help: ArgumentHelp("The dataset's folder; made if it is not there.", valueName: "folder"),
      completion: .directory)
    var output: String

    @Option(
      name: .customLong("protocol"),
      help: ArgumentHelp(
        "Put the partitions of this protocol into the manifest.", valueName: "name[/fold]"))
    var protocolName: String?

    @Option(
      name: .long,
      help: ArgumentHelp(
        "A folder of further lists, for example the protocols where they come apart.",
        valueName: "folder"),
      completion: .directory)
    var lists: String?

    @Option(
      name: .long, parsing: .singleValue,
      help: ArgumentHelp(
        "What a folder of your own means, for the layout 'folders': NAME=bona_fide or "
          + "NAME=SPECIES; repeat for several.",
        valueName: "name=species"))
    var map: [String] = []

    @Flag(name: .long, help: "Write nothing and fail when anything differs from what is expected.")
    var strict = false

    @Flag(name: .long, help: "Replace the dataset that the folder holds already.")
    var force = false

    func validate() throws {
      for entry in map where entry.split(separator: "=", maxSplits: 1).count != 2 {
        throw ValidationError("--map wants NAME=bona_fide or NAME=SPECIES, not '\(entry)'.")
      }
    }

    func run() throws {
      let meanings = map.compactMap { entry -> (name: String, meaning: String)? in
        let parts = entry.split(separator: "=", maxSplits: 1)
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
      }
      var request = ImportRequest(
        try DatasetLayout.load(layout, meanings: meanings), folder: folder, output: output)
      request.lists = lists
      request.protocolChoice = protocolName
      request.isStrict = strict
      request.replaces = force
      let summary = try DatasetImport.run(request)
      var lines = summary.lines
      lines.append("the dataset is \(output.printable)")
      if !summary.findings.isEmpty {
        lines.append("every finding is in \(output.printable)/\(DatasetImport.reportFile)")
      }
      try Console.result(lines.joined(separator: "\n"))
    }
  }
}
