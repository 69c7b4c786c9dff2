import ArgumentParser

/// Which dataset's folder, with which media roots.
struct DatasetFolderOptions: ParsableArguments {
  @Argument(
    help: "A dataset folder: dataset.yaml, manifest.csv and the pictures.",
    completion: .directory)
  var dataset: String

  @OptionGroup var roots: RootOptions
}
