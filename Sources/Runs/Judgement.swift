import Media
import PADVocabulary

/// What one worker made of one presentation.
struct Judgement: Sendable {
  /// The answers of the detectors that were asked.
  var answers: [JudgedPresentation.Answer]
  /// What was read; `nil` for media that could not be used.
  var summary: MediaSummary?
  /// Why the media could not be used.
  var mediaFault: MediaFault?
  /// Seconds spent on opening, decoding and face finding.
  var preparationSeconds: Float
}
