import ErrorRates
import PADVocabulary
import Statistics
import Testing

struct SystemEvaluationTests {
  private typealias Fixture = SystemFixture

  private static func byHand(
    pad: OperatingPoint? = OperatingPoint(threshold: 0.5, origin: .fixed)
  ) async throws -> SystemResults {
    try await SystemEvaluation.evaluate(
      matcher: "hand", dev: nil, test: Fixture.byHand,
      detectors: [
        SystemDetector(
          name: "pad", needs: ["depth"], operatingPoint: pad, dev: nil, test: Fixture.handPAD)
      ], criterion: .fixed(0.5), options: EvaluationOptions())
  }

  /// A system of the claims made by formula, at an FMR of at most 5 % on dev.
  private static func byFormula(
    _ options: EvaluationOptions = EvaluationOptions()
  ) async throws -> SystemResults {
    let dev = Fixture.byFormula(seed: 1)
    let test = Fixture.byFormula(seed: 2)
    return try await SystemEvaluation.evaluate(
      matcher: "formula", dev: dev.trials, test: test.trials,
      detectors: [
        SystemDetector(
          name: "pad", operatingPoint: OperatingPoint(threshold: 0.45, origin: .fixed),
          dev: dev.pad, test: test.pad)
      ], criterion: .far(0.05), options: options)
  }

  private static func counts(_ rate: Rate?) -> [Int] { rate.map { [$0.errors, $0.trials] } ?? [] }

  // Counted by hand from the rows of `SystemFixture.byHand`.
  @Test func `the matcher alone rejects what it cannot compare`() async throws {
    let results = try await Self.byHand()
    let alone = try #require(results.matcherAlone)
    #expect(Self.counts(alone.frr) == [2, 4])
    #expect(Self.counts(alone.far) == [1, 8])
    #expect(Self.counts(alone.iapar(of: Fixture.print)) == [2, 3])
    #expect(Self.counts(alone.iapar(of: Fixture.mask)) == [2, 2])
    #expect(alone.worst?.species == [Fixture.mask])
    #expect(alone.riapar?.value == 1.5)
    // Comparisons that were made: without the presentation that has no face.
    #expect(Self.counts(results.comparisons.fnmr) == [1, 3])
    #expect(Self.counts(results.comparisons.fmr) == [1, 6])
    #expect([results.falseNonMatches.errors, results.falseNonMatches.trials] == [1, 3])
    #expect([results.falseMatches.errors, results.falseMatches.trials] == [1, 6])
    // The third reference's own person had no face: two references are left for mated ones.
    #expect(results.falseNonMatches.clusters.map(\.trials) == [2, 1])
    #expect(alone.genuine?.notCompared == [NonResponseCount(reason: .noFace, count: 1)])
    #expect(alone.genuine?.presentations == 4)
    #expect(results.operatingPoint == OperatingPoint(threshold: 0.5, origin: .fixed))
  }

  @Test func `PAD and match stand side by side for every kind of claim`() async throws {
    let serial = try #require(try await Self.byHand().detectors.first?.serial)
    let tables: [SystemClass.Kind: DecisionCounts] = [
      .genuine: DecisionCounts(passedAndMatched: 1, passedOnly: 2, matchedOnly: 1),
      .zeroEffort: DecisionCounts(passedOnly: 6, matchedOnly: 1, neither: 1),
      .attack(Fixture.print): DecisionCounts(passedAndMatched: 1, passedOnly: 1, matchedOnly: 1),
      .attack(Fixture.mask): DecisionCounts(passedAndMatched: 1, matchedOnly: 1),
      .concealer(Fixture.makeUp): DecisionCounts(passedOnly: 1),
    ]
    #expect(serial.classes.map(\.kind).count == tables.count)
    for of in serial.classes { #expect(of.decisions == tables[of.kind], "\(of.kind)") }
    #expect(Self.counts(serial.frr) == [3, 4])
    #expect(Self.counts(serial.far) == [0, 8])
    #expect(Self.counts(serial.iapar(of: Fixture.print)) == [1, 3])
    #expect(Self.counts(serial.iapar(of: Fixture.mask)) == [1, 2])
    #expect(serial.riapar?.value == 1.25)
    #expect(serial.attacks.map(\.withoutPADScore) == [1, 0])
    // A concealer who passes and does not match has what he wants.
    #expect(Self.counts(serial.concealers.first?.rate) == [1, 1])
    // 2 of 3 prints pass and 2 of 3 match: 4/9 as if independent, and 1/3 were accepted.
    let estimate = try #require(serial.attacks.last?.decisions?.independenceEstimate)
    #expect(abs(estimate - 4.0 / 9) <= 1e-15)
  }

  @Test func `looks attacks up among all references`() async throws {
    let results = try await Self.byHand()
    let alone = try #require(results.matcherAlone?.identification)
    let serial = try #require(results.detectors.first?.serial?.identification)
    #expect(alone.map(\.species) == [Fixture.mask, Fixture.print])
    // The mask that was compared with its target alone is left out. Of the prints the first matches
    // somebody else better, and the third shares the first rank with somebody.
    #expect(alone.map { Self.counts($0.targetReturned) } == [[1, 1], [2, 3]])
    #expect(alone.map { Self.counts($0.anyReturned) } == [[1, 1], [2, 3]])
    #expect(alone.map { Self.counts($0.targetFirst) } == [[1, 1], [1, 3]])
    #expect(serial.map { Self.counts($0.targetReturned) } == [[0, 1], [1, 3]])
    #expect(serial.map { Self.counts($0.anyReturned) } == [[0, 1], [1, 3]])
    #expect(serial.map { Self.counts($0.targetFirst) } == [[0, 1], [0, 3]])
  }

  @Test func `draws attacks accepted over impostors accepted`() async throws {
    let curves = try await Self.byHand().curves
    #expect(curves.map(\.species) == [Fixture.mask, Fixture.print])
    let curve = try #require(curves.last)
    #expect([curve.impostors, curve.attacks, curve.genuine] == [6, 3, 3])
    #expect(curve.points.map(\.threshold) == [0.95, 0.85, 0.5, 0.3, 0.2, 0.1])
    #expect(curve.points.map(\.impostors) == [0, 0, 1, 2, 4, 6])
    #expect(curve.points.map(\.attacks) == [1, 2, 2, 3, 3, 3])
    #expect(curve.points.map(\.rejected) == [3, 2, 1, 0, 0, 0])
  }

  // Numbers of scripts/peers/system_with_numpy.py (numpy 1.26, scipy 1.17).
  @Test func `agrees with numpy on claims made by a formula`() async throws {
    let results = try await Self.byFormula()
    #expect(results.operatingPoint?.threshold == 0.5721549516543746)
    #expect(results.operatingPoint?.origin == .dev(criterion: "far=0.05"))
    let alone = try #require(results.matcherAlone)
    #expect(Self.counts(alone.frr) == [20, 60])
    #expect(Self.counts(alone.far) == [46, 1140])
    #expect(alone.attacks.map { Self.counts($0.rate) } == [[22, 40], [12, 30]])
    #expect(Self.counts(results.comparisons.fnmr) == [17, 57])
    #expect(Self.counts(results.comparisons.fmr) == [46, 1083])
    let serial = try #require(results.detectors.first?.serial)
    let tables = [[31, 16, 9, 4], [35, 858, 11, 236], [10, 6, 12, 12], [5, 8, 7, 10]]
    #expect(
      serial.classes.compactMap(\.decisions).map {
        [$0.passedAndMatched, $0.passedOnly, $0.matchedOnly, $0.neither]
      } == tables)
    #expect(serial.classes.map(\.withoutPADScore) == [2, 38, 2, 1])
    let print = try #require(serial.iapar(of: Fixture.print)?.interval)
    #expect(abs(print.lower - 0.126914798932845) <= 1e-10)
    #expect(abs(print.upper - 0.4119619801514299) <= 1e-10)
    let worst = try #require(serial.worst?.apcer.interval)
    #expect(abs(worst.lower - 0.11402278288547285) <= 1e-10)
    #expect(abs(worst.upper - 0.4119619801514299) <= 1e-10)
    #expect(!results.comparisons.spoofability.isEmpty)
  }

  @Test func `fusion agrees with a general minimiser`() async throws {
    let system = try #require(try await Self.byFormula().detectors.first)
    let model = try #require(system.fusionModel)
    let found = [
      model.pad.mean, model.pad.deviation, model.match.mean, model.match.deviation, model.bias,
      model.pad.weight, model.match.weight, model.threshold,
    ]
    let expected = [
      0.5845893164939577, 0.2538390745386988, 0.5743983730453301, 0.24226073652111021,
      -0.015656109140020028, 1.0744319119802674, 2.1054212289876966, 1.1086688512785905,
    ]
    // The minimiser of scipy stops some 1e-8 off.
    for (one, other) in zip(found, expected) { #expect(abs(one - other) <= 1e-7) }
    let fusion = try #require(system.fusion)
    #expect(fusion.classes.allSatisfy { $0.decisions == nil })
    // Of 60 genuine claims 29 are accepted.
    #expect(
      fusion.classes.map { Self.counts($0.rate) } == [[31, 60], [26, 1140], [5, 40], [4, 30]])
  }

  @Test func `fusion of scores that can be separated has a finite formula`() async throws {
    var trials = SystemTrials(referenceCount: 2)
    for number in 0..<Int32(4) {
      let isGenuine = number % 2 == 0
      trials.addPresentation(species: isGenuine ? nil : Fixture.print)
      trials.append(
        presentation: number, reference: number / 2, kind: isGenuine ? .genuine : .attack,
        score: isGenuine ? 0.9 : 0.8)
      if isGenuine {
        trials.append(
          presentation: number, reference: 1 - number / 2, kind: .impostor, score: 0.1)
      }
    }
    let detector = SystemDetector(
      name: "pad", operatingPoint: OperatingPoint(threshold: 0.5, origin: .fixed),
      dev: [1, 0, 1, 0], test: [1, 0, 1, 0])
    let results = try await SystemEvaluation.evaluate(
      matcher: "m", dev: trials, test: trials, detectors: [detector],
      options: EvaluationOptions())
    let fusion = try #require(results.detectors.first?.fusion)
    #expect(fusion.classes.map(\.rate.errors) == [0, 0, 0])
    let model = try #require(results.detectors.first?.fusionModel)
    #expect(model.pad.weight.isFinite && model.pad.weight > 0)
    #expect(model.match.weight.isFinite && model.match.weight > 0)
  }

  @Test func `draws whole references again where they have several claims`() async throws {
    var options = EvaluationOptions()
    options.bootstrap = BootstrapOptions(replicates: 500)
    let serial = try #require(try await Self.byFormula(options).detectors.first?.serial)
    for of in serial.classes {
      let clustered = try #require(of.rate.clustered, "\(of.kind)")
      let value = try #require(of.rate.value)
      #expect(clustered.lower <= value && value <= clustered.upper)
    }
    #expect(serial.worst?.apcer.clustered?.method == .clusterMaximum)
    let riapar = try #require(serial.riapar)
    let range = try #require(riapar.clustered)
    #expect(range.lower <= riapar.value && riapar.value <= range.upper)
    let again = try await Self.byFormula(options).detectors.first?.serial
    #expect(again == serial)
  }

  @Test func `a deployment that meets one species has its worst alone`() async throws {
    let results = try await Self.byHand()
    let alone = try #require(results.matcherAlone)
    let prints = alone.limited(to: [Fixture.print], results.options)
    #expect(prints.worst?.species == [Fixture.print])
    #expect(prints.riapar?.value == 2.0 / 3 + 0.5)
    #expect(prints.concealers.isEmpty)
    #expect(prints.identification.map(\.species) == [Fixture.print])
    let none = alone.limited(to: [], results.options)
    #expect(none.worst == nil)
    #expect(none.riapar == nil)
    #expect(none.frr == alone.frr)
  }

  @Test func `without dev the threshold is named as chosen on test`() async throws {
    let test = Fixture.byFormula(seed: 2)
    for dev in [nil, SystemTrials(referenceCount: 0)] {
      let results = try await SystemEvaluation.evaluate(
        matcher: "m", dev: dev, test: test.trials,
        detectors: [
          SystemDetector(
            name: "pad", operatingPoint: OperatingPoint(threshold: 0.45, origin: .fixed),
            dev: nil, test: test.pad)
        ], options: EvaluationOptions())
      #expect(results.operatingPoint?.origin == .oracle(criterion: "far=0.01"))
      #expect(results.detectors.first?.fusion == nil)
      #expect(
        results.detectors.first?.fusionNote == "there is no dev partition to learn from")
      #expect(
        results.warnings.contains { $0.message.hasPrefix("dev has no mated") } == (dev != nil))
    }
  }

  @Test func `without a PAD threshold there is no serial system`() async throws {
    let results = try await Self.byHand(pad: nil)
    #expect(results.matcherAlone != nil)
    let system = try #require(results.detectors.first)
    #expect(system.serial == nil)
    #expect(!system.scatter.groups.isEmpty)
    #expect(results.warnings.contains { $0.message.hasPrefix("pad has no threshold") })
  }

  @Test func `nothing at all is undefined, not zero`() async throws {
    let empty = SystemTrials(referenceCount: 0)
    let results = try await SystemEvaluation.evaluate(
      matcher: "m", dev: empty, test: empty, detectors: [], options: EvaluationOptions())
    #expect(results.operatingPoint == nil)
    #expect(results.matcherAlone == nil)
    #expect(results.curves.isEmpty)
    let given = try await SystemEvaluation.evaluate(
      matcher: "m", dev: nil, test: empty, detectors: [], criterion: .fixed(1),
      options: EvaluationOptions())
    #expect(given.matcherAlone?.frr == nil)
    #expect(given.matcherAlone?.worst == nil)
  }

  @Test func `refuses claims that do not fit together`() async throws {
    var trials = SystemTrials(referenceCount: 1)
    trials.addPresentation(species: nil)
    trials.addPresentation(species: Fixture.print)
    trials.append(presentation: 0, reference: 0, kind: .attack, score: 1)
    trials.append(presentation: 1, reference: 0, kind: .genuine, score: 1)
    trials.append(presentation: 2, reference: 0, kind: .genuine, score: 1)
    trials.append(presentation: -1, reference: 0, kind: .genuine, score: 1)
    trials.append(presentation: 0, reference: 1, kind: .genuine, score: 1)
    let detector = SystemDetector(name: "pad", operatingPoint: nil, dev: nil, test: [1])
    let refused = await #expect(throws: InvalidInput.self) {
      try await SystemEvaluation.evaluate(
        matcher: "m", dev: nil, test: trials, detectors: [detector], criterion: .bpcer(20),
        options: EvaluationOptions())
    }
    #expect(
      refused?.diagnostics.map(\.message) == [
        "claim 1 of test: a bona fide presentation cannot be an attack",
        "claim 2 of test: an attack cannot be a bona fide claim",
        "claim 3 of test: there is no presentation number 2",
        "claim 4 of test: there is no presentation number -1",
        "claim 5 of test: there is no reference number 1",
        "'bpcer20' is a criterion of liveness scores, not of a matcher's",
        "pad has 1 scores for 2 presentations of test",
      ])
  }

  @Test func `a picture shows every claim or a fair sample of them`() async throws {
    var trials = SystemTrials(referenceCount: 1)
    for index in 0..<Int32(9_000) {
      trials.addPresentation(species: index < 20 ? Fixture.print : nil)
      trials.append(
        presentation: index, reference: 0, kind: index < 20 ? .attack : .impostor,
        score: Double(index))
    }
    let detector = SystemDetector(
      name: "pad", operatingPoint: nil, dev: nil, test: [Double](repeating: 0.5, count: 9_000))
    let results = try await SystemEvaluation.evaluate(
      matcher: "m", dev: nil, test: trials, detectors: [detector], criterion: .fixed(1),
      options: EvaluationOptions())
    let scatter = try #require(results.detectors.first?.scatter)
    #expect(scatter.isSample)
    #expect(scatter.groups.map(\.total) == [8_980, 20])
    #expect(scatter.groups.map(\.points.count) == [4_980, 20])
    let shown = scatter.groups[0].points.map(\.match)
    #expect(Set(shown).count == shown.count)
    #expect(shown == shown.sorted())
    // Half of the claims are below the middle: 2490 expected, deviation 24 (hypergeometric).
    #expect(abs(shown.count { $0 < 4_510 } - 2_490) < 120)
  }

  @Test func `a second factor only scales what was measured`() {
    let factor = AdditionalFactor(name: "PIN", compromiseProbability: 0.25)
    #expect(factor.success(of: 0.5) == 0.125)
    #expect(AdditionalFactor(name: "", compromiseProbability: .nan).success(of: 0.5) == 0.5)
    #expect(AdditionalFactor(name: "", compromiseProbability: -1).success(of: 0.5) == 0)
  }
}
