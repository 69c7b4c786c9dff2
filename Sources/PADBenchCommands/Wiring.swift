import Detectors
import ModelRuntime
import Subsystems

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The one place where subsystems are wired together.
enum Wiring {
  /// A registry of everything that padbench brings and can load.
  static func registry(onnxruntime: String?) throws -> SubsystemRegistry {
    var registry = SubsystemRegistry()
    try BuiltInDetectors.register(into: &registry)
    let search = RuntimeSearch(
      namedPath: onnxruntime, environment: ProcessInfo.processInfo.environment)
    try ModelSubsystems.register(into: &registry, search: search)
    return registry
  }
}
