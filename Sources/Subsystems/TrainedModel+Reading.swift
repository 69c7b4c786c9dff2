import Evidence
public import PADVocabulary
import StructuredText

extension TrainedModel {
  /// Reads a model file and holds it against its own digest.
  ///
  /// - Throws: `FileFault` when it cannot be read, `InvalidInput` when it is no model, or not the
  ///   one that was written.
  public static func load(path: String) throws -> TrainedModel {
    try parse(readWholeFile(path, cap: maximumBytes), name: path)
  }

  /// Reads the bytes of a model file; `name` stands for it in diagnostics.
  ///
  /// - Throws: `InvalidInput` with what is wrong.
  public static func parse(_ bytes: [UInt8], name: String) throws(InvalidInput) -> TrainedModel {
    let root = try StrictJSON.parse(bytes, name: name)
    func fault(_ message: String, _ remedy: String = "") -> InvalidInput {
      InvalidInput(Diagnostic(.error, file: name, message, remedy: remedy))
    }
    guard root["format"]?.text == format else {
      throw fault(
        "this is no model of this padbench (no \"format\": \"\(format)\")",
        "name a file that 'padbench detector train' or 'padbench matcher train' wrote")
    }
    let role: SubsystemCard.Role = root["matcher"] == nil ? .detector : .matcher
    func text(_ value: JSONValue?, _ what: String) throws(InvalidInput) -> String {
      guard let text = value?.text, text.utf8.count <= 4096 else {
        throw fault("the model's \(what) is missing or no text")
      }
      return text
    }
    let trained = root["trained_on"]
    let model = TrainedModel(
      name: try text(root["name"], "name"), role: role,
      trainable: try text(root[role.rawValue], role.rawValue),
      featureVersion: root["feature_version"]?.whole ?? 0,
      features: try digest(text(root["features"], "features")) ?? ContentDigest(of: ""),
      origin: TrainingOrigin(
        dataset: try text(trained?["dataset"], "dataset").printable,
        version: try text(trained?["version"], "dataset's version").printable,
        root: trained?["root"]?.text, manifest: try text(trained?["manifest"], "manifest's digest"),
        protocolName: try text(trained?["protocol"], "protocol").printable,
        isSynthetic: try flag(root["synthetic"], fault)),
      seed: UInt64(try text(root["seed"], "seed")) ?? 0,
      examples: root["examples"] ?? .null, parameters: root["parameters"] ?? .null)
    guard SubsystemCard.isName(model.name) else {
      throw fault("\(model.name.shown) is no name for a subsystem")
    }
    guard let found = try? model.digest(), found.hex == root["digest"]?.text else {
      throw fault(
        "the model is not what was written: its digest differs",
        "restore it from a copy, or train again")
    }
    return model
  }

  private static func digest(_ hex: String) -> ContentDigest? { ContentDigest(hex: hex) }

  private static func flag(
    _ value: JSONValue?, _ fault: (String, String) -> InvalidInput
  ) throws(InvalidInput) -> Bool {
    guard let flag = value?.flag else {
      throw fault("the model does not say whether it was trained on synthetic pictures", "")
    }
    return flag
  }
}
