import ErrorRates
import PADVocabulary
import Statistics

extension PairwiseMaker {
  /// What is missing on either side.
  func joinWarnings() -> [Diagnostic] {
    let sides: [(MissingPresentation.Side, String)] = [
      (.candidate, candidate.name), (.baseline, baseline.name),
    ]
    return sides.compactMap { side, name in
      let missing = joined.missing.filter { $0.absentFrom == side }
      guard let first = missing.first else { return nil }
      return Diagnostic(
        .warning, file: name,
        "\(missing.count) presentations of the other side are missing here and enter no figure, "
          + "the first is \(first.id.printable)",
        remedy: "run both on the same protocol")
    }
  }

  /// What weakens the figures.
  func classWarnings(_ points: [OperatingPointComparison]) -> [Diagnostic] {
    guard let point = points.first else { return [] }
    var list: [Diagnostic] = []
    if points.contains(where: { $0.kind != .own }) {
      list.append(
        Diagnostic(
          .note,
          "matched thresholds are chosen on the compared presentations themselves "
            + "(oracle:test): they compare scores, not what is released"))
    }
    let clustered = point.classes.filter(\.isClustered)
    if !clustered.isEmpty {
      list.append(
        Diagnostic(
          .note,
          "presentations share a subject, series or video in \(names(clustered)): McNemar's "
            + "and DeLong's p-values are too small there",
          remedy: "read the interval of the difference, which draws whole clusters"))
    }
    let few = clustered.filter(\.counts.hasFewClusters)
    if !few.isEmpty {
      list.append(
        Diagnostic(
          .warning,
          "fewer than \(ClusteredProportion.fewClusters) clusters in \(names(few)): a "
            + "bootstrap of so few is too narrow",
          remedy: "test more subjects or series, not more presentations of the same"))
    }
    return list
  }

  private func names(_ classes: [ClassComparison]) -> String {
    classes.map { $0.species?.name.printable ?? "bona fide" }.joined(separator: ", ")
  }
}
