import ErrorRates
import PADVocabulary
import Statistics
import Testing

struct ClusteredIntervalsTests {
  /// `clusters` clusters of `rows` equal rows each, of which the first `errors` clusters err at a
  /// threshold of 0.5.
  private func add(
    to table: inout ScoreTable, _ species: String?, clusters: Int, rows: Int = 1, errors: Int
  ) {
    for cluster in 0..<clusters {
      let isAccepted = (cluster < errors) == (species != nil)
      for _ in 0..<rows {
        table.append(
          .score(isAccepted ? 1 : 0), species: species.map { PAISpecies($0) },
          cluster: "\(species ?? "subject") \(cluster)")
      }
    }
  }

  private func evaluate(
    _ table: ScoreTable, _ bootstrap: BootstrapOptions? = BootstrapOptions(),
    sides: ConfidenceInterval.Sides = .twoSided, potentials: AttackPotentialScale? = nil
  ) throws -> EvaluationResults {
    try ErrorRates.evaluate(
      dev: nil, test: table, criterion: .fixed(0.5),
      options: EvaluationOptions(
        intervalSides: sides, bootstrap: bootstrap, attackPotentials: potentials))
  }

  @Test func `clusters of equal rows count as one trial each`() throws {
    // The replicates are binomial: scipy 1.17.1 binom.ppf([.025, .975], 200, .1) / 200 and of 40
    // clusters at .25, with one step of sampling error allowed.
    var table = ScoreTable()
    add(to: &table, nil, clusters: 200, rows: 3, errors: 20)
    add(to: &table, "print", clusters: 40, rows: 5, errors: 10)
    let results = try evaluate(table, BootstrapOptions(replicates: 1500))
    let bpcer = try #require(results.test.bonaFide.bpcer?.clustered)
    #expect(abs(bpcer.lower - 0.06) <= 0.0051)
    #expect(abs(bpcer.upper - 0.145) <= 0.0051)
    #expect(bpcer.method == .clusterBootstrapPercentile)
    let apcer = try #require(results.test.species[0].apcer?.clustered)
    #expect(abs(apcer.lower - 0.125) <= 0.0251)
    #expect(abs(apcer.upper - 0.4) <= 0.0251)
    // One species is its own worst; exact intervals that take rows as trials are narrower.
    #expect(results.test.worst?.apcer.clustered == apcer)
    let exact = try #require(results.test.species[0].apcer?.interval)
    #expect(exact.upper < apcer.upper && exact.lower > apcer.lower)
    let summary = try #require(results.bootstrap)
    #expect(
      summary
        == BootstrapSummary(
          replicates: 1500, seed: 2019, method: .percentile, clusters: 240, sharesClusters: false))
    #expect(!results.warnings.contains { $0.message.contains("fewer than") })
  }

  @Test func `the clustered interval holds the true rate where the exact one does not`() throws {
    // 60 subjects with eight equal rows each, rejected at a true rate of 0.2; nominal 95 %.
    var random = Xoshiro256(seed: 314)
    var clusteredHits = 0
    var exactHits = 0
    for _ in 0..<100 {
      var table = ScoreTable()
      let rejected = (0..<60).count { _ in random.unit() < 0.2 }
      add(to: &table, nil, clusters: 60, rows: 8, errors: rejected)
      let bpcer = try #require(
        try evaluate(table, BootstrapOptions(replicates: 200)).test.bonaFide.bpcer)
      if try #require(bpcer.clustered).contains(0.2) { clusteredHits += 1 }
      if try #require(bpcer.interval).contains(0.2) { exactHits += 1 }
    }
    #expect((87...100).contains(clusteredHits), "\(clusteredHits)")
    #expect(exactHits < 75, "\(exactHits)")
  }

  @Test func `no error at all falls back to clusters as trials, and says so`() throws {
    // scipy 1.17.1 beta.ppf(.975, 1, 30), beta.ppf(.025, 30, 1).
    var table = ScoreTable()
    add(to: &table, nil, clusters: 30, rows: 10, errors: 0)
    add(to: &table, "all", clusters: 30, rows: 2, errors: 30)
    add(to: &table, "none", clusters: 30, rows: 4, errors: 0)
    for method in BootstrapOptions.Method.allCases {
      let test = try evaluate(table, BootstrapOptions(replicates: 100, method: method)).test
      let bpcer = try #require(test.bonaFide.bpcer?.clustered)
      #expect(bpcer.lower == 0)
      #expect(abs(bpcer.upper - 0.11570330822202778) <= 1e-10)
      let all = try #require(test.result(of: PAISpecies("all"))?.apcer?.clustered)
      #expect(abs(all.lower - 0.8842966917779722) <= 1e-10)
      #expect(all.upper == 1)
      let area = try #require(test.result(of: PAISpecies("none"))?.auc?.clustered)
      #expect(abs(area.lower - 0.8842966917779722) <= 1e-10)
      let eer = try #require(test.result(of: PAISpecies("none"))?.eer?.clustered)
      #expect(abs(eer.upper - 0.11570330822202778) <= 1e-10)
      for interval in [bpcer, all, area, eer] {
        #expect(interval.method == .clopperPearsonOnClusters)
      }
    }
  }

  @Test func `a single cluster says next to nothing`() throws {
    var table = ScoreTable()
    for index in 0..<50 {
      table.append(.score(index < 2 ? 0 : 1), species: nil, cluster: "one subject")
    }
    add(to: &table, "print", clusters: 25, errors: 3)
    let results = try evaluate(table)
    let bpcer = try #require(results.test.bonaFide.bpcer?.clustered)
    #expect(bpcer.lower == 0 && bpcer.upper == 1)
    let warning = try #require(results.warnings.first { $0.message.contains("fewer than 20") })
    #expect(warning.severity == .warning)
    #expect(warning.message.contains("bona fide (1)"))
    #expect(!warning.message.contains("print"))
    let without = try evaluate(table, nil)
    #expect(without.bootstrap == nil && without.test.bonaFide.bpcer?.clustered == nil)
    #expect(!without.warnings.contains { $0.message.contains("fewer than 20") })
  }

  @Test func `the worst species' interval is one of the maximum`() throws {
    var table = ScoreTable()
    add(to: &table, nil, clusters: 30, errors: 2)
    add(to: &table, "a", clusters: 40, rows: 2, errors: 4)
    add(to: &table, "b", clusters: 40, rows: 2, errors: 10)
    add(to: &table, "c", clusters: 10, rows: 2, errors: 2)
    let test = try evaluate(table).test
    let worst = try #require(test.worst?.apcer.clustered)
    #expect(worst.method == .clusterMaximum)
    let intervals = try test.species.map { try #require($0.apcer?.clustered) }
    // Ten clusters reach higher than the forty of the species that is worst in the data.
    #expect(intervals[2].upper > intervals[1].upper)
    #expect(worst.upper == intervals.map(\.upper).max())
    // Bonferroni's lower end is below that of the species alone.
    #expect(worst.lower <= intervals[1].lower)
    #expect(worst.lower > 0)
    let upper = try #require(try evaluate(table, sides: .upper).test.worst?.apcer.clustered)
    #expect(upper.lower == 0 && upper.upper <= worst.upper && upper.sides == .upper)
  }

  @Test func `intervals are those of the replicates of the seed`() throws {
    var table = ScoreTable()
    var random = Xoshiro256(seed: 9)
    var names: Set<UInt32> = []
    for row in 0..<240 {
      let name = random.index(below: 30)
      names.insert(name)
      let species = [nil, PAISpecies("a"), PAISpecies("b")][row % 3]
      let score = random.unit() + (species == nil ? 0.3 : 0)
      table.append(.score(score), species: species, cluster: "c\(name)")
    }
    for method in BootstrapOptions.Method.allCases {
      let options = BootstrapOptions(replicates: 200, seed: 5, method: method)
      let results = try evaluate(table, options)
      #expect(results.bootstrap?.sharesClusters == true)
      #expect(results.bootstrap?.clusters == names.count)
      let bootstrap = try ClusterBootstrap(table, threshold: 0.5)
      let replicates = bootstrap.replicates(0..<200, seed: 5)
      func interval(_ figure: (ClusterBootstrap.Figures) -> Double) -> ConfidenceInterval? {
        ClusterBootstrap.interval(
          of: figure, estimate: bootstrap.estimate(), replicates: replicates,
          jackknife: method == .bca ? bootstrap.jackknife() : [])
      }
      let test = results.test
      #expect(test.bonaFide.bpcer?.clustered == interval(\.bpcer))
      #expect(
        test.species.map { $0.apcer?.clustered } == [0, 1].map { i in interval { $0.apcer[i] } })
      #expect(test.eer?.clustered == interval(\.eer))
      #expect(test.eerWorst?.clustered == interval(\.eerWorst))
      #expect(test.auc?.clustered == interval(\.auc))
      #expect(
        test.species.map { $0.eer?.clustered } == [0, 1].map { i in interval { $0.speciesEER[i] } })
      #expect(
        test.species.map { $0.auc?.clustered } == [0, 1].map { i in interval { $0.speciesAUC[i] } })
      #expect(
        test.fixedRates.map { $0.rate?.clustered }
          == [0, 1, 2].map { i in interval { $0.bpcerAtAPCER[i] } })
      let expected: IntervalMethod =
        method == .bca ? .clusterBootstrapBCa : .clusterBootstrapPercentile
      #expect(test.auc?.clustered?.method == expected)
    }
  }

  @Test func `the number of jobs changes nothing, another seed does`() async throws {
    var table = ScoreTable()
    var random = Xoshiro256(seed: 1)
    for row in 0..<300 {
      table.append(
        .score(random.unit() + (row % 2 == 0 ? 0.2 : 0)),
        species: row % 2 == 0 ? nil : PAISpecies("s"), cluster: "c\(row / 6)")
    }
    var options = EvaluationOptions(bootstrap: BootstrapOptions(replicates: 64))
    let alone = try ErrorRates.evaluate(
      dev: table, test: table, criterion: .eer, options: options)
    for jobs in [0, 1, 3, 200] {
      let shared = try await ErrorRates.evaluate(
        dev: table, test: table, criterion: .eer, options: options, jobs: jobs)
      #expect(shared == alone)
    }
    #expect(alone.dev?.eer?.clustered == nil)
    options.bootstrap?.seed = 3
    let other = try ErrorRates.evaluate(dev: table, test: table, criterion: .eer, options: options)
    #expect(other.test.auc?.clustered != alone.test.auc?.clustered)
    #expect(other.test.auc?.interval == alone.test.auc?.interval)
  }

  @Test func `a table over the limit gets no bootstrap, and a reason`() throws {
    var table = ScoreTable()
    add(to: &table, nil, clusters: 30, errors: 2)
    add(to: &table, "a", clusters: 30, errors: 2)
    let skipped = try evaluate(table, BootstrapOptions(rowLimit: 59))
    #expect(skipped.bootstrap?.skipped == "60 rows are more than the limit of 59")
    #expect(skipped.bootstrap?.replicates == 0)
    #expect(skipped.bootstrap?.clusters == 60)
    #expect(skipped.test.bonaFide.bpcer?.clustered == nil)
    #expect(skipped.warnings.contains { $0.message.hasPrefix("no clustered bootstrap") })
    for limit in [60, nil] {
      #expect(try evaluate(table, BootstrapOptions(rowLimit: limit)).bootstrap?.skipped == nil)
    }
  }

  @Test func `very many species cost no more than they can`() throws {
    var table = ScoreTable()
    add(to: &table, nil, clusters: 5, errors: 2)
    for species in 0..<65 { add(to: &table, "s\(species)", clusters: 2, errors: 1) }
    let some = try evaluate(table, BootstrapOptions(replicates: 50))
    #expect(some.test.species.allSatisfy { $0.eer?.clustered == nil && $0.auc?.clustered != nil })
    #expect(some.test.eerWorst?.clustered != nil && some.test.worst?.apcer.clustered != nil)
    let all = try evaluate(table, BootstrapOptions(replicates: 1_000_000))
    #expect(all.bootstrap?.skipped == "65 species times 1000000 replicates are too many")
  }

  @Test(arguments: [0, -1, 1_000_001])
  func `numbers of replicates that make no sense are refused`(_ replicates: Int) {
    #expect(throws: InvalidInput.self) {
      try evaluate(ScoreTable(), BootstrapOptions(replicates: replicates))
    }
  }

  @Test func `empty classes and tables have no clustered interval`() throws {
    #expect(try evaluate(ScoreTable()).bootstrap?.clusters == 0)
    var attacks = ScoreTable()
    add(to: &attacks, "a", clusters: 3, errors: 1)
    let test = try evaluate(attacks).test
    #expect(test.bonaFide.bpcer?.clustered == nil)
    #expect(test.worst?.apcer.clustered != nil)
    #expect(test.auc == nil)
  }

  @Test func `APCER up to an attack potential takes only species that need no more`() throws {
    var table = ScoreTable()
    add(to: &table, nil, clusters: 30, errors: 0)
    add(to: &table, "mask", clusters: 40, errors: 8)
    add(to: &table, "print", clusters: 40, errors: 2)
    add(to: &table, "replay", clusters: 40, errors: 2)
    add(to: &table, "unrated", clusters: 40, errors: 40)
    let levels = [PAISpecies("print"): 0, PAISpecies("replay"): 0, PAISpecies("mask"): 2]
    let scale = AttackPotentialScale(names: ["basic", "enhanced", "moderate"], levels: levels)
    let results = try evaluate(table, potentials: scale)
    let maxima = results.test.potentialMaxima
    #expect(maxima.map(\.name) == ["basic", "moderate"])
    #expect(maxima.map { $0.species.map(\.name) } == [["print", "replay"], ["mask"]])
    #expect(
      maxima.map { $0.tested.map(\.name) } == [["print", "replay"], ["mask", "print", "replay"]])
    #expect(maxima.map(\.apcer.errors) == [2, 8])
    #expect(maxima.allSatisfy { $0.apcer.interval?.method == .bonferroniMaximum })
    #expect(maxima.allSatisfy { $0.apcer.clustered?.method == .clusterMaximum })
    #expect(results.warnings.contains { $0.message.contains("towards none: unrated") })
    #expect(try evaluate(table).test.potentialMaxima.isEmpty)
    let wrong = AttackPotentialScale(names: ["basic"], levels: levels)
    #expect(throws: InvalidInput.self) { try evaluate(table, potentials: wrong) }
  }

  @Test func `one-sided intervals of rates say so`() throws {
    // scipy 1.17.1: beta.ppf(.95, k + 1, n - k) and, for the lower end, beta.ppf(.05 / 3, k,
    // n - k + 1).
    var table = ScoreTable()
    add(to: &table, nil, clusters: 40, errors: 5)
    add(to: &table, "a", clusters: 40, errors: 2)
    add(to: &table, "b", clusters: 40, errors: 5)
    add(to: &table, "c", clusters: 30, errors: 0)
    let upper = try evaluate(table, nil, sides: .upper).test
    let bpcer = try #require(upper.bonaFide.bpcer?.interval)
    #expect(bpcer.sides == .upper && bpcer.lower == 0)
    #expect(abs(bpcer.upper - 0.24503051264971193) <= 1e-10)
    let worst = try #require(upper.worst?.apcer.interval)
    #expect(worst.sides == .upper && worst.lower == 0)
    #expect(abs(worst.upper - 0.24503051264971193) <= 1e-10)
    let lower = try #require(try evaluate(table, nil, sides: .lower).test.worst?.apcer.interval)
    #expect(lower.sides == .lower && lower.upper == 1)
    #expect(abs(lower.lower - 0.037672896208229695) <= 1e-10)
  }
}
