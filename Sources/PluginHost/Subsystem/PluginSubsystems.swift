public import Subsystems
import Synchronization

/// Teaches a registry to make detectors, face finders and matchers of `process` cards.
public enum PluginSubsystems {
  /// Adds the loaders; the surroundings are looked at when the first card asks, and once.
  ///
  /// - Throws: `SubsystemRegistry.DoubleRegistration` when `process` cards have loaders already.
  public static func register(
    into registry: inout SubsystemRegistry,
    surroundings: @escaping @Sendable () throws -> PluginSurroundings
  ) throws(SubsystemRegistry.DoubleRegistration) {
    let lazy = LazySurroundings(surroundings)
    try registry.register(
      kind: .process,
      detectors: { loaded in try PluginDetector(loaded, surroundings: lazy.value()) })
    try registry.register(
      kind: .process,
      faceFinders: { loaded in try PluginFaceFinder(loaded, surroundings: lazy.value()) })
    try registry.register(
      kind: .process,
      matchers: { loaded in try PluginMatcher(loaded, surroundings: lazy.value()) })
  }

  /// The surroundings, found by the first who needs them.
  private final class LazySurroundings: Sendable {
    private let find: @Sendable () throws -> PluginSurroundings
    private let found = Mutex<PluginSurroundings?>(nil)

    init(_ find: @escaping @Sendable () throws -> PluginSurroundings) {
      self.find = find
    }

    func value() throws -> PluginSurroundings {
      try found.withLock { found in
        if let found { return found }
        let value = try find()
        found = value
        return value
      }
    }
  }
}
