import PADVocabulary
import Statistics

/// One evaluation under way: its inputs, and the steps that turn them into results.
struct Evaluation {
  var criterion: Criterion?
  var options: EvaluationOptions
  var test: SortedScores
  var dev: SortedScores?
  let testTable: ScoreTable
  let devTable: ScoreTable?

  /// Checks the options and sorts the scores.
  init(
    dev: ScoreTable?, test: ScoreTable, criterion: Criterion?, options: EvaluationOptions
  ) throws(InvalidInput) {
    let unmeant = try Self.checked(dev: dev, test: test, criterion, options)
    let policy = options.nonResponsePolicy
    self.test = try SortedScores(test, policy: policy, file: Self.testName)
    if let dev { self.dev = try SortedScores(dev, policy: policy, file: Self.devName) }
    if !unmeant.isEmpty { throw InvalidInput(unmeant) }
    self.criterion = criterion
    self.options = options
    testTable = test
    devTable = dev
  }

  /// The same with the sorting shared out among `jobs` tasks.
  init(
    dev: ScoreTable?, test: ScoreTable, criterion: Criterion?, options: EvaluationOptions, jobs: Int
  ) async throws(InvalidInput) {
    let unmeant = try Self.checked(dev: dev, test: test, criterion, options)
    let policy = options.nonResponsePolicy
    self.test = try await SortedScores(test, policy: policy, file: Self.testName, jobs: jobs)
    if let dev {
      self.dev = try await SortedScores(dev, policy: policy, file: Self.devName, jobs: jobs)
    }
    if !unmeant.isEmpty { throw InvalidInput(unmeant) }
    self.criterion = criterion
    self.options = options
    testTable = test
    devTable = dev
  }

  private static let testName = "test scores"
  private static let devName = "dev scores"

  /// Refuses options out of range; what scores are not but claim to be is said after their NaN.
  private static func checked(
    dev: ScoreTable?, test: ScoreTable, _ criterion: Criterion?, _ options: EvaluationOptions
  ) throws(InvalidInput) -> [Diagnostic] {
    let faults = Self.faults(criterion, options)
    if !faults.isEmpty { throw InvalidInput(faults) }
    return [(test, testName), (dev ?? ScoreTable(), devName)].compactMap {
      meaningFault($0.0, options.scoreMeaning, file: $0.1)
    }
  }

  private static func faults(
    _ criterion: Criterion?, _ options: EvaluationOptions
  ) -> [Diagnostic] {
    var faults: [Diagnostic] = []
    if !(options.confidenceLevel > 0 && options.confidenceLevel < 1) {
      faults.append(
        Diagnostic(
          .error, "the confidence level \(options.confidenceLevel) is not between 0 and 1",
          remedy: "write 0.95 for 95 %"))
    }
    faults += bootstrapFaults(options) + potentialFaults(options)
    switch criterion {
    case .fixed(let threshold), .card(let threshold):
      if threshold.isNaN {
        faults.append(
          Diagnostic(
            .error, "the threshold is not a number", remedy: "give the lowest accepted score"))
      }
    case .far(let rate):
      if !(rate >= 0 && rate <= 1) {
        faults.append(
          Diagnostic(.error, "the rate \(rate) of criterion far is not between 0 and 1"))
      }
    case .bpcer(let k), .apcer(let k):
      if k < 1 {
        faults.append(
          Diagnostic(
            .error, "criterion \(criterion?.description ?? "") asks for a rate of 1/\(k)",
            remedy: "k is 1 or more; bpcer20 is BPCER at APCER of at most 5 %"))
      }
    case .eer, .minHTER, nil: break
    }
    return faults
  }

  private static func bootstrapFaults(_ options: EvaluationOptions) -> [Diagnostic] {
    let most = BootstrapOptions.mostReplicates
    guard let wanted = options.bootstrap, !(1...most).contains(wanted.replicates) else {
      return []
    }
    return [
      Diagnostic(
        .error, "\(wanted.replicates) bootstrap replicates are not between 1 and \(most)",
        remedy: "1000 is usual")
    ]
  }

  private static func potentialFaults(_ options: EvaluationOptions) -> [Diagnostic] {
    guard let scale = options.attackPotentials else { return [] }
    return scale.levels.keys.sorted().compactMap { species in
      guard let level = scale.levels[species], !scale.names.indices.contains(level) else {
        return nil
      }
      return Diagnostic(
        .error,
        "species \(species.name.printable) has attack potential number \(level), and there are "
          + "\(scale.names.count)")
    }
  }

  /// Chooses the threshold and reads every figure at it.
  func results() -> EvaluationResults {
    let figures = ThresholdFreeWork(test, options: options, jobs: 1).figures()
    let devFigures = dev.map { ThresholdFreeWork($0, options: options, jobs: 1).figures() }
    return results(figures, dev: devFigures)
  }

  /// The same with the work shared out among `jobs` tasks.
  func results(jobs: Int) async -> EvaluationResults {
    let work = ([test] + (dev.map { [$0] } ?? [])).map {
      ThresholdFreeWork($0, options: options, jobs: jobs)
    }
    let testCount = work[0].count
    let findings = await ShareOut.map(work.reduce(0) { $0 + $1.count }, atOnce: jobs) { part in
      part < testCount ? work[0].find(part) : work[1].find(part - testCount)
    }
    let figures = work[0].figures(Array(findings[..<testCount]))
    let devFigures = dev.map { _ in work[1].figures(Array(findings[testCount...])) }
    return results(figures, dev: devFigures)
  }

  private func results(
    _ figures: ThresholdFreeFigures, dev devFigures: ThresholdFreeFigures?
  ) -> EvaluationResults {
    let choice = operatingPoint()
    let threshold = choice.point?.threshold
    var results = EvaluationResults(
      criterion: criterion, operatingPoint: choice.point, options: options,
      test: test.result(at: threshold, options: options, figures: figures),
      dev: dev.flatMap { dev in
        devFigures.map { dev.result(at: threshold, options: options, figures: $0) }
      })
    results.gap = choice.source.flatMap { source in threshold.map { gap(around: $0, in: source) } }
    if let source = choice.source, choice.point != nil {
      results.speciesAbsentFromDev = test.species.filter { !source.species.contains($0) }
    }
    addFurtherFigures(to: &results)
    results.warnings = choice.warnings
    return results
  }

  /// A threshold, the scores it was chosen on, and what went wrong.
  private struct Choice {
    var point: OperatingPoint?
    var source: SortedScores?
    var warnings: [Diagnostic] = []
  }

  private func operatingPoint() -> Choice {
    switch criterion {
    case nil:
      return Choice(warnings: [Self.noThreshold("no threshold criterion was given")])
    case .fixed(let threshold):
      return Choice(point: OperatingPoint(threshold: threshold, origin: .fixed))
    case .card(let threshold):
      return Choice(point: OperatingPoint(threshold: threshold, origin: .card))
    case .some(let searched):
      if options.choosesThresholdOnTest {
        return choice(searched, on: test, .oracle(criterion: searched.description))
      }
      if let dev { return choice(searched, on: dev, .dev(criterion: searched.description)) }
      return Choice(
        warnings: [Self.noThreshold("criterion \(searched) needs a dev partition; there is none")])
    }
  }

  private func choice(
    _ criterion: Criterion, on source: SortedScores, _ origin: ThresholdOrigin
  ) -> Choice {
    guard let key = source.key(meeting: criterion) else {
      return Choice(
        warnings: [
          Self.noThreshold(
            "no threshold meets criterion \(criterion): a class it needs is empty, or presentations "
              + "without a response alone exceed the rate")
        ])
    }
    let point = OperatingPoint(threshold: source.threshold(of: key), origin: origin)
    guard key == SortedScores.aboveAll, !source.canRejectAll else {
      return Choice(point: point, source: source)
    }
    let warning = Diagnostic(
      .warning, "criterion \(criterion) is not met: scores of +infinity are never rejected",
      remedy: "find out why the subsystem gives infinite scores")
    return Choice(point: point, source: source, warnings: [warning])
  }

  private static func noThreshold(_ why: String) -> Diagnostic {
    Diagnostic(
      .warning, "no operating point: \(why)",
      remedy: "curves and threshold-free figures only; give a dev partition or a fixed threshold")
  }

  private func gap(around threshold: Double, in source: SortedScores) -> ThresholdGap {
    let key = OrderedBits.key(threshold)
    let below = source.score(below: key)
    let above = source.candidate(from: key)
    let low = below.map { $0 + 1 } ?? 0
    let inside = test.classes.indices.reduce(0) { sum, index in
      sum + test.count(of: index, below: above) - test.count(of: index, below: low)
    }
    return ThresholdGap(
      highestRejected: below.map(OrderedBits.value) ?? -.infinity,
      lowestAccepted: above == SortedScores.aboveAll ? .infinity : OrderedBits.value(above),
      testScoresInside: inside)
  }
}

extension SortedScores {
  /// The threshold that a searched criterion picks here, a scored key or `aboveAll`; `nil` when a
  /// class it needs is empty or nothing meets it.
  func key(meeting criterion: Criterion) -> UInt64? {
    let hasAttacks = attackTrials > 0
    let hasBonaFide = bonaFide.trials > 0
    switch criterion {
    case .eer:
      return EqualErrorSearch(scores: self, species: 1..<classes.count, pooling: true)?.key()
    case .minHTER:
      return minHTERKey()?.key
    case .far(let limit):
      return hasAttacks ? firstKey(pooledAPCERAtMost: limit).map(candidate(from:)) : nil
    case .bpcer(let k):
      let limit = FixedRate.bpcer(atAPCER: k).limit
      return hasAttacks ? firstKey(worstAPCERAtMost: limit).map(candidate(from:)) : nil
    case .apcer(let k):
      let limit = FixedRate.apcer(atBPCER: k).limit
      return hasBonaFide ? lastKey(bpcerAtMost: limit).map(candidate(from:)) : nil
    case .fixed(let threshold), .card(let threshold):
      return OrderedBits.key(threshold)
    }
  }
}
