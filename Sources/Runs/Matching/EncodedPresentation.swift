import PADVocabulary
import Subsystems

/// What one matcher made of one presentation.
struct EncodedPresentation: Sendable {
  /// The matcher's position in the run.
  var matcher: Int
  /// The presentation's id.
  var presentation: String
  /// Digest of what was read, in hexadecimal; empty where it could not be.
  var inputDigest: String
  /// The template, or why there is none.
  var encoding: Encoding
  /// Why there is no template, for a person; empty where the reason says it all.
  var message: String
  /// Seconds inside the matcher.
  var seconds: Float
}
