import ArgumentParser
import DatasetAudit
import Datasets
import PADVocabulary
import StructuredText

extension DatasetCommand {
  /// `padbench dataset describe DATASET`
  struct Describe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "describe",
      abstract: "Count what a dataset holds; write its Croissant description.",
      discussion: """
        Counts presentations, persons, species, instruments and attributes by class and partition, \
        from the manifest alone: no picture is opened. The output is Markdown.

        --croissant writes JSON-LD by which catalogues and loaders know the dataset (Croissant 1.0 \
        of MLCommons): manifest, media and columns, no row and no person. Keep it beside \
        manifest.csv, to which its addresses are relative; 'mlcroissant validate' accepts it.

        Examples:
          padbench dataset describe datasets/sample
          padbench dataset describe my-set --croissant my-set/croissant.json
        """)

    @OptionGroup var source: DatasetOptions

    @Option(
      name: .long,
      help: ArgumentHelp("Also write the Croissant description there.", valueName: "file"),
      completion: .file(extensions: ["json"]))
    var croissant: String?

    func run() async throws {
      let dataset = try Dataset.load(
        folder: try await SpecificationFolder.dataset(folder: source.dataset),
        protocol: source.protocolName, roots: source.roots.bindings)
      for warning in dataset.warnings { Console.note(warning.description) }
      if let croissant {
        let bytes = try Croissant(dataset).json.bytes(.indented)
        try AtomicFile.write(bytes + [0x0a], to: croissant)
      }
      try Console.result(DatasetStatistics(dataset).markdown)
    }
  }
}
