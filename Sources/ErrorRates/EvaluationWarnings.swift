import PADVocabulary
import Statistics

/// What a reader of finished results must know.
struct EvaluationWarnings {
  let results: EvaluationResults

  /// The warnings in a fixed order.
  func list() -> [Diagnostic] {
    origin() + emptiness() + responses() + orientation() + independence() + bootstrap()
      + potentials()
  }

  private func origin() -> [Diagnostic] {
    var list: [Diagnostic] = []
    if case .oracle = results.operatingPoint?.origin {
      list.append(
        Diagnostic(
          .warning, "the threshold was chosen on the test data itself: the rates are optimistic",
          remedy: "choose it on a dev partition or give a fixed one"))
    }
    if !results.speciesAbsentFromDev.isEmpty {
      let names = results.speciesAbsentFromDev.map(\.name.printable).joined(separator: ", ")
      list.append(
        Diagnostic(.note, "the threshold was chosen without species of the test set: \(names)"))
    }
    if let gap = results.gap, gap.testScoresInside > 0 {
      list.append(
        Diagnostic(
          .warning,
          "\(gap.testScoresInside) test scores lie in the gap \(gap.highestRejected) to "
            + "\(gap.lowestAccepted) in which the threshold could be put anywhere",
          remedy: "more dev presentations narrow the gap"))
    }
    return list
  }

  private func emptiness() -> [Diagnostic] {
    var list: [Diagnostic] = []
    if results.test.bonaFide.accounting.rows == 0 {
      list.append(Diagnostic(.warning, "no bona fide presentation: BPCER is undefined"))
    }
    if results.test.species.isEmpty {
      list.append(Diagnostic(.warning, "no attack presentation: APCER is undefined"))
    }
    for result in results.test.species where result.accounting.scored == 0 {
      list.append(
        Diagnostic(.warning, "species \(result.species.name.printable) got no response at all"))
    }
    return list
  }

  private func responses() -> [Diagnostic] {
    let missing = results.test.accounting.withoutResponse
    guard missing > 0, results.options.nonResponsePolicy == .exclude else { return [] }
    return [
      Diagnostic(
        .note,
        "\(missing) of \(results.test.accounting.rows) presentations got no response and are left "
          + "out of APCER and BPCER (policy exclude); see APNRR and BPNRR")
    ]
  }

  /// One diagnostic names all attacks and every species that score higher than bona fide.
  private func orientation() -> [Diagnostic] {
    let species = results.test.species.compactMap { result in
      result.auc.flatMap { $0.value < 0.5 ? (result.species.name.printable, $0.value) : nil }
    }
    let pooled =
      results.test.auc.flatMap { $0.value < 0.5 ? [("all attacks", $0.value)] : nil } ?? []
    guard !pooled.isEmpty || !species.isEmpty else { return [] }
    let listed = (pooled + species).map { "\($0.0) (AUC \(Self.threeDecimals($0.1)))" }
    return [
      Diagnostic(
        .warning,
        "labels or polarity look reversed: attacks mostly score higher than bona fide "
          + "presentations, which is worse than chance (AUC below 0.5): "
          + listed.joined(separator: ", "),
        remedy: "check that a higher score means more bona fide and that the labels are right; "
          + "neither is guessed or turned round. If both are right, the subsystem takes these "
          + "attacks for bona fide presentations")
    ]
  }

  /// A number of 0 to 1 with three decimals, rounded down so that less than 0.5 never reads 0.500.
  private static func threeDecimals(_ value: Double) -> String {
    let digits = String(Int((value * 1000).rounded(.down)))
    return "0." + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }

  private func independence() -> [Diagnostic] {
    let bonaFide = results.test.bonaFide
    let classes =
      [("bona fide", bonaFide.clusters, bonaFide.accounting.rows)]
      + results.test.species.map {
        ($0.species.name.printable, $0.clusters, $0.accounting.rows)
      }
    let clustered = classes.filter { $0.1 < $0.2 }
    guard !clustered.isEmpty else { return [] }
    let names = clustered.map(\.0).joined(separator: ", ")
    let hasBootstrap = results.bootstrap.map { $0.skipped == nil } ?? false
    let note = Diagnostic(
      .note,
      "rows share a subject, series or video in \(names): exact binomial intervals treat every "
        + "row as a trial and are too narrow there",
      remedy: hasBootstrap ? "read the clustered intervals beside them" : "")
    let few = clustered.filter { $0.1 < ClusteredProportion.fewClusters }
    guard hasBootstrap, !few.isEmpty else { return [note] }
    let counts = few.map { "\($0.0) (\($0.1))" }.joined(separator: ", ")
    return [
      note,
      Diagnostic(
        .warning,
        "fewer than \(ClusteredProportion.fewClusters) clusters (subjects, series or videos) in "
          + "\(counts): a bootstrap of so few is too narrow as well",
        remedy: "test more subjects or series, not more presentations of the same"),
    ]
  }

  private func bootstrap() -> [Diagnostic] {
    guard let reason = results.bootstrap?.skipped else { return [] }
    return [
      Diagnostic(
        .note, "no clustered bootstrap: \(reason)",
        remedy: "raise the limit of rows, or ask for fewer replicates")
    ]
  }

  private func potentials() -> [Diagnostic] {
    guard let scale = results.options.attackPotentials else { return [] }
    let unrated = results.test.species.map(\.species).filter { scale.levels[$0] == nil }
    guard !unrated.isEmpty else { return [] }
    let names = unrated.map(\.name.printable).joined(separator: ", ")
    return [
      Diagnostic(
        .note, "species without a declared attack potential count towards none: \(names)")
    ]
  }
}
