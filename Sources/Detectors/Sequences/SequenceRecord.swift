import PADVocabulary

/// How many frames of a sequence were seen, and why some of them could not be used.
struct SequenceRecord {
  private(set) var frames = 0
  private var reason: NonResponseReason?

  /// A frame came.
  mutating func see() { frames += 1 }

  /// The frame could not be used; the first reason is kept.
  mutating func refuse(_ reason: NonResponseReason) {
    self.reason = self.reason ?? reason
  }

  /// Why there is no score: without a second frame there is no sequence, without a usable frame
  /// the first frame's reason counts, otherwise the sequence was too short.
  func nonResponse(hasUsable: Bool) -> Outcome {
    guard frames > 1 else { return .nonResponse(.missingInput) }
    return .nonResponse(hasUsable ? .tooShort : reason ?? .missingInput)
  }
}
