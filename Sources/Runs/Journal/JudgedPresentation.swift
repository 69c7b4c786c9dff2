import Evidence
import Media
import PADVocabulary

/// What goes into the journal for one presentation, at once or not at all.
struct JudgedPresentation: Sendable {
  /// One detector's answer.
  struct Answer: Sendable {
    /// The detector's position in the run.
    var detector: Int
    /// What it made of the presentation.
    var outcome: Outcome
    /// For a person: why there is no score, or what the detector went by, where that was asked for.
    var message = ""
    /// Seconds inside the detector; `nil` where the score was taken over from another run.
    var seconds: Float?
  }

  /// Position in the selection.
  var position: Int
  /// The presentation as it may leave the machine.
  var presentation: RecordedPresentation
  /// The digest of everything that was read; `nil` where it could not be.
  var inputDigest: ContentDigest?
  /// Why its media could not be used; empty where they could.
  var mediaFault = ""
  /// Answers of the detectors that were asked.
  var answers: [Answer]
}

/// What the journal knows of a position before the run goes on.
struct JudgedBefore: Sendable {
  /// The digest of everything that was read; `nil` where it could not be.
  var inputDigest: ContentDigest?
  /// The detectors that gave no score.
  var nonResponses: [Int] = []
}
