import PADVocabulary

extension NonResponseReason {
  /// The sequence is shorter than the detector needs, in seconds or in usable frames.
  static let tooShort = NonResponseReason(rawValue: "too-short")
}
