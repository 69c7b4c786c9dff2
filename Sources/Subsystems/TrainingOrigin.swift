/// What a trained detector was trained on.
public struct TrainingOrigin: Sendable, Hashable {
  /// The dataset's name.
  public var dataset: String
  /// The dataset's version.
  public var version: String
  /// Root digest of the dataset's lock, hexadecimal; `nil` when it had none.
  public var root: String?
  /// SHA-256 of its manifest, hexadecimal.
  public var manifest: String
  /// The protocol that said what is train and dev; empty when the manifest did.
  public var protocolName: String
  /// Whether no real person is in it.
  public var isSynthetic: Bool

  /// Names what was trained on.
  public init(
    dataset: String, version: String, root: String?, manifest: String, protocolName: String,
    isSynthetic: Bool
  ) {
    self.dataset = dataset
    self.version = version
    self.root = root
    self.manifest = manifest
    self.protocolName = protocolName
    self.isSynthetic = isSynthetic
  }

  /// Whether a dataset is the one of the training, whatever protocol it is read with.
  public func isDataset(root: String?, manifest: String) -> Bool {
    if let root, let own = self.root { return root == own }
    return manifest == self.manifest
  }

  /// One line for people: `synthetic pictures: padbench-training 1, root 0123456789ab…`.
  public var summary: String {
    let kind = isSynthetic ? "synthetic pictures" : "pictures of persons"
    let lock = root.map { "root \($0.prefix(16))" } ?? "unlocked, manifest \(manifest.prefix(16))"
    let name = protocolName.isEmpty ? "" : ", protocol \(protocolName)"
    return "\(kind): \(dataset) \(version)\(name), \(lock)"
  }
}
