import ErrorRates
import PADVocabulary
import Statistics
import Testing

struct ClusterBootstrapTests {
  private struct Row {
    var score: Double?
    var species: String?
    var cluster: String
  }

  private func table(_ rows: [Row]) -> ScoreTable {
    var table = ScoreTable()
    for row in rows {
      table.append(
        row.score.map { .score($0) } ?? .nonResponse(.noFace),
        species: row.species.map { PAISpecies($0) }, cluster: row.cluster)
    }
    return table
  }

  /// Tied scores in clusters; about one row in twelve has no response.
  private func rows(seed: UInt64, sharing: Bool) -> [Row] {
    var random = Xoshiro256(seed: seed)
    func draw(_ count: Int, _ species: String?, shift: Double) -> [Row] {
      (0..<count).map { _ in
        let cluster = "c\(random.index(below: 4))"
        let score = (Double(random.index(below: 8)) + shift) * 0.25
        return Row(
          score: random.index(below: 12) == 0 ? nil : score, species: species,
          cluster: sharing ? cluster : (species ?? "bona fide") + cluster)
      }
    }
    return draw(14, nil, shift: 2) + draw(10, "print", shift: 0) + draw(8, "replay", shift: 1)
  }

  /// The same figures by `ErrorRates.evaluate`.
  private func evaluated(
    _ rows: [Row], _ policy: NonResponsePolicy, species: [String]
  ) throws -> [Double?] {
    let result = try ErrorRates.evaluate(
      dev: nil, test: table(rows), criterion: .fixed(0.75),
      options: EvaluationOptions(nonResponsePolicy: policy, curvePoints: 0)
    ).test
    return [result.bonaFide.bpcer?.value, result.worst?.apcer.value, result.eer?.value]
      + [result.auc?.value] + result.fixedRates.map { $0.rate?.value }
      + species.map { result.result(of: PAISpecies($0))?.apcer?.value }
  }

  private func listed(_ figures: ClusterBootstrap.Figures) -> [Double?] {
    let all =
      [figures.bpcer, figures.worstAPCER, figures.eer, figures.auc] + figures.bpcerAtAPCER
      + figures.apcer
    return all.map { $0.isNaN ? nil : $0 }
  }

  private func areEqual(_ a: [Double?], _ b: [Double?]) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { left, right in
        guard let left, let right else { return left == nil && right == nil }
        return abs(left - right) <= 1e-12
      }
  }

  @Test(arguments: NonResponsePolicy.allCases)
  func `the data and every jackknife equal the evaluation`(_ policy: NonResponsePolicy) throws {
    for seed in 0..<12 {
      let rows = rows(seed: UInt64(seed), sharing: seed % 2 == 0)
      let bootstrap = try ClusterBootstrap(table(rows), threshold: 0.75, policy: policy)
      let names = bootstrap.species.map(\.name)
      let estimate = listed(bootstrap.estimate())
      let expected = try evaluated(rows, policy, species: names)
      #expect(areEqual(estimate, expected), "seed \(seed): \(estimate) \(expected)")
      let jackknife = bootstrap.jackknife()
      #expect(jackknife.count == bootstrap.clusterCount)
      let without = try Set(rows.map(\.cluster)).sorted().map { cluster in
        try evaluated(rows.filter { $0.cluster != cluster }, policy, species: names)
      }
      for figures in jackknife {
        let left = listed(figures)
        #expect(without.contains { areEqual($0, left) }, "seed \(seed)")
      }
    }
  }

  @Test func `a replicate holds whole clusters, shared ones once for both classes`() throws {
    let first = [
      Row(score: 0.9, species: nil, cluster: "a"), Row(score: 0.2, species: nil, cluster: "a"),
      Row(score: 0.1, species: "print", cluster: "a"),
    ]
    let second = [
      Row(score: 0.8, species: nil, cluster: "b"), Row(score: 0.8, species: "print", cluster: "b"),
      Row(score: 0.3, species: "print", cluster: "b"),
    ]
    let bootstrap = try ClusterBootstrap(table(first + second), threshold: 0.75)
    #expect(bootstrap.clusterCount == 2)
    let possible = try [first + second, first + first, second + second].map {
      try evaluated($0, .exclude, species: ["print"])
    }
    let replicates = bootstrap.replicates(0..<60, seed: 5).map(listed)
    for figures in replicates { #expect(possible.contains { areEqual($0, figures) }) }
    for expected in possible { #expect(replicates.contains { areEqual($0, expected) }) }
  }

  @Test func `clusters of unlike classes are drawn independently`() throws {
    let rows = ["a", "b"].flatMap { name in
      [
        Row(score: name == "a" ? 1 : 0, species: nil, cluster: "subject \(name)"),
        Row(score: name == "a" ? 1 : 0, species: "print", cluster: "series \(name)"),
      ]
    }
    let bootstrap = try ClusterBootstrap(table(rows), threshold: 0.5)
    let pairs = Set(
      bootstrap.replicates(0..<200, seed: 1).map { "\($0.bpcer) \($0.worstAPCER)" })
    #expect(pairs.count == 9)
  }

  @Test func `replicates depend on the seed, not on the number of jobs`() async throws {
    let bootstrap = try ClusterBootstrap(
      table(rows(seed: 3, sharing: true)), threshold: 0.75, policy: .operational)
    let alone = bootstrap.replicates(0..<50, seed: 8)
    let together = await bootstrap.replicates(50, seed: 8, jobs: 3)
    #expect(alone.map(listed).map { "\($0)" } == together.map(listed).map { "\($0)" })
    let none = await bootstrap.replicates(0, seed: 8, jobs: 3)
    #expect(none.isEmpty)
  }

  @Test func `an interval comes from replicates and jackknife`() throws {
    let bootstrap = try ClusterBootstrap(
      table(rows(seed: 11, sharing: true)), threshold: 0.75, policy: .operational)
    let interval = try #require(
      ClusterBootstrap.interval(
        of: \.auc, estimate: bootstrap.estimate(),
        replicates: bootstrap.replicates(0..<300, seed: 2), jackknife: bootstrap.jackknife()))
    #expect(interval.method == .clusterBootstrapBCa)
    #expect(interval.contains(bootstrap.estimate().auc))
    let undefined = ClusterBootstrap.interval(
      of: { _ in .nan }, estimate: bootstrap.estimate(),
      replicates: bootstrap.replicates(0..<10, seed: 2))
    #expect(undefined == nil)
  }

  @Test func `no rows, no clusters`() throws {
    let bootstrap = try ClusterBootstrap(ScoreTable(), threshold: 0.5)
    #expect(bootstrap.clusterCount == 0)
    #expect(bootstrap.estimate().auc.isNaN)
    #expect(bootstrap.replicates(0..<3, seed: 1).count == 3)
    #expect(throws: InvalidInput.self) {
      try ClusterBootstrap(ScoreTable(), threshold: .nan)
    }
  }

  @Test func `errors per cluster are what a gate judges`() throws {
    let table = table(rows(seed: 4, sharing: false))
    for policy in NonResponsePolicy.allCases {
      let counts = try ErrorRates.clusterCounts(of: table, threshold: 0.75, policy: policy)
      let result = try ErrorRates.evaluate(
        dev: nil, test: table, criterion: .fixed(0.75),
        options: EvaluationOptions(nonResponsePolicy: policy)
      ).test
      #expect(counts.bonaFide.errors == result.bonaFide.bpcer?.errors)
      #expect(counts.bonaFide.trials == result.bonaFide.bpcer?.trials)
      #expect(counts.bonaFide.clusters.count == 4)
      #expect(counts.species.map(\.species.name) == ["print", "replay"])
      #expect(counts.species.map(\.apcer.errors) == result.species.map { $0.apcer?.errors })
      #expect(counts.species.map(\.apcer.trials) == result.species.map { $0.apcer?.trials })
    }
  }
}
