import PADVocabulary
import Statistics

extension Evaluation {
  /// Adds the figures that papers and other tools print, and the expected performance curve.
  func addFurtherFigures(to results: inout EvaluationResults) {
    guard options.wantsFurtherFigures else { return }
    var further = FurtherFigures(bobFixedRates: bobFixedRates())
    // The curve of dev is gone before that of test is made: each is as large as its scores.
    let choices = dev.flatMap { ROC($0)?.choices(count: 101) }
    if let roc = ROC(test) {
      further.eerROCCH = roc.convexHullEqualErrorRate
      further.eerInterpolated = roc.interpolatedEqualErrorRate
      further.partialAUC = [0.01, 0.05, 0.1].compactMap(roc.partialArea(toAPCER:))
      further.acceptanceAtFAR = [10, 100, 1000, 10_000].map { acceptance(roc, atOneIn: $0) }
      further.calibration = calibration(roc)
      results.expectedPerformance =
        choices.map { ExpectedPerformanceCurve($0, on: roc).points } ?? []
    }
    results.test.further = further
  }

  private func acceptance(_ roc: ROC, atOneIn divisor: Int) -> AcceptanceAtRate {
    let limit = 1 / Double(divisor)
    let point = roc.lastPoint(atAPCER: limit)
    let rate = IntervalRule(options).rate(roc.bonaFide - point.falseRejects, of: roc.bonaFide)
    let needed = 3 * divisor
    return AcceptanceAtRate(
      limit: limit, rate: rate,
      support: roc.attacks >= needed
        ? .supported : .unsupported(present: roc.attacks, needed: needed))
  }

  /// BPCERk where Bob puts its threshold; none when a species has a single response, where Bob
  /// raises an error.
  private func bobFixedRates() -> [BobFixedRate] {
    let bonaFide = test.bonaFide.range.count
    let attacks = test.attacks.filter { !$0.range.isEmpty }
      .map { test.keys[$0.range].reversed().map(OrderedBits.value) }
    guard bonaFide > 0, !attacks.isEmpty else { return [] }
    return options.fixedRates.compactMap { definition in
      guard case .bpcer(let k) = definition else { return nil }
      let thresholds = attacks.compactMap {
        BobCompatible.farThreshold(descending: $0, far: definition.limit)
      }
      guard thresholds.count == attacks.count, let threshold = thresholds.max() else { return nil }
      let rejected = test.count(of: 0, below: OrderedBits.key(threshold))
      return BobFixedRate(
        name: "bpcer\(k)_bob", divisor: k, threshold: threshold,
        rate: IntervalRule(options).rate(rejected, of: bonaFide))
    }
  }

  private func calibration(_ roc: ROC) -> CalibrationFigures {
    var figures = CalibrationFigures(meaning: options.scoreMeaning, minCllr: roc.minimumCllr)
    if options.scoreMeaning == .score { return figures }
    let bonaFide = test.keys[test.bonaFide.range].map(OrderedBits.value)
    let attacks = test.attacks.flatMap { test.keys[$0.range].map(OrderedBits.value) }
    if options.scoreMeaning == .logLikelihoodRatio {
      figures.cllr = Calibration.cllr(bonaFide: bonaFide, attacks: attacks)
      return figures
    }
    figures.cllr = Calibration.cllr(
      bonaFide: bonaFide.map(Calibration.logit), attacks: attacks.map(Calibration.logit))
    figures.expectedError = Calibration.expectedError(bonaFide: bonaFide, attacks: attacks)
    figures.expectedErrorEqualMass = Calibration.expectedError(
      bonaFide: bonaFide, attacks: attacks, bins: .equalMass(15))
    figures.brierScore = Calibration.brierScore(bonaFide: bonaFide, attacks: attacks)
    figures.logLoss = Calibration.logLoss(bonaFide: bonaFide, attacks: attacks)
    return figures
  }

  /// What is wrong with scores that claim to be probabilities.
  static func meaningFault(
    _ table: ScoreTable, _ meaning: ScoreMeaning, file: String
  ) -> Diagnostic? {
    guard meaning == .probability else { return nil }
    let outside = table.scores.indices.filter { row in
      table.reasonNumbers[row] == ScoreTable.scoredNumber
        && !(table.scores[row] >= 0 && table.scores[row] <= 1)
    }
    guard let first = outside.first else { return nil }
    return Diagnostic(
      .error, file: file,
      "the score \(table.scores[first]) of row \(first + 1) is no probability, though scores are "
        + "said to be probabilities; outside 0 to 1 in all: \(outside.count)",
      remedy: "say what the scores mean: score, probability or log-likelihood-ratio")
  }
}
