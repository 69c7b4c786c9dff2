internal import CPlatform
import PADVocabulary
public import Subsystems

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a user asks of the sandbox.
public enum SandboxRequest: String, Sendable, Hashable, CaseIterable {
  /// The strongest that works here.
  case auto
  /// None.
  case off
  /// One that works, or no run.
  case require
}

extension Sandbox {
  /// Finds the strongest sandbox of this machine that passes its own test.
  ///
  /// - Parameters:
  ///   - launcher: padbench and `launch`.
  ///   - probe: the command that runs `SandboxProbe`, before its arguments.
  /// - Throws: `SubsystemFault` when one is required and none works.
  public static func choose(
    _ request: SandboxRequest, launcher: [String], probe: [String],
    environment: [String: String]
  ) throws(SubsystemFault) -> Sandbox {
    if request == .off { return .none }
    var findings: [String] = []
    for candidate in candidates(environment) {
      guard
        let finding = candidate.finding(
          launcher: launcher, probe: probe, environment: environment)
      else { return candidate }
      findings.append("\(candidate.level.rawValue): \(finding)")
    }
    if request == .auto { return .none }
    throw SubsystemFault(
      subsystem: "sandbox",
      message: "nothing on this machine shuts plugins in"
        + (findings.isEmpty ? "" : " (\(findings.joined(separator: "; ")))"),
      remedy:
        "install bubblewrap ('apt install bubblewrap'), or trust the plugin with --sandbox off"
    )
  }

  /// What this system may have, the strongest first.
  static func candidates(_ environment: [String: String]) -> [Sandbox] {
    let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let program = (folders + ["/usr/bin", "/bin"]).lazy.map { $0 + "/bwrap" }
      .first { unsafe $0.hasPrefix("/") && access($0, X_OK) == 0 }
    var found: [Sandbox] = []
    if let program { found.append(Sandbox(level: .bubblewrap, program: program)) }
    if CPlatform_landlock_version() > 0 { found.append(Sandbox(level: .landlock, program: "")) }
    return found
  }

  /// What is wrong with this sandbox; `nil` when nothing that must not be possible was.
  func finding(
    launcher: [String], probe: [String], environment: [String: String]
  ) -> String? {
    let listener = LoopbackSocket()
    guard let port = listener.listen() else { return "no port to try the network with" }
    do throws(PluginFault) {
      let parent = ScratchFolder.parent(environment)
      let outside = try ScratchFolder(in: parent)
      defer { outside.delete() }
      let canary = outside.path + "/canary"
      guard FileManager.default.createFile(atPath: canary, contents: nil) else {
        return "no file to try reading with"
      }
      let scratch = try ScratchFolder(in: parent)
      let view = SandboxView(
        readable: PluginSurroundings.folders(ofProgram: probe.first ?? ""),
        writable: scratch.path, workingFolder: scratch.path)
      let wrapped = wrap(
        probe + [canary, outside.path + "/made", String(port)], view: view)
      let process = try PluginProcess(
        ChildProcess.Start(
          command: launcher + PluginSurroundings.terms(workingFolder: scratch.path)
            + wrapped.terms + ["--"] + wrapped.command,
          environment: [(name: "PATH", value: environment["PATH"] ?? "/usr/bin:/bin")]),
        scratch: scratch, memoryIsLimited: false)
      defer { process.kill() }
      var left = Duration.seconds(20)
      let answer = String(decoding: try process.ask([], left: &left), as: UTF8.self)
      return answer == SandboxProbe.shutIn ? nil : answer.printable
    } catch {
      return error.message
    }
  }
}
