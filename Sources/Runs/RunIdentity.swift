public import Evidence
public import StructuredText
public import Subsystems

/// Everything that decides what a run's outcomes are: two runs of one identity give equal bytes.
public struct RunIdentity: Sendable {
  /// Version of padbench.
  public var toolVersion: String
  /// Dataset name and version, as its description gives them.
  public var datasetName: String
  /// Version of the dataset.
  public var datasetVersion: String
  /// Root digest of the dataset's lock; `nil` for an unlocked dataset.
  public var datasetRoot: String?
  /// Digests of the dataset's own files that were read: name and digest.
  public var datasetFiles: [(name: String, digest: String)]
  /// Protocol in force; empty for the manifest's own partitions.
  public var protocolName: String
  /// The partitions that were evaluated.
  public var partitions: [String]
  /// Cards of the detectors, in the order of the command line.
  public var detectors: [SubsystemCard]
  /// Cards of the matchers, in the order of the command line.
  public var matchers: [SubsystemCard]
  /// What decides which comparisons are made; `nil` without a matcher.
  public var matching: MatchingTerms?
  /// Card of the face finder.
  public var faceFinder: SubsystemCard?
  /// What counts as a damaged picture.
  public var decodePolicy: String
  /// Caps of the decoder.
  public var imageLimits: String
  /// Programs and libraries whose version can change a score: name and version.
  public var versions: [(name: String, version: String)]
  /// Processor family and vector extensions, because floating-point kernels differ by them.
  public var processorClass: String
  /// Id of the key that pseudonyms were made with; empty when ids are shown as they are.
  public var pseudonymKey: String
  /// How rates were asked for: name and value.
  public var rates: [(name: String, value: String)]

  /// Makes an identity.
  public init(
    toolVersion: String, datasetName: String, datasetVersion: String, datasetRoot: String?,
    datasetFiles: [(name: String, digest: String)], protocolName: String, partitions: [String],
    detectors: [SubsystemCard], faceFinder: SubsystemCard?, decodePolicy: String,
    imageLimits: String, versions: [(name: String, version: String)], processorClass: String,
    pseudonymKey: String, rates: [(name: String, value: String)],
    matchers: [SubsystemCard] = [], matching: MatchingTerms? = nil
  ) {
    self.toolVersion = toolVersion
    self.datasetName = datasetName
    self.datasetVersion = datasetVersion
    self.datasetRoot = datasetRoot
    self.datasetFiles = datasetFiles
    self.protocolName = protocolName
    self.partitions = partitions
    self.detectors = detectors
    self.faceFinder = faceFinder
    self.decodePolicy = decodePolicy
    self.imageLimits = imageLimits
    self.versions = versions
    self.processorClass = processorClass
    self.pseudonymKey = pseudonymKey
    self.rates = rates
    self.matchers = matchers
    self.matching = matching
  }

  /// The identity as JSON, in a fixed order of members, without its digest.
  public var json: JSONValue {
    var members = plainMembers
    // Runs that compare nobody are what they were before padbench could compare.
    if let matching, let place = members.firstIndex(where: { $0.name == "face_finder" }) {
      members.insert(
        contentsOf: [
          .init("matchers", .array(matchers.map(Self.card))),
          .init(
            "matching",
            .object([
              .init("identification", .bool(matching.identifies)),
              .init("most_impostor_comparisons", .integer(matching.mostImpostorComparisons)),
              .init("seed", .string(String(matching.seed))),
            ])),
        ], at: place)
    }
    return .object(members)
  }

  private var plainMembers: [JSONValue.Member] {
    [
      .init("format", "padbench-run/1"),
      .init("tool", ["name": "padbench", "version": .string(toolVersion)]),
      .init(
        "dataset",
        .object([
          .init("name", .string(datasetName)),
          .init("version", .string(datasetVersion)),
          .init("root", datasetRoot.map { .string($0) } ?? "unlocked"),
          .init("files", Self.object(datasetFiles.map { ($0.name, $0.digest) })),
          .init("protocol", .string(protocolName)),
          .init("partitions", .array(partitions.map { .string($0) })),
        ])),
      .init("detectors", .array(detectors.map(Self.card))),
      .init("face_finder", faceFinder.map(Self.card) ?? .null),
      .init("decode_policy", .string(decodePolicy)),
      .init("image_limits", .string(imageLimits)),
      .init("versions", Self.object(versions.map { ($0.name, $0.version) })),
      .init("processor_class", .string(processorClass)),
      .init("pseudonym_key", .string(pseudonymKey)),
      .init("rates", Self.object(rates.map { ($0.name, $0.value) })),
    ]
  }

  /// The content of `run.json`: an identity's members, and SHA-256 of their canonical form.
  public static func file(of identity: JSONValue) throws -> [UInt8] {
    guard let members = identity.members else { return [] }
    let digest = try ContentDigest(ofCanonical: identity)
    let whole = JSONValue.object(members + [.init("digest", .string(digest.hex))])
    return try whole.bytes(.indented) + [0x0a]
  }

  /// An identity whose rates are asked for in another way.
  public static func replacingRates(
    of identity: JSONValue, by rates: [(name: String, value: String)]
  ) -> JSONValue {
    .object(
      (identity.members ?? []).map { member in
        member.name == RunHeading.memberOfRates
          ? .init(member.name, object(rates.map { ($0.name, $0.value) })) : member
      })
  }

  /// Digest of everything but the presentation that can change a detector's score: the detector
  /// with its preprocessing, the face finder, decoding, versions, and the processor's family.
  public func scoringKey(of detector: any LivenessDetector) throws -> ContentDigest {
    try scoringKey(of: detector.card, runtime: detector.runtime)
  }

  /// The same of a matcher, whose templates hang on nothing else either.
  public func scoringKey(of matcher: any FaceMatcher) throws -> ContentDigest {
    try scoringKey(of: matcher.card, runtime: matcher.runtime)
  }

  private func scoringKey(of card: SubsystemCard, runtime: String) throws -> ContentDigest {
    // Other detectors' runtimes change nothing; a face finder's may, and is not told apart.
    let versions = faceFinder == nil ? versions.filter { $0.name != "runtime" } : versions
    return try ContentDigest(
      ofCanonical: .object([
        .init("format", "padbench-score/1"),
        .init("padbench", .string(toolVersion)),
        .init("detector", Self.card(card)),
        .init("runtime", .string(runtime)),
        .init("face_finder", faceFinder.map(Self.card) ?? .null),
        .init("decode_policy", .string(decodePolicy)),
        .init("image_limits", .string(imageLimits)),
        .init("versions", Self.object(versions.map { ($0.name, $0.version) })),
        .init("processor_class", .string(processorClass)),
      ]))
  }

  private static func card(_ card: SubsystemCard) -> JSONValue {
    .object([
      .init("name", .string(card.name)),
      .init("version", .string(card.version)),
      .init("kind", .string(card.kind.rawValue)),
      .init("digest", .string(card.digest.hex)),
    ])
  }

  private static func object(_ pairs: [(String, String)]) -> JSONValue {
    .object(pairs.map { .init($0.0, .string($0.1)) })
  }
}
