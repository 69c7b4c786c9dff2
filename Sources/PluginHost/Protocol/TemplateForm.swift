import StructuredText
import Subsystems

/// What a matcher's templates are, as it says in its hello.
enum TemplateForm: Sendable, Hashable {
  /// So many numbers, which padbench compares by the card's measure.
  case vector(dimensions: Int)
  /// Bytes that only the program can compare.
  case bytes

  /// Most numbers of a template: their line stays below the length that a line may have.
  static let mostDimensions = 16_384
  /// Most bytes of a template: two of them and more fit into one request's line.
  static let mostBytes = 256 << 10

  /// Reads what a matcher's hello says.
  ///
  /// - Throws: `PluginFault` when it says neither or both.
  init(_ hello: SpokenLine) throws(PluginFault) {
    switch (hello["dimensions"], hello["compares"]?.flag) {
    case (let number?, nil) where hello["compares"] == nil:
      guard let count = number.whole, (1...Self.mostDimensions).contains(count) else {
        throw hello.fault("has dimensions that are no number from 1 to \(Self.mostDimensions)")
      }
      self = .vector(dimensions: count)
    case (nil, true): self = .bytes
    default:
      throw hello.fault(
        "says neither how many 'dimensions' its templates have, nor that it 'compares' them "
          + "itself, or both")
    }
  }
}
