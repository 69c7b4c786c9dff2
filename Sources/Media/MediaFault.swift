public import PADVocabulary

/// Why a presentation's media could not be used: the reason its outcomes carry, and the words for
/// the run's diagnostics.
public struct MediaFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The reason that every subsystem's outcome gets: `unreadable`, `decode`, `too-big`, `tampered`.
  public var reason: NonResponseReason
  /// The media as the manifest names it.
  public var media: String
  /// What is wrong, in one sentence without a full stop.
  public var message: String
  /// What to do about it; empty when that is obvious.
  public var remedy: String

  /// Makes a fault.
  public init(
    _ reason: NonResponseReason, media: String, _ message: String, remedy: String = ""
  ) {
    self.reason = reason
    self.media = media
    self.message = message
    self.remedy = remedy
  }

  /// `media: reason: message; remedy`, safe to print on a terminal.
  public var description: String {
    let tail = remedy.isEmpty ? "" : "; " + remedy
    return "\(media.printable): \(reason): \(message)\(tail)".printable
  }
}
