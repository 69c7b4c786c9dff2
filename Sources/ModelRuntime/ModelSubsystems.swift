public import Subsystems
import Synchronization

/// Teaches a registry to make detectors, face finders and matchers of `onnx` cards.
public enum ModelSubsystems {
  /// Adds the loaders; ONNX Runtime is looked for when the first card asks for it, and once.
  ///
  /// - Parameter search: where to look for the library.
  /// - Throws: `SubsystemRegistry.DoubleRegistration` when `onnx` cards have loaders already.
  public static func register(
    into registry: inout SubsystemRegistry, search: RuntimeSearch
  ) throws(SubsystemRegistry.DoubleRegistration) {
    let library = LazyRuntime(search: search)
    try registry.register(
      kind: .onnx,
      detectors: { loaded in
        try ONNXLivenessDetector(loaded, runtime: library.runtime())
      })
    try registry.register(
      kind: .onnx,
      faceFinders: { loaded in
        guard loaded.card.setting("decoder") == .text("yunet") else {
          throw SubsystemFault(
            subsystem: loaded.card.name,
            message: "the card does not say how the model's output becomes faces",
            remedy: "set 'decoder: yunet' in the card's settings, the only one there is")
        }
        return try YuNetFaceFinder(loaded, runtime: library.runtime())
      })
    try registry.register(
      kind: .onnx,
      matchers: { loaded in
        try ONNXFaceMatcher(loaded, runtime: library.runtime())
      })
  }

  /// The library, loaded by the first who needs it.
  private final class LazyRuntime: Sendable {
    private let search: RuntimeSearch
    private let loaded = Mutex<ONNXRuntime?>(nil)

    init(search: RuntimeSearch) {
      self.search = search
    }

    func runtime() throws -> ONNXRuntime {
      try loaded.withLock { loaded in
        if let loaded { return loaded }
        let runtime = try search.load()
        loaded = runtime
        return runtime
      }
    }
  }
}
