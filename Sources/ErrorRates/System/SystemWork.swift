import PADVocabulary
import Statistics

/// The whole systems of one matcher: what is counted once the match threshold is known.
struct SystemWork: Sendable {
  private let dev: SystemTrials?
  private let test: SystemTrials
  private let devIndex: ClaimIndex?
  private let testIndex: ClaimIndex
  private let threshold: Double?
  private let options: EvaluationOptions
  private let identification: ClaimIdentification?

  init(dev: SystemTrials?, test: SystemTrials, results: SystemResults) {
    self.dev = dev
    self.test = test
    devIndex = dev.map { ClaimIndex($0) }
    testIndex = ClaimIndex(test)
    threshold = results.operatingPoint?.threshold
    options = results.options
    identification = ClaimIdentification(test)
  }

  /// Adds the matcher alone, the matcher with every detector, and the curves.
  func complete(
    _ results: inout SystemResults, _ detectors: [SystemDetector], jobs: Int
  ) async {
    results.curves = AcceptSweep(test, testIndex).curves()
    results.matcherAlone = threshold.map { threshold in
      figures(.matcherAlone, pad: nil, MatchDecision(trials: test, threshold: threshold))
    }
    if let threshold {
      let decision = MatchDecision(trials: test, threshold: threshold)
      results.falseMatches = compared(.zeroEffort, decision)
      results.falseNonMatches = compared(.genuine, decision)
    }
    results.detectors = await ShareOut.map(detectors.count, atOnce: jobs) { index in
      system(detectors[index])
    }
  }

  /// What the matcher got wrong per reference, claims that were not compared left out.
  private func compared(_ kind: SystemClass.Kind, _ decision: MatchDecision) -> ClusteredProportion
  {
    guard let part = testIndex.parts.first(where: { $0.kind == kind }) else {
      return ClusteredProportion([])
    }
    let rows = testIndex.rows(of: part).filter { !test.scores[Int($0)].isNaN }
    var counter = ClaimCounter(references: test.referenceCount)
    counter.count(kind, rows[...], test, decision)
    return counter.takeClusters()
  }

  private func system(_ detector: SystemDetector) -> DetectorSystem {
    var system = DetectorSystem(
      name: detector.name, needs: detector.needs, operatingPoint: detector.operatingPoint,
      scatter: SystemScatter(test, testIndex, pad: detector.test))
    guard let threshold else {
      system.fusionNote = "the matcher has no threshold"
      return system
    }
    guard let padThreshold = detector.operatingPoint?.threshold else {
      system.fusionNote = "the detector has no threshold"
      return system
    }
    system.serial = figures(
      .serial, pad: detector.test,
      SerialDecision(
        trials: test, threshold: threshold, pad: detector.test, padThreshold: padThreshold))
    addFusion(to: &system, detector, threshold: threshold, padThreshold: padThreshold)
    return system
  }

  private func addFusion(
    to system: inout DetectorSystem, _ detector: SystemDetector, threshold: Double,
    padThreshold: Double
  ) {
    guard let dev, let devIndex, let pad = detector.dev else {
      system.fusionNote = "there is no dev partition to learn from"
      return
    }
    let serial = SerialDecision(
      trials: dev, threshold: threshold, pad: pad, padThreshold: padThreshold)
    let genuine = devIndex.parts.first { $0.kind == .genuine }
    let rejected =
      genuine.map { part in
        devIndex.rows(of: part).count { row in
          let (passed, matched) = serial.decide(Int(row))
          return !(passed && matched)
        }
      } ?? 0
    switch ScoreFusion.trained(on: dev, devIndex, pad: pad, rejected: rejected) {
    case .failure(let fault): system.fusionNote = fault.reason
    case .success(let model):
      system.fusionModel = model
      system.fusion = figures(
        .fusion, pad: detector.test,
        FusionDecision(trials: test, pad: detector.test, model: model))
    }
  }

  private func figures<Decision: ClaimDecision>(
    _ design: SystemFigures.Design, pad: [Double]?, _ decision: Decision
  ) -> SystemFigures {
    let tally = ClaimTally(trials: test, index: testIndex, rates: SystemRates(options))
    var figures = tally.figures(design, pad: pad, decision)
    if let identification, let threshold, design != .fusion {
      figures.identification = identification.results(threshold: threshold, options: options) {
        decision.passes($0)
      }
    }
    return figures
  }
}
