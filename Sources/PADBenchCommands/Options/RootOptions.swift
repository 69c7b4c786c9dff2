import ArgumentParser

/// Where the media roots of a dataset are.
struct RootOptions: ParsableArguments {
  @Option(
    name: .customLong("root"), parsing: .singleValue,
    help: ArgumentHelp(
      "Where a media root that dataset.yaml names is on this machine; repeat for several.",
      valueName: "name=folder"))
  var roots: [String] = []

  func validate() throws {
    for root in roots {
      let parts = root.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else {
        throw ValidationError("--root wants NAME=FOLDER, not '\(root)'.")
      }
    }
  }

  /// The roots as name → folder; the last one of a name wins.
  var bindings: [String: String] {
    var found: [String: String] = [:]
    for root in roots {
      let parts = root.split(separator: "=", maxSplits: 1)
      if parts.count == 2 { found[String(parts[0])] = String(parts[1]) }
    }
    return found
  }
}
