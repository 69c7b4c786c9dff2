import ArgumentParser

/// Which dataset's folder, with which media roots.
struct DatasetFolderOptions: ParsableArguments {
  @Argument(
    help: "A dataset folder: dataset.yaml, manifest.csv and the pictures.",
    completion: .directory)
  var dataset: String

  @Option(
    name: .customLong("root"), parsing: .singleValue,
    help: ArgumentHelp(
      "Where a media root that dataset.yaml names is on this machine; repeat for several.",
      valueName: "name=folder"))
  var roots: [String] = []

  func validate() throws {
    for root in roots where root.split(separator: "=", maxSplits: 1).count != 2 {
      throw ValidationError("--root wants NAME=FOLDER, not '\(root)'.")
    }
  }

  /// The roots as name → folder; the last one of a name wins.
  var rootBindings: [String: String] {
    var bindings: [String: String] = [:]
    for root in roots {
      let parts = root.split(separator: "=", maxSplits: 1)
      if parts.count == 2 { bindings[String(parts[0])] = String(parts[1]) }
    }
    return bindings
  }
}
