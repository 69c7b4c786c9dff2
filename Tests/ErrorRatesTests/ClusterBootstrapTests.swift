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
    let named = species.map { result.result(of: PAISpecies($0)) }
    return [result.bonaFide.bpcer?.value, result.worst?.apcer.value, result.eer?.value]
      + [result.auc?.value, result.eerWorst?.value] + result.fixedRates.map { $0.rate?.value }
      + named.map { $0?.apcer?.value } + named.map { $0?.eer?.value } + named.map { $0?.auc?.value }
  }

  private func listed(_ figures: ClusterBootstrap.Figures) -> [Double?] {
    let all =
      [figures.bpcer, figures.worstAPCER, figures.eer, figures.auc, figures.eerWorst]
      + figures.bpcerAtAPCER + figures.apcer + figures.speciesEER + figures.speciesAUC
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

  @Test func `long tables are counted block by block`() throws {
    // More rows than one block, with ties and a tie longer than a block.
    var random = Xoshiro256(seed: 21)
    let rows = (0..<2400).map { index in
      Row(
        score: index % 3 == 0 ? 0.75 : random.unit() + (index % 2 == 0 ? 0.4 : 0),
        species: index % 2 == 0 ? nil : ["print", "replay"][Int(random.index(below: 2))],
        cluster: "c\(index / 400)")
    }
    let bootstrap = try ClusterBootstrap(table(rows), threshold: 0.75)
    let expected = try evaluated(rows, .exclude, species: ["print", "replay"])
    #expect(areEqual(listed(bootstrap.estimate()), expected))
    let without = try (0..<6).map { cluster in
      try evaluated(
        rows.filter { $0.cluster != "c\(cluster)" }, .exclude, species: ["print", "replay"])
    }
    for (unit, figures) in bootstrap.jackknife().enumerated() {
      #expect(without.contains { areEqual($0, listed(figures)) }, "cluster \(unit)")
    }
  }

  @Test func `scores of +infinity are never rejected in a replicate either`() throws {
    for (bonaFide, attack) in [
      ([1, .infinity], [Double.infinity, 0]), ([0, 1], [.infinity, 2]),
    ] {
      let rows =
        bonaFide.map { Row(score: $0, species: nil, cluster: "") }
        + attack.map { Row(score: $0, species: "print", cluster: "") }
      let bootstrap = try ClusterBootstrap(table(rows), threshold: 0.75)
      let expected = try evaluated(rows, .exclude, species: ["print"])
      #expect(areEqual(listed(bootstrap.estimate()), expected), "\(rows)")
    }
  }

  @Test(arguments: [
    Criterion.eer, .minHTER, .far(0.3), .bpcer(3), .apcer(3), .apcer(10), .bpcer(10), .far(0),
  ])
  func `a threshold that is chosen again is the one the criterion chooses`(
    _ criterion: Criterion
  ) throws {
    for seed in 0..<24 {
      let policy = NonResponsePolicy.allCases[seed % 3]
      let dev = rows(seed: UInt64(seed + 100), sharing: seed % 2 == 0)
      let test = rows(seed: UInt64(seed), sharing: true)
      func expected(_ dev: [Row]) throws -> [Double?] {
        let result = try ErrorRates.evaluate(
          dev: table(dev), test: table(test), criterion: criterion,
          options: EvaluationOptions(nonResponsePolicy: policy, curvePoints: 0)
        ).test
        return [result.bonaFide.bpcer?.value] + result.species.map { $0.apcer?.value }
      }
      func atThreshold(_ figures: ClusterBootstrap.Figures) -> [Double?] {
        ([figures.bpcer] + figures.apcer).map { $0.isNaN ? nil : $0 }
      }
      let bootstrap = try ClusterBootstrap(
        table(test), choosing: criterion, on: table(dev), policy: policy)
      #expect(areEqual(atThreshold(bootstrap.estimate()), try expected(dev)), "seed \(seed)")
      // The last of the jackknife leave out one cluster of dev each.
      let without = try Set(dev.map(\.cluster)).sorted().map { cluster in
        try expected(dev.filter { $0.cluster != cluster })
      }
      for figures in bootstrap.jackknife().suffix(without.count) {
        #expect(without.contains { areEqual($0, atThreshold(figures)) }, "seed \(seed)")
      }
      let oracle = try ErrorRates.evaluate(
        dev: nil, test: table(test), criterion: criterion,
        options: EvaluationOptions(nonResponsePolicy: policy, choosesThresholdOnTest: true)
      ).test
      let onTest = try ClusterBootstrap(table(test), choosing: criterion, on: nil, policy: policy)
      #expect(
        areEqual(
          atThreshold(onTest.estimate()),
          [oracle.bonaFide.bpcer?.value] + oracle.species.map { $0.apcer?.value }), "seed \(seed)")
    }
  }

  @Test func `choosing the threshold again widens what depends on it`() throws {
    var dev = ScoreTable()
    var test = ScoreTable()
    var random = Xoshiro256(seed: 77)
    for row in 0..<600 {
      let species = row % 2 == 0 ? nil : PAISpecies("s")
      let shift = species == nil ? 1.0 : 0
      if row < 60 { dev.append(.score(random.normal() + shift), species: species) }
      test.append(.score(random.normal() + shift), species: species)
    }
    func interval(refitting: Bool) throws -> ConfidenceInterval {
      let results = try ErrorRates.evaluate(
        dev: dev, test: test, criterion: .eer,
        options: EvaluationOptions(
          bootstrap: BootstrapOptions(replicates: 400, refitsThreshold: refitting)))
      #expect(results.bootstrap?.refitsThreshold == refitting)
      return try #require(results.test.bonaFide.bpcer?.clustered)
    }
    let fixed = try interval(refitting: false)
    let refitted = try interval(refitting: true)
    #expect(refitted.upper - refitted.lower > 1.5 * (fixed.upper - fixed.lower))
    // A threshold that is given is not chosen again.
    let given = try ErrorRates.evaluate(
      dev: dev, test: test, criterion: .fixed(0.5),
      options: EvaluationOptions(bootstrap: BootstrapOptions(replicates: 9, refitsThreshold: true)))
    #expect(given.bootstrap?.refitsThreshold == false)
    #expect(given.test.bonaFide.bpcer?.clustered != nil)
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
