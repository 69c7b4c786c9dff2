/// What a subsystem may use up; part of the digest, because a time-out changes outcomes.
public struct SubsystemLimits: Sendable, Hashable {
  /// Threads of one inference; 1 keeps scores independent of the machine's load.
  public var threads: Int
  /// Seconds for one presentation; `nil` sets no limit. Only a `process` can be stopped.
  public var seconds: Double?
  /// Memory in MiB; `nil` sets no limit. Only a `process` can be held to it.
  public var memory: Int?

  /// Makes limits; by default one thread and nothing else.
  public init(threads: Int = 1, seconds: Double? = nil, memory: Int? = nil) {
    self.threads = threads
    self.seconds = seconds
    self.memory = memory
  }
}
