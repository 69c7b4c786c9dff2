import PADVocabulary
import Statistics

/// What a reader of a whole system's figures must know beyond what comparisons say.
struct SystemWarnings {
  private let results: SystemResults

  init(_ results: SystemResults) {
    self.results = results
  }

  /// Dev has no licit score, so that no threshold can be chosen there.
  static let unusableDev = Diagnostic(
    .warning,
    "dev has no mated and zero-effort comparison with a score: the match threshold is not chosen "
      + "there and no fusion is trained",
    remedy: "give dev references, and bona fide presentations of several of their persons")

  static func noSpoofability(_ claims: Int) -> Diagnostic {
    Diagnostic(
      .note,
      "dev has \(claims) claims: the expected performance and spoofability curve, which tries every "
        + "score, is left out")
  }

  /// The warnings in a fixed order.
  func list() -> [Diagnostic] {
    notCompared() + falseMatches() + detectors()
  }

  private func notCompared() -> [Diagnostic] {
    let classes = results.matcherAlone?.classes ?? []
    let missing = classes.reduce(0) { $0 + $1.notComparedCount }
    guard missing > 0 else { return [] }
    let claims = classes.reduce(0) { $0 + $1.trials }
    return [
      Diagnostic(
        .note,
        "\(missing) of \(claims) claims could not be compared and count as rejected in FRR, FAR and "
          + "IAPAR of whole systems")
    ]
  }

  /// A threshold chosen for a low FMR on dev may let more in on test, and attacks with them.
  private func falseMatches() -> [Diagnostic] {
    guard case .far(let limit) = results.criterion, case .dev = results.operatingPoint?.origin,
      let fmr = results.comparisons.fmr, let lower = fmr.widestLower, lower > limit
    else { return [] }
    return [
      Diagnostic(
        .warning,
        "FMR on test is \(fmr.errors)/\(fmr.trials), above the \(limit) that the threshold was "
          + "chosen for on dev: IAPAR is that of a more careless matcher",
        remedy: "more zero-effort comparisons on dev, of people like those of test")
    ]
  }

  private func detectors() -> [Diagnostic] {
    results.detectors.filter { $0.operatingPoint == nil }.map { system in
      Diagnostic(
        .warning,
        "\(system.name.printable) has no threshold: the whole system with it is undefined",
        remedy: "let a threshold be chosen on dev, or give one")
    }
  }
}

extension Rate {
  /// The lower of the lower ends of both intervals.
  fileprivate var widestLower: Double? {
    [interval?.lower, clustered?.lower].compactMap(\.self).min()
  }
}
