/// The version of padbench: part of every run's identity.
enum ToolVersion {
  /// Semantic version; it moves when a rate, a threshold or a score can change.
  static let text = "0.1.0"
}
