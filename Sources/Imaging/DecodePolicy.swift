/// What becomes of a picture that a codec decodes with complaints; part of a run's identity.
public enum DecodePolicy: String, Sendable, Hashable, CaseIterable {
  /// A complaint about the coded pixels is a fault: a detector must not score filler for a face.
  /// Complaints about the header, texts or colour profiles are kept as warnings.
  case strict
  /// Whatever gives pixels is decoded, and the complaints are kept as warnings.
  case lenient
}
