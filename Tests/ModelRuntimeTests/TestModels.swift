import Evidence
import Foundation
import ModelRuntime
import Subsystems
import TestSupport
import Testing

/// The runtime these tests run models with, found as padbench finds it.
let foundRuntime: ONNXRuntime? =
  try? RuntimeSearch(environment: ProcessInfo.processInfo.environment).load()

extension Trait where Self == ConditionTrait {
  /// Runs a test only where an ONNX Runtime library is found, and says so otherwise.
  static var onnxRuntime: Self {
    .enabled(
      if: foundRuntime != nil,
      "no ONNX Runtime here (pip install onnxruntime, or set PADBENCH_ONNXRUNTIME)")
  }
}

/// Models of a few bytes, made with onnx.helper (ONNX 1.23, operator set 13).
enum TestModels {
  /// Flatten: n × 3 × 2 × 2 to n × 12.
  static let flatten = bytes(
    "CAcSADpVChwKAXgSAXkiB0ZsYXR0ZW4qCwoEYXhpcxgBoAECEgFnWhwKAXgSFwoVCAESEQoDEgFuCgIIAwoCCAIKAggCYhQK"
      + "AXkSDwoNCAESCQoDEgFuCgIIDEIECgAQDQ==")
  /// Flatten, then Exp: 1 × 3 × 2 × 2 to 1 × 12.
  static let exponential = bytes(
    "CAcSADpgCgsKAXgSAWUiA0V4cAocCgFlEgF5IgdGbGF0dGVuKgsKBGF4aXMYAaABAhIBZ1obCgF4EhYKFAgBEhAKAggBCgII"
      + "AwoCCAIKAggCYhMKAXkSDgoMCAESCAoCCAEKAggMQgQKABAN")
  /// Flatten, then Add of a tensor whose data lie in `../w`.
  static let externalData = bytes(
    "CAcSADqCAQocCgF4EgFmIgdGbGF0dGVuKgsKBGF4aXMYAaABAgoOCgFmCgF3EgF5IgNBZGQSAWcqGwgMEAFCAXdqEAoIbG9j"
      + "YXRpb24SBC4uL3dwAVocCgF4EhcKFQgBEhEKAxIBbgoCCAMKAggCCgIIAmIUCgF5Eg8KDQgBEgkKAxIBbgoCCAxCBAoA"
      + "EA0=")

  private static func bytes(_ base64: String) -> [UInt8] {
    Data(base64Encoded: base64).map(Array.init) ?? []
  }

  /// A card of a model, written and read back as a user's is.
  static func load(
    _ model: [UInt8], in scratch: Scratch, role: String = "detector", input: String,
    output: String = "{index: 0, activation: none, high_means: bona_fide}", more: String = ""
  ) throws -> LoadedCard {
    try scratch.write("model.onnx", bytes: model)
    return try LoadedCard.load(
      path: scratch.write(
        "test.card.yaml",
        """
        card: 1
        name: test
        version: "1"
        kind: onnx
        role: \(role)
        files: [{path: model.onnx, sha256: \(ContentDigest(of: model).hex)}]
        input: \(input)
        output: \(output)
        \(more)
        """))
  }
}
