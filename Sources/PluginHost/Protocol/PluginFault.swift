public import PADVocabulary

/// What a plugin did that no score can be made of; it costs the presentation and the process.
public struct PluginFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The reason that stands in tables.
  public var reason: NonResponseReason
  /// What happened, in one sentence whose control characters are escaped.
  public var message: String

  /// Makes a fault.
  public init(_ reason: NonResponseReason, _ message: String) {
    self.reason = reason
    self.message = message
  }

  /// `reason: message`.
  public var description: String { "\(reason): \(message)" }
}

extension NonResponseReason {
  /// A plugin said something that the protocol does not allow.
  public static let brokenProtocol = NonResponseReason(rawValue: "protocol")
  /// A plugin's process died of its memory limit, as far as can be told.
  public static let outOfMemory = NonResponseReason(rawValue: "oom")

  /// Reasons that say what padbench found; a plugin may not claim them.
  static let foundByTheHost: Set<NonResponseReason> = [
    .crash, .timeout, .brokenProtocol, .outOfMemory, .decode, .tampered, .tooBig, .unreadable,
    .unstated, .notFinite,
  ]
}
