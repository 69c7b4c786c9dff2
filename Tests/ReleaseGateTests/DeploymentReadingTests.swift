import PADVocabulary
import ReleaseGate
import Testing

struct DeploymentReadingTests {
  /// A deployment with everything, one line each.
  static let lines = [
    "id: turnstile",
    "title: Turnstile",
    "about: somebody walks through",
    "attended: false",
    "camera: {about: one camera, delivers: [picture, depth]}",
    "species: [print, replay/*]",
    "attempts: 3",
    "limits:",
    "  - {metric: iapar, at_most: 0.07, source: a scheme, status: secondary}",
    "  - {metric: frr, at_most: 0.05, source: our own}",
    "factors:",
    "  - {name: PIN, about: four digits, compromise_probability: 0.05, source: assumed}",
  ]

  private func parse(_ lines: [String]) throws -> Deployment {
    try Deployment.parse(Array(lines.joined(separator: "\n").utf8), file: "place.yaml")
  }

  @Test
  func `reads what is written`() throws {
    let place = try parse(Self.lines)
    #expect(place.id == "turnstile")
    #expect(!place.isAttended)
    #expect(place.camera == "one camera")
    #expect(place.delivers == [.picture, .depth])
    #expect(place.species.map(\.description) == ["print", "replay/*"])
    #expect(place.attempts == 3)
    #expect(place.limits.map(\.metric) == [.iapar, .frr])
    #expect(place.limits.map(\.atMost) == [0.07, 0.05])
    #expect(place.limits.map(\.status) == [.secondary, .own])
    #expect(place.factors.map(\.name) == ["PIN"])
    #expect(place.factors.map(\.compromiseProbability) == [0.05])
  }

  /// A line of the deployment above and what it is replaced by; each of it is an error on that line
  /// or, where something is missing, anywhere.
  @Test(arguments: [
    (1, "id: Turn Stile"), (1, "ident: turnstile"), (3, "about: \"  \""), (4, "attended: no"),
    (5, "camera: {delivers: [depth]}"), (5, "camera: {delivers: [picture, picture]}"),
    (5, "camera: {delivers: [sonar, picture]}"), (5, "camera: one"), (6, "species: []"),
    (6, "species: [\"*\"]"), (6, "species: [replay/*/x]"), (6, "species: [print, print]"),
    (7, "attempts: 0"), (9, "  - {metric: iapar, at_most: 0, source: x}"),
    (9, "  - {metric: iapar, at_most: 1, source: x}"),
    (9, "  - {metric: apcer, at_most: 0.1, source: x}"), (9, "  - {metric: iapar, at_most: 0.1}"),
    (9, "  - {metric: far, at_most: 0.1, source: x}"),
    (10, "  - {metric: iapar, at_most: 0.1, source: x}"),
    (10, "  - {metric: far, at_most: 0.1, source: x}"),
    (12, "  - {name: PIN, compromise_probability: 1.5, source: x}"),
    (12, "  - {name: PIN, compromise_probability: 0.5}"),
    (12, "  - {name: \"a\\nb\", compromise_probability: 0.5, source: x}"),
  ])
  func `refuses`(line: Int, text: String) {
    var lines = Self.lines
    lines[line - 1] = text
    let fault = #expect(throws: InvalidInput.self) { try parse(lines) }
    #expect(fault?.diagnostics.contains { $0.severity == .error && $0.line != nil } == true)
  }

  @Test
  func `collects everything that is wrong, each with its line`() throws {
    var lines = Self.lines
    lines[0] = "id: A"
    lines[3] = "attended: maybe"
    lines[6] = "attempts: many"
    lines[11] = "  - {name: PIN, compromise_probability: -1, source: x}"
    let fault = #expect(throws: InvalidInput.self) { try parse(lines) }
    let found = (fault?.diagnostics ?? []).filter { $0.severity == .error }.compactMap(\.line)
    #expect(found == [1, 4, 7, 12])
  }

  @Test(arguments: [
    ("print", "print", true), ("print", "print/laser", false), ("replay/*", "replay/phone", true),
    ("replay/*", "replay", true), ("replay/*", "replays/phone", false),
    ("mask-3d/*", "mask-3d/resin/painted", true), ("mask-3d/*", "print", false),
  ])
  func `a pattern means a species or a kind`(pattern: String, species: String, isMeant: Bool) throws
  {
    let found = try #require(SpeciesPattern(pattern))
    #expect(found.matches(PAISpecies(species)) == isMeant)
  }

  @Test(arguments: ShippedDeployment.allCases)
  func `what comes with the program reads and says where its numbers are from`(
    shipped: ShippedDeployment
  ) throws {
    let place = try shipped.deployment()
    #expect(place.id == shipped.rawValue)
    #expect(try Deployment.named(shipped.rawValue) == place)
    #expect(place.isAttended == (shipped == .borderCheckpoint))
    #expect(place.delivers.contains(.depth) == (shipped == .phoneUnlockDepth))
    #expect(place.meets(PAISpecies("mask-3d/resin-closed")))
    #expect(Set(place.limits.map(\.metric)) == [.iapar, .far, .frr])
    #expect(!place.factors.isEmpty)
    #expect(place.factors.allSatisfy { $0.source.contains("assumption") })
    // Common Criteria PAD levels 1 and 2; Android's limits are from memory.
    let limit = try #require(place.limits.first { $0.metric == .iapar })
    let isPhone = [.phoneUnlockFlat, .phoneUnlockDepth].contains(shipped)
    #expect(limit.atMost == (shipped == .railFareGate ? 0.15 : 0.07))
    #expect(limit.status == (isPhone ? .unverified : .verified))
  }

  @Test
  func `an unknown name is told from a path, and the nearest one is named`() throws {
    let fault = #expect(throws: InvalidInput.self) { try Deployment.named("phone-unlock-flut") }
    #expect(fault?.diagnostics.first?.remedy.contains("phone-unlock-flat") == true)
    #expect(throws: FileFault.self) { try Deployment.named("./phone-unlock-flut") }
  }
}
