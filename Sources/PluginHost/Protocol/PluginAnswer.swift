import PADVocabulary
import Subsystems

/// What a plugin answers to one question.
enum PluginAnswer: Hashable {
  /// A number, in the plugin's own polarity, and what spoke for it.
  case score(Double, cues: [Cue])
  /// Nothing of what was asked for, and why.
  case noScore(NonResponseReason, message: String)
  /// The faces of a picture, the best first.
  case faces([FaceDetection])
  /// What a matcher keeps of a presentation.
  case template(FaceTemplate)
  /// How alike a probe is to each reference, in their order; `nil` where that cannot be said.
  case similarities([Double?])
}

/// What a plugin is asked for.
enum PluginQuestion: Sendable, Hashable {
  /// A score within a range, when the plugin stated one.
  case score(ClosedRange<Double>?)
  /// The faces of a picture.
  case faces
  /// A template of the form that the plugin stated.
  case template(TemplateForm)
  /// So many comparisons.
  case similarities(Int, ClosedRange<Double>?)

  /// The member of an answer that holds what is asked for.
  var member: String {
    switch self {
    case .score: "score"
    case .faces: "faces"
    case .template: "template"
    case .similarities: "scores"
    }
  }
}
