import ErrorRates
import PADVocabulary
import Testing

struct CriterionTests {
  @Test(arguments: [
    ("eer", Criterion.eer), ("EER", .eer), ("min-hter", .minHTER), ("far=0.01", .far(0.01)),
    ("far:1e-3", .far(1e-3)), ("bpcer20", .bpcer(20)), ("BPCER100", .bpcer(100)),
    ("apcer10", .apcer(10)), ("fixed=0.5", .fixed(0.5)), ("-1.5", .fixed(-1.5)), ("0", .fixed(0)),
  ])
  func `the field's spellings are read`(_ text: String, _ expected: Criterion) throws {
    let criterion = try Criterion(text)
    #expect(criterion == expected)
    #expect(try Criterion(criterion.description) == criterion)
  }

  @Test(arguments: [
    "", "bpcer", "bpcer0", "bpcer1", "bpcer-5", "bpcer2.5", "bpcer99999999999999999999", "far=2",
    "far=-1", "far", "nan", "inf", "0x10", "fixed=nan", "fixed=1e999", "１", "eer ", "apcer20;rm",
  ])
  func `anything else is refused with the spellings`(_ text: String) {
    let error = #expect(throws: InvalidInput.self) { try Criterion(text) }
    #expect(error?.diagnostics.first?.remedy.contains("bpcer20") == true)
  }

  @Test func `a criterion needs dev, unless the test data itself is asked for`() throws {
    let set = BruteForce(bonaFide: [1, 2, 3], species: [[0, 1, 2]])
    let without = try ErrorRates.evaluate(dev: nil, test: set.table, criterion: .eer)
    #expect(without.operatingPoint == nil)
    #expect(without.test.worst == nil)
    #expect(without.test.bonaFide.bpcer == nil)
    #expect(!without.test.curves.isEmpty)
    #expect(without.warnings.contains { $0.message.contains("needs a dev partition") })
    let oracle = try ErrorRates.evaluate(
      dev: set.table, test: set.table, criterion: .eer,
      options: EvaluationOptions(choosesThresholdOnTest: true))
    #expect(oracle.operatingPoint?.origin.description == "oracle:test:eer")
    #expect(oracle.warnings.contains { $0.message.contains("optimistic") })
  }

  @Test func `species that dev lacks and scores in the gap are told`() throws {
    let dev = BruteForce(bonaFide: [10, 11], species: [[0, 1]])
    let test = BruteForce(bonaFide: [9, 12], species: [[0], [5]])
    let results = try ErrorRates.evaluate(dev: dev.table, test: test.table, criterion: .eer)
    #expect(results.operatingPoint == OperatingPoint(threshold: 10, origin: .dev(criterion: "eer")))
    #expect(results.speciesAbsentFromDev == [PAISpecies("s1")])
    #expect(results.gap?.highestRejected == 1)
    #expect(results.gap?.lowestAccepted == 10)
    #expect(results.gap?.testScoresInside == 2)
    #expect(results.dev?.bonaFide.bpcer?.errors == 0)
    #expect(results.test.bonaFide.bpcer?.errors == 1)
  }

  @Test func `tied worst species are all named, in order`() throws {
    var table = ScoreTable()
    for (name, scores) in [("zoo", [0, 1.0]), ("b", [1, 1, 0, 0]), ("a", [0, 0, 0])] {
      for score in scores { table.append(.score(score), species: PAISpecies(name)) }
    }
    let results = try ErrorRates.evaluate(dev: nil, test: table, criterion: .fixed(1))
    #expect(results.test.species.map(\.species.name) == ["a", "b", "zoo"])
    #expect(results.test.worst?.species.map(\.name) == ["b", "zoo"])
    #expect(results.test.worst?.apcer.value == 0.5)
    #expect(results.test.meanAPCER == (0 + 0.5 + 0.5) / 3)
    #expect(results.test.pooledAPCER?.value == 3.0 / 9)
  }

  @Test func `options out of range are refused together`() {
    let error = #expect(throws: InvalidInput.self) {
      try ErrorRates.evaluate(
        dev: nil, test: ScoreTable(), criterion: .fixed(.nan),
        options: EvaluationOptions(confidenceLevel: 95))
    }
    #expect(error?.diagnostics.count == 2)
  }
}
