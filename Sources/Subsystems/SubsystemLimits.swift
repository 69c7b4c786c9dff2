/// What a subsystem may use up; part of the digest, because a time-out changes outcomes.
public struct SubsystemLimits: Sendable, Hashable {
  /// Threads of one inference; 1 keeps scores independent of the machine's load.
  public var threads: Int
  /// Seconds for one presentation; `nil` sets no limit. Only a `process` can be stopped.
  public var seconds: Double?
  /// Seconds from the start of a `process` to its first line; `nil` takes the default.
  public var helloSeconds: Double?
  /// Memory in MiB; `nil` sets no limit. Only a `process` can be held to it.
  public var memory: Int?
  /// How often a `process` is started again in a run; `nil` takes the default. No part of the
  /// digest: a run ends where it is exceeded, and no outcome changes.
  public var restarts: Int?

  /// Makes limits; by default one thread and nothing else.
  public init(
    threads: Int = 1, seconds: Double? = nil, helloSeconds: Double? = nil, memory: Int? = nil,
    restarts: Int? = nil
  ) {
    self.threads = threads
    self.seconds = seconds
    self.helloSeconds = helloSeconds
    self.memory = memory
    self.restarts = restarts
  }
}
