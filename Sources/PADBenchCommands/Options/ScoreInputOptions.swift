import ArgumentParser
import ScoreFiles

/// How score files are to be read; nothing of it is guessed where it would change a rate.
struct ScoreInputOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The files' format, where their content does not tell it.",
      valueName: "format"))
  var inputFormat: ScoreFormat?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "higher-is-bona-fide (the default of every format that does not say otherwise) or "
        + "lower-is-bona-fide.",
      valueName: "polarity"))
  var polarity: Polarity?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Labels for formats without them: CSV with test_label,is_bonafide,attack_type or a manifest.",
      valueName: "file"),
    completion: .file())
  var labels: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The column whose equal values are not independent trials, or none. (default: cluster, "
        + "subject, subject_id or claimed_id, whichever is there first)",
      valueName: "column"))
  var clusters: String?

  @Flag(name: .long, help: "Do not look for presentations that are there twice.")
  var allowDuplicates = false

  /// The options of a reader.
  func readingOptions(keepsPresentationIDs: Bool = false) throws -> ScoreReadingOptions {
    let clusters: ScoreReadingOptions.Clusters =
      switch self.clusters {
      case nil: .automatic
      case "none"?: .none
      case let column?: .column(column)
      }
    return ScoreReadingOptions(
      format: inputFormat, polarity: polarity, clusters: clusters,
      refusesDuplicates: !allowDuplicates, keepsPresentationIDs: keepsPresentationIDs,
      labels: try labels.map { try LabelList.read(path: $0) })
  }
}
