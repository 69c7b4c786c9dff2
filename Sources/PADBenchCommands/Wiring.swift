import Detectors
import Matchers
import ModelRuntime
import PluginHost
import Subsystems

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The one place where subsystems are wired together.
enum Wiring {
  /// A registry of everything that padbench brings and can load.
  static func registry(_ runtimes: RuntimeOptions?) throws -> SubsystemRegistry {
    var registry = SubsystemRegistry()
    try BuiltInDetectors.register(into: &registry)
    try BuiltInMatchers.register(into: &registry)
    let environment = ProcessInfo.processInfo.environment
    let search = RuntimeSearch(namedPath: runtimes?.onnxruntime, environment: environment)
    try ModelSubsystems.register(into: &registry, search: search)
    let request = runtimes?.sandbox ?? .auto
    try PluginSubsystems.register(into: &registry) {
      try surroundings(request, environment)
    }
    return registry
  }

  /// How plugins are started: by this program itself.
  private static func surroundings(
    _ request: SandboxRequest, _ environment: [String: String]
  ) throws -> PluginSurroundings {
    let program = try ownProgram()
    let launcher = [program, "launch"]
    let sandbox = try Sandbox.choose(
      request, launcher: launcher, probe: [program, "sandbox-probe"], environment: environment)
    if request == .auto, sandbox == .none {
      Console.note(
        "warning: nothing on this machine shuts plugins in: they can read files and use the network"
      )
    }
    return PluginSurroundings(launcher: launcher, sandbox: sandbox, environment: environment)
  }

  private static func ownProgram() throws(SubsystemFault) -> String {
    guard let path = OwnProgram.path else {
      throw SubsystemFault(
        subsystem: "padbench", message: "its own program, which starts plugins, cannot be found",
        remedy: "call padbench by its absolute path")
    }
    return path
  }
}
