import ArgumentParser

/// Which dataset, under which protocol, with which media roots.
struct DatasetOptions: ParsableArguments {
  @Argument(
    help: "A dataset folder: dataset.yaml, manifest.csv and the pictures.",
    completion: .directory)
  var dataset: String

  @Option(
    name: .customLong("protocol"),
    help: ArgumentHelp(
      "Take partitions from protocols/NAME.csv instead of the manifest.", valueName: "name"))
  var protocolName: String?

  @OptionGroup var roots: RootOptions
}
