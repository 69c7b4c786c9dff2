import PADVocabulary

/// What a reader of finished results must know.
struct EvaluationWarnings {
  let results: EvaluationResults

  /// The warnings in a fixed order.
  func list() -> [Diagnostic] {
    origin() + emptiness() + responses() + orientation() + independence()
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

  private func orientation() -> [Diagnostic] {
    guard let auc = results.test.auc?.value, auc < 0.5 else { return [] }
    return [
      Diagnostic(
        .warning, "attacks score higher than bona fide presentations (AUC below one half)",
        remedy: "check that a higher score means more bona fide; it is never guessed")
    ]
  }

  private func independence() -> [Diagnostic] {
    let bonaFide = results.test.bonaFide
    let clustered =
      (bonaFide.clusters < bonaFide.accounting.rows ? ["bona fide"] : [])
      + results.test.species.filter { $0.clusters < $0.accounting.rows }
      .map(\.species.name.printable)
    guard !clustered.isEmpty else { return [] }
    return [
      Diagnostic(
        .note,
        "rows share a subject, series or video in \(clustered.joined(separator: ", ")): exact "
          + "binomial intervals treat every row as a trial and are too narrow there")
    ]
  }
}
