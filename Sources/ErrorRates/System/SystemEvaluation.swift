public import PADVocabulary

/// Evaluates a verification system, the matcher alone and with each detector, from the claims of
/// genuine users, zero-effort impostors and attacks (ISO/IEC 30107-3:2023, full-system evaluation;
/// ISO/IEC 19795-1).
///
/// The match threshold is chosen on licit claims of dev alone; attacks never move it. Whole systems
/// are counted per transaction: a claim without an answer of the matcher or of PAD is rejected,
/// whatever the non-response policy of presentations is.
public enum SystemEvaluation {
  /// What the match threshold is chosen for where nothing else is asked for: an FMR of at most 1 %
  /// on dev. At a careless threshold everybody enters, and no detector can be blamed for it.
  public static let defaultCriterion = Criterion.far(0.01)

  /// The shares of attacks of the expected performance and spoofability curve.
  private static let omegas = (0...20).map { Double($0) / 20 }

  /// Dev sets of more claims get no such curve, which tries every score.
  private static let mostSpoofabilityClaims = 1_000_000

  /// Evaluates one matcher.
  ///
  /// - Parameters:
  ///   - matcher: the name results are shown under.
  ///   - dev: claims that the threshold is chosen on and the fusion learns from; `nil`, or without
  ///     a mated and a zero-effort comparison, for a threshold chosen on `test` (`oracle:test`).
  ///   - detectors: what PAD said of the presentations of both.
  ///   - criterion: `eer`, `min-hter` or `far` (the highest FMR allowed), or a given threshold.
  ///   - options: confidence, intervals, bootstrap; `bootstrap` draws whole references again.
  ///   - jobs: how many processors to use; 0 for all of them. No figure depends on it.
  /// - Throws: `InvalidInput` for claims that do not fit together, scores of detectors that are not
  ///   one per presentation, or options out of range.
  @concurrent
  public static func evaluate(
    matcher: String, dev: SystemTrials?, test: SystemTrials, detectors: [SystemDetector],
    criterion: Criterion = defaultCriterion, options: EvaluationOptions, jobs: Int = 0
  ) async throws(InvalidInput) -> SystemResults {
    let faults = faults(dev: dev, test: test, detectors, criterion)
    if !faults.isEmpty { throw InvalidInput(faults) }
    let usable = dev.flatMap { $0.hasLicitScores ? $0 : nil }
    var warnings = dev == nil || usable != nil ? [] : [SystemWarnings.unusableDev]
    let isLarge = (usable?.count ?? 0) > mostSpoofabilityClaims
    if isLarge { warnings.append(SystemWarnings.noSpoofability(usable?.count ?? 0)) }

    var choices = options
    // Claims that were not compared are counted per transaction below.
    choices.nonResponsePolicy = .exclude
    choices.attackPotentials = nil
    choices.choosesThresholdOnTest = usable == nil && !criterion.isGiven
    let comparisons = try await VulnerabilityEvaluation.evaluate(
      dev: usable.map { VulnerabilityEvaluation.Scores($0) },
      test: VulnerabilityEvaluation.Scores(test), criterion: criterion, options: choices,
      omegas: isLarge ? [] : omegas, jobs: jobs)
    var results = SystemResults(
      matcher: matcher, criterion: criterion, operatingPoint: comparisons.operatingPoint,
      options: choices, references: test.referenceCount, comparisons: comparisons)
    let work = SystemWork(dev: usable, test: test, results: results)
    await work.complete(&results, detectors, jobs: Evaluation.jobs(jobs))
    results.warnings = comparisons.warnings + warnings + SystemWarnings(results).list()
    return results
  }

  private static func faults(
    dev: SystemTrials?, test: SystemTrials, _ detectors: [SystemDetector], _ criterion: Criterion
  ) -> [Diagnostic] {
    var found = test.faults(of: .test) + (dev?.faults(of: .dev) ?? [])
    switch criterion {
    case .eer, .minHTER, .far, .fixed, .card: break
    case .bpcer, .apcer:
      found.append(
        Diagnostic(
          .error, "'\(criterion)' is a criterion of liveness scores, not of a matcher's",
          remedy: "write eer, min-hter or far=RATE (an FMR of at most RATE)"))
    }
    for detector in detectors {
      let name = detector.name.printable
      if detector.test.count != test.presentationCount {
        found.append(mismatch(name, .test, detector.test.count, test.presentationCount))
      }
      if let dev, let scores = detector.dev, scores.count != dev.presentationCount {
        found.append(mismatch(name, .dev, scores.count, dev.presentationCount))
      }
      if detector.operatingPoint?.threshold.isNaN ?? false {
        found.append(Diagnostic(.error, "the threshold of \(name) is not a number"))
      }
    }
    return found
  }

  private static func mismatch(
    _ name: String, _ partition: Partition, _ scores: Int, _ presentations: Int
  ) -> Diagnostic {
    Diagnostic(
      .error,
      "\(name) has \(scores) scores for \(presentations) presentations of \(partition.rawValue)")
  }
}

extension SystemTrials {
  /// Whether a mated and a zero-effort comparison have a score.
  fileprivate var hasLicitScores: Bool {
    var hasGenuine = false
    var hasImpostor = false
    for row in 0..<count where !scores[row].isNaN {
      if kinds[row] == .genuine { hasGenuine = true }
      if kinds[row] == .impostor { hasImpostor = true }
      if hasGenuine && hasImpostor { return true }
    }
    return false
  }
}
