public import Subsystems

/// Teaches a registry to make detectors and face finders of `process` cards.
public enum PluginSubsystems {
  /// Adds the loaders.
  ///
  /// - Throws: `SubsystemRegistry.DoubleRegistration` when `process` cards have loaders already.
  public static func register(
    into registry: inout SubsystemRegistry, surroundings: PluginSurroundings
  ) throws(SubsystemRegistry.DoubleRegistration) {
    try registry.register(
      kind: .process,
      detectors: { loaded in try PluginDetector(loaded, surroundings: surroundings) })
    try registry.register(
      kind: .process,
      faceFinders: { loaded in try PluginFaceFinder(loaded, surroundings: surroundings) })
  }
}
