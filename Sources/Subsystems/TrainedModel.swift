public import Evidence
public import StructuredText

/// What a detector or matcher has learned, as a file: JSON with its own digest.
public struct TrainedModel: Sendable, Hashable {
  /// The first member of every model file.
  public static let format = "padbench-model/1"
  /// The most bytes of a model file.
  public static let maximumBytes = 1 << 26

  /// The name results are shown under.
  public var name: String
  /// What it is a model of: a detector, or a matcher.
  public var role: SubsystemCard.Role
  /// The trainable subsystem of this role that it belongs to.
  public var trainable: String
  /// The version of the features it was trained on.
  public var featureVersion: Int
  /// Digest of the card of what was measured.
  public var features: ContentDigest
  /// What it was trained on.
  public var origin: TrainingOrigin
  /// What was left to chance was decided by it.
  public var seed: UInt64
  /// How many presentations it has seen and how many gave no features, by partition and class; for
  /// people.
  public var examples: JSONValue
  /// What was learned.
  public var parameters: JSONValue

  /// Makes a model.
  public init(
    name: String, role: SubsystemCard.Role = .detector, trainable: String, featureVersion: Int,
    features: ContentDigest,
    origin: TrainingOrigin, seed: UInt64, examples: JSONValue, parameters: JSONValue
  ) {
    self.name = name
    self.role = role
    self.trainable = trainable
    self.featureVersion = featureVersion
    self.features = features
    self.origin = origin
    self.seed = seed
    self.examples = examples
    self.parameters = parameters
  }

  /// SHA-256 of the model's canonical JSON: names everything that can change a score.
  ///
  /// - Throws: `UnwritableNumber` for parameters that are no numbers.
  public func digest() throws(UnwritableNumber) -> ContentDigest {
    try ContentDigest(ofCanonical: body)
  }

  /// The file's bytes; equal models give equal bytes.
  ///
  /// - Throws: `UnwritableNumber` for parameters that are no numbers.
  public func bytes() throws(UnwritableNumber) -> [UInt8] {
    let members = (body.members ?? []) + [.init("digest", .string(try digest().hex))]
    // A member a line: a model is looked at with a pager, and its lists are long.
    var text: [UInt8] = Array("{\n".utf8)
    for (place, member) in members.enumerated() {
      text += Array("  ".utf8) + (try JSONValue.string(member.name).bytes()) + Array(": ".utf8)
      text += try member.value.bytes()
      text += Array(place + 1 < members.count ? ",\n".utf8 : "\n".utf8)
    }
    return text + Array("}\n".utf8)
  }

  private var body: JSONValue {
    .object([
      .init("format", .string(Self.format)),
      .init("name", .string(name)),
      .init(role.rawValue, .string(trainable)),
      .init("feature_version", .integer(featureVersion)),
      .init("features", .string(features.hex)),
      .init("synthetic", .bool(origin.isSynthetic)),
      .init(
        "trained_on",
        .object([
          .init("dataset", .string(origin.dataset)),
          .init("version", .string(origin.version)),
          .init("root", origin.root.map { .string($0) } ?? .null),
          .init("manifest", .string(origin.manifest)),
          .init("protocol", .string(origin.protocolName)),
        ])),
      .init("seed", .string(String(seed))),
      .init("examples", examples),
      .init("parameters", parameters),
    ])
  }
}
