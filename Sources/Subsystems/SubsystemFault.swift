/// A subsystem that cannot do its work: a model that does not load, a runtime that is missing.
public struct SubsystemFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The subsystem's name.
  public var subsystem: String
  /// What went wrong, in one sentence.
  public var message: String
  /// What to do about it; empty when that is obvious.
  public var remedy: String

  /// Makes the fault.
  public init(subsystem: String, message: String, remedy: String = "") {
    self.subsystem = subsystem
    self.message = message
    self.remedy = remedy
  }

  /// `subsystem: message; remedy`.
  public var description: String {
    remedy.isEmpty ? "\(subsystem): \(message)" : "\(subsystem): \(message); \(remedy)"
  }
}
