import ErrorRates
import PADVocabulary
import Statistics
import Testing

struct PolicyTests {
  /// 8 bona fide responses (2 below 0.5) and 2 without; 5 prints (1 above) and 5 without; 4
  /// replays (3 above).
  private static let table: ScoreTable = {
    var table = ScoreTable()
    for score in [0.1, 0.2, 0.6, 0.7, 0.8, 0.9, 0.9, 1] {
      table.append(.score(score), species: nil)
    }
    table.append(.nonResponse(.noFace), species: nil)
    table.append(.nonResponse(.decode), species: nil)
    let print = PAISpecies("print")
    for score in [0, 0.1, 0.2, 0.3, 0.6] { table.append(.score(score), species: print) }
    for _ in 0..<5 { table.append(.nonResponse(.noFace), species: print) }
    for score in [0.4, 0.6, 0.7, 0.8] { table.append(.score(score), species: PAISpecies("replay")) }
    return table
  }()

  @Test(arguments: [
    (NonResponsePolicy.exclude, (2, 8), (1, 5)), (.operational, (4, 10), (1, 10)),
    (.conservative, (4, 10), (6, 10)),
  ])
  func `each policy counts non-responses as it says`(
    _ policy: NonResponsePolicy, _ bonaFide: (Int, Int), _ print: (Int, Int)
  ) throws {
    let results = try ErrorRates.evaluate(
      dev: nil, test: Self.table, criterion: .fixed(0.5),
      options: EvaluationOptions(nonResponsePolicy: policy))
    let bpcer = try #require(results.test.bonaFide.bpcer)
    #expect((bpcer.errors, bpcer.trials) == bonaFide)
    let apcer = try #require(results.test.result(of: PAISpecies("print"))?.apcer)
    #expect((apcer.errors, apcer.trials) == print)
    let worst = try #require(results.test.worst)
    #expect(worst.species == [PAISpecies("replay")])
    #expect(worst.apcer.value == 0.75)
    #expect(results.test.bonaFide.bpnrr.errors == 2)
    #expect(results.test.bonaFide.bpnrr.trials == 10)
    #expect(results.test.species.map(\.apnrr.errors) == [5, 0])
    let accounting = results.test.accounting
    #expect(accounting.rows == 24)
    #expect(accounting.scored == 17)
    #expect(accounting.isBalanced)
    #expect(
      accounting.nonResponses == [
        NonResponseCount(reason: .decode, count: 1), NonResponseCount(reason: .noFace, count: 6),
      ])
  }

  @Test func `refusing hard attacks cannot reach a BPCER under the conservative policy`() throws {
    let results = try ErrorRates.evaluate(
      dev: Self.table, test: Self.table, criterion: .bpcer(10),
      options: EvaluationOptions(nonResponsePolicy: .conservative))
    #expect(results.operatingPoint == nil)
    #expect(results.test.fixedRates.allSatisfy { !$0.isAttainable && $0.rate == nil })
  }

  @Test func `one pooled failure rate would hide that only prints got no response`() throws {
    // Bob's PAD package folds attacks and bona fide into one failure-to-acquire rate: 7 of 24.
    let results = try ErrorRates.evaluate(dev: nil, test: Self.table, criterion: .fixed(0.5))
    let pooled = Double(results.test.accounting.withoutResponse) / 24
    #expect(results.test.bonaFide.bpnrr.value == 0.2)
    #expect(results.test.species.map(\.apnrr.value) == [0.5, 0])
    #expect(results.test.species.allSatisfy { $0.apnrr.value != pooled })
  }
}
