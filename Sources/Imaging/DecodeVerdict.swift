/// What a codec makes of a file's bytes, whatever the policy.
public enum DecodeVerdict: String, Sendable, Hashable, CaseIterable {
  /// A whole picture without a complaint.
  case decodes
  /// Pixels, with complaints.
  case warns
  /// No whole picture.
  case rejects
  /// Over a limit.
  case tooBig = "too-big"
}
