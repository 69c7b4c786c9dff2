import ErrorRates
import PADVocabulary
import Statistics
import Testing

struct EdgeCaseTests {
  private func evaluate(
    _ edge: EdgeCase, _ criterion: Criterion? = nil
  ) throws -> PartitionResult {
    let set = BruteForce(bonaFide: edge.bonaFide, species: [edge.attack])
    let options = EvaluationOptions(
      fixedRates: [10, 4, 2].map { .bpcer(atAPCER: $0) } + [10, 4, 2].map { .apcer(atBPCER: $0) },
      choosesThresholdOnTest: true)
    return try ErrorRates.evaluate(
      dev: nil, test: set.table, criterion: criterion, options: options
    ).test
  }

  @Test(arguments: EdgeCase.all)
  func `EER takes the highest of the best thresholds`(_ edge: EdgeCase) throws {
    guard let expected = edge.eer else { return }
    let eer = try #require(try evaluate(edge).eer)
    #expect(eer.falseAccepts == expected.0)
    #expect(eer.falseRejects == expected.1)
    #expect(eer.optimalPoints == expected.2)
    let interval = try #require(eer.interval)
    #expect(interval.contains(eer.value))
  }

  @Test(arguments: EdgeCase.all)
  func `min-hter takes the highest of the best thresholds`(_ edge: EdgeCase) throws {
    guard let expected = edge.minHTER else { return }
    let result = try evaluate(edge, .minHTER)
    #expect(result.pooledAPCER?.errors == expected.0)
    #expect(result.bonaFide.bpcer?.errors == expected.1)
  }

  @Test(arguments: EdgeCase.all)
  func `BPCERk and APCERk are the definition's`(_ edge: EdgeCase) throws {
    let result = try evaluate(edge)
    #expect(result.fixedRates.map { $0.rate?.errors } == edge.bpcer + edge.apcer)
    for fixed in result.fixedRates {
      let rate = try #require(fixed.rate)
      #expect(try #require(rate.interval).contains(try #require(rate.value)))
    }
  }

  @Test(arguments: EdgeCase.all)
  func `AUC is an exact fraction`(_ edge: EdgeCase) throws {
    let auc = try #require(try evaluate(edge).auc)
    let numerator = try #require(auc.numerator)
    let denominator = try #require(auc.denominator)
    #expect(numerator * edge.auc.1 == edge.auc.0 * denominator)
    #expect(abs(auc.value - Double(edge.auc.0) / Double(edge.auc.1)) <= 1e-12)
  }

  @Test func `minus zero equals plus zero`() throws {
    let set = BruteForce(bonaFide: [0.0], species: [[-0.0]])
    let results = try ErrorRates.evaluate(dev: nil, test: set.table, criterion: .fixed(0))
    #expect(results.test.pooledAPCER?.errors == 1)
    #expect(results.test.bonaFide.bpcer?.errors == 0)
    let negative = try ErrorRates.evaluate(dev: nil, test: set.table, criterion: .fixed(-0.0))
    #expect(negative.test == results.test)
    #expect(results.test.auc?.value == 0.5)
  }

  @Test func `no threshold rejects an attack that scores plus infinity`() throws {
    let set = BruteForce(bonaFide: [1, 2], species: [[0, .infinity]])
    let options = EvaluationOptions(choosesThresholdOnTest: true)
    let results = try ErrorRates.evaluate(
      dev: nil, test: set.table, criterion: .bpcer(20), options: options)
    let bpcer20 = try #require(results.test.fixedRates.first { $0.definition.divisor == 20 })
    #expect(!bpcer20.isAttainable)
    #expect(bpcer20.rate?.errors == 2)
    #expect(results.operatingPoint?.threshold == .infinity)
    #expect(results.test.pooledAPCER?.errors == 1)
    #expect(results.warnings.contains { $0.message.contains("is not met") })
  }

  @Test func `a score that is not a number is refused`() {
    let set = BruteForce(bonaFide: [1, .nan], species: [[0]])
    #expect(throws: InvalidInput.self) {
      try ErrorRates.evaluate(dev: nil, test: set.table, criterion: .fixed(0))
    }
  }

  @Test func `a threshold that is not a number is refused`() {
    let set = BruteForce(bonaFide: [1], species: [[0]])
    #expect(throws: InvalidInput.self) {
      try ErrorRates.evaluate(dev: nil, test: set.table, criterion: .fixed(.nan))
    }
  }

  @Test func `a score of dev that is not a number is refused with the name of its part`() {
    let good = BruteForce(bonaFide: [1], species: [[0]])
    let bad = BruteForce(bonaFide: [1], species: [[0, .nan]])
    let error = #expect(throws: InvalidInput.self) {
      try ErrorRates.evaluate(dev: bad.table, test: good.table, criterion: .eer)
    }
    #expect(error?.diagnostics.first?.file == "dev scores")
    #expect(error?.diagnostics.first?.message == "the score of row 3 is not a number")
  }

  @Test func `an infinite threshold accepts everything or only infinite scores`() throws {
    let set = BruteForce(
      bonaFide: [-.infinity, 1, .infinity], species: [[-.infinity, 0, .infinity]])
    let low = try ErrorRates.evaluate(dev: nil, test: set.table, criterion: .fixed(-.infinity))
    #expect(low.test.pooledAPCER?.errors == 3)
    #expect(low.test.bonaFide.bpcer?.errors == 0)
    let high = try ErrorRates.evaluate(dev: nil, test: set.table, criterion: .fixed(.infinity))
    #expect(high.test.pooledAPCER?.errors == 1)
    #expect(high.test.bonaFide.bpcer?.errors == 2)
  }

  @Test func `an empty class leaves its rate undefined, not 0`() throws {
    let attacksOnly = BruteForce(bonaFide: [], species: [[0, 1]])
    let first = try ErrorRates.evaluate(dev: nil, test: attacksOnly.table, criterion: .fixed(0.5))
    #expect(first.test.bonaFide.bpcer?.value == nil)
    #expect(first.test.bonaFide.bpcer?.interval == nil)
    #expect(first.test.worst?.apcer.value == 0.5)
    #expect(first.test.eer == nil)
    #expect(first.test.auc == nil)
    #expect(first.test.acerWorst == nil)
    #expect(first.test.curves.isEmpty)
    let bonaFideOnly = BruteForce(bonaFide: [0, 1], species: [])
    let second = try ErrorRates.evaluate(dev: nil, test: bonaFideOnly.table, criterion: .fixed(0.5))
    #expect(second.test.bonaFide.bpcer?.value == 0.5)
    #expect(second.test.worst == nil)
    #expect(second.test.pooledAPCER == nil)
    let nothing = try ErrorRates.evaluate(
      dev: ScoreTable(), test: ScoreTable(), criterion: .eer)
    #expect(nothing.operatingPoint == nil)
    #expect(nothing.test.accounting.isBalanced)
  }

  @Test func `one sample of each class is enough`() throws {
    let set = BruteForce(bonaFide: [1], species: [[0]])
    let results = try ErrorRates.evaluate(dev: set.table, test: set.table, criterion: .bpcer(20))
    #expect(results.operatingPoint?.threshold == 1)
    #expect(results.test.worst?.apcer.value == 0)
    #expect(results.test.auc?.variance == nil)
  }

  @Test func `no error in 300 trials still has an upper bound`() throws {
    // scipy 1.17.1 beta.ppf(0.975, 1, 300).
    let set = BruteForce(
      bonaFide: Array(repeating: 1, count: 300), species: [Array(repeating: 0, count: 300)])
    let results = try ErrorRates.evaluate(dev: nil, test: set.table, criterion: .fixed(0.5))
    let worst = try #require(results.test.worst?.apcer)
    #expect(worst.errors == 0)
    #expect(worst.trials == 300)
    let upper = try #require(worst.interval?.upper)
    #expect(abs(upper - 0.012220974694293507) <= 1e-10)
    #expect(worst.interval?.lower == 0)
  }
}
