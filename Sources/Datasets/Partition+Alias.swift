public import PADVocabulary

extension Partition {
  /// The partition that another dataset's name for it means, or `nil`.
  ///
  /// For importers: a manifest of ours uses the three names themselves. `world` is the training
  /// set of Bob's protocols; ASCII capitals count as small letters.
  public init?(alias: String) {
    switch String(decoding: alias.utf8.map(\.asciiLower), as: UTF8.self) {
    case "train", "training", "world": self = .train
    case "dev", "devel", "development", "val", "valid", "validation": self = .dev
    case "test", "testing", "eval", "evaluation": self = .test
    default: return nil
    }
  }
}
