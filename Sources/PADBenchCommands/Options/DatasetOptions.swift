import ArgumentParser

/// Which dataset, under which protocol, with which media roots.
struct DatasetOptions: ParsableArguments {
  @OptionGroup var place: DatasetFolderOptions

  @Option(
    name: .customLong("protocol"),
    help: ArgumentHelp(
      "Take partitions from protocols/NAME.csv instead of the manifest.", valueName: "name"))
  var protocolName: String?

  /// The dataset's folder.
  var dataset: String { place.dataset }
  /// Its media roots.
  var roots: RootOptions { place.roots }
}
