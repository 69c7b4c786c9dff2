import ArgumentParser

/// Versions by datasets instead of pairs.
struct MatrixOptions: ParsableArguments {
  @Flag(
    name: .long,
    help: ArgumentHelp(
      "Arrange runs by version and dataset: mean, standard deviation and worst case over protocol "
        + "folds, datasets and unseen datasets."))
  var matrix = false

  @Option(
    name: .customLong("learnt-from"), parsing: .singleValue,
    help: ArgumentHelp(
      "The datasets that a run's detector was trained on, with commas between; repeat in the order "
        + "of the runs, '-' where nobody knows. With --matrix.",
      valueName: "datasets"))
  var learntFrom: [String] = []

  @Option(
    name: .customLong("dataset"), parsing: .singleValue,
    help: ArgumentHelp(
      "The dataset of a score file as NAME or NAME/FOLD; repeat in the order of the arguments, '-' "
        + "for runs, which know theirs. With --matrix.",
      valueName: "name"))
  var datasets: [String] = []

  func validate() throws {
    guard matrix || (learntFrom.isEmpty && datasets.isEmpty) else {
      throw ValidationError("--learnt-from and --dataset are for --matrix.")
    }
  }

  /// The value of an option that is repeated in the order of the arguments; `nil` for `-`.
  static func value(_ list: [String], at index: Int) -> String? {
    list.indices.contains(index) && list[index] != "-" ? list[index] : nil
  }
}
