import ErrorRates
import PADVocabulary
import ReleaseGate
import Testing

/// Bounds are one-sided 95 % Clopper-Pearson bounds, `scipy.stats.beta.ppf`: upper of 0/60 .048703,
/// of 0/40 .072158, of 1/60 .076640; lower of 20/40 .361092, of 1/40 .001282.
struct DeploymentFindingTests {
  private static let resin = PAISpecies("mask-3d/resin")

  /// Claims of so many people each against one reference; the match threshold is 0.5, so is that of
  /// PAD.
  private struct Planted {
    var matcher = SystemTrials(referenceCount: 100)
    var pad: [Double] = []

    /// Adds claims: so many match, and of those so many pass PAD.
    mutating func add(
      _ kind: SystemTrials.Kind, _ species: PAISpecies?, _ count: Int, matched: Int, passed: Int
    ) {
      for index in 0..<count {
        let number = matcher.addPresentation(species: species)
        matcher.append(
          presentation: number, reference: Int32(index), kind: kind,
          score: index < matched ? 0.9 : 0.1)
        pad.append(index < passed ? 0.9 : 0.1)
      }
    }

    func results(detectors needs: [[String]]) async throws -> SystemResults {
      let point = OperatingPoint(threshold: 0.5, origin: .fixed)
      return try await SystemEvaluation.evaluate(
        matcher: "faces", dev: nil, test: matcher,
        detectors: needs.enumerated().map { place, needs in
          SystemDetector(
            name: "detector \(place)", needs: needs, operatingPoint: point, dev: nil, test: pad)
        }, criterion: .fixed(0.5), options: EvaluationOptions())
    }
  }

  /// 60 genuine users and 60 impostors without an error; 40 of 40 prints match, PAD stops so many.
  private static func planted(prints: Int = 40, passing: Int) -> Planted {
    var planted = Planted()
    planted.add(.genuine, nil, 60, matched: 60, passed: 60)
    planted.add(.impostor, nil, 60, matched: 0, passed: 60)
    planted.add(.attack, print, prints, matched: prints, passed: passing)
    return planted
  }

  private func place(_ species: String = "[print]", delivers: String = "[picture]") throws
    -> Deployment
  {
    let text = """
      id: turnstile
      about: somebody walks through
      attended: false
      camera: {delivers: \(delivers)}
      species: \(species)
      attempts: 3
      limits:
        - {metric: iapar, at_most: 0.07, source: x}
        - {metric: far, at_most: 0.07, source: x}
        - {metric: frr, at_most: 0.07, source: x}
      factors:
        - {name: PIN, compromise_probability: 0.25, source: assumed}
      """
    return try Deployment.parse(Array(text.utf8), file: "place.yaml")
  }

  @Test(arguments: [
    (60, 0, GateStatus.pass), (40, 0, .undecided), (60, 1, .undecided), (40, 1, .undecided),
    (40, 20, .fail), (40, 40, .fail),
  ])
  func `a detector is judged by what still gets in, by one-sided bounds`(
    prints: Int, passing: Int, expected: GateStatus
  ) async throws {
    let results = try await Self.planted(prints: prints, passing: passing).results(detectors: [[]])
    let finding = DeploymentFinding(try place(), results, options: options)
    #expect(finding.systems.map(\.detector) == [nil, "detector 0"])
    #expect(finding.systems.map(\.status) == [.fail, expected])
    let success = try #require(finding.systems[1].attackerSuccess)
    #expect((success.apcer.errors, success.apcer.trials) == (passing, prints))
    #expect(finding.matcherAlone?.attackerSuccess?.apcer.value == 1)
    #expect(finding.fmr?.value == 0)
  }

  @Test
  func `bounds are those of scipy`() async throws {
    let results = try await Self.planted(prints: 60, passing: 1).results(detectors: [[]])
    let finding = DeploymentFinding(try place(), results, options: options)
    let iapar = try #require(finding.systems[1].judgements.first { $0.limit.metric == .iapar })
    let bound = try #require(iapar.findings.first)
    #expect(bound.species == print)
    #expect(abs((bound.upper ?? 0) - 0.076640) < 1e-6)
    let frr = try #require(finding.systems[1].judgements.first { $0.limit.metric == .frr })
    #expect(abs((frr.findings.first?.upper ?? 0) - 0.048703) < 1e-6)
    #expect(frr.status == .pass)
  }

  @Test(arguments: [
    ("[picture]", [["depth"], ["face_box"], ["frames"]], [["depth"], [], ["frames"]]),
    ("[picture, depth]", [["depth"], ["sequence"], ["magic"]], [[], ["sequence"], ["magic"]]),
    ("[picture, frames, depth]", [["sequence", "depth"], ["infrared"]], [[], ["infrared"]]),
  ])
  func `a camera feeds only detectors that need no more than it delivers`(
    delivers: String, needs: [[String]], lacking: [[String]]
  ) async throws {
    let results = try await Self.planted(passing: 0).results(detectors: needs)
    let finding = DeploymentFinding(try place(delivers: delivers), results, options: options)
    #expect(finding.systems.dropFirst().map(\.lacking) == lacking)
    for system in finding.systems.dropFirst() {
      #expect((system.figures == nil) == !system.lacking.isEmpty)
      #expect((system.status == nil) == !system.lacking.isEmpty)
    }
  }

  @Test
  func `only species that can come there count`() async throws {
    var planted = Self.planted(prints: 60, passing: 0)
    planted.add(.attack, Self.resin, 20, matched: 20, passed: 20)
    let results = try await planted.results(detectors: [[]])
    let flat = DeploymentFinding(try place(), results, options: options)
    #expect(flat.elsewhere == [Self.resin])
    #expect(flat.systems[1].status == .pass)
    #expect(flat.systems[1].attackerSuccess?.species == [print])
    let masks = DeploymentFinding(try place("[print, mask-3d/*]"), results, options: options)
    #expect(masks.elsewhere.isEmpty)
    #expect(masks.systems[1].status == .fail)
    #expect(masks.systems[1].attackerSuccess?.species == [Self.resin])
    #expect(masks.systems[1].attackerSuccess?.apcer.value == 1)
  }

  @Test
  func `what nobody tried has not been kept out`() async throws {
    let results = try await Self.planted(prints: 60, passing: 0).results(detectors: [[]])
    let finding = DeploymentFinding(try place("[print, replay/*]"), results, options: options)
    #expect(finding.untested.map(\.description) == ["replay/*"])
    #expect(finding.systems[1].status == .undecided)
    #expect(finding.systems[1].note.contains("replay/*"))
  }

  @Test
  func `without an attack nothing can be judged`() async throws {
    let results = try await Self.planted(prints: 60, passing: 0).results(detectors: [[]])
    let finding = DeploymentFinding(try place("[replay/*]"), results, options: options)
    #expect(finding.systems.map(\.status) == [.cannotJudge, .cannotJudge])
    #expect(finding.systems.allSatisfy { $0.attackerSuccess == nil })
  }
}
