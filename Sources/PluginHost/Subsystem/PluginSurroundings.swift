import PADVocabulary
import StructuredText
import Subsystems

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How plugins are started on this machine: by which launcher, in which sandbox, with what of the
/// environment.
public struct PluginSurroundings: Sendable {
  /// The launcher and the words before its own arguments: padbench and `launch`.
  public var launcher: [String]
  /// What keeps plugins from files and the network.
  public var sandbox: Sandbox
  /// The environment from which variables are passed on.
  public var environment: [String: String]

  /// Most processes and threads that a plugin has at once, so that one that starts others in a loop
  /// takes itself down and not the machine.
  public var mostProcesses = 1024

  /// Most bytes of a file that a plugin writes.
  static let mostFileBytes = 1 << 30
  /// Most files that a plugin has open.
  static let mostOpenFiles = 1024

  /// Describes the surroundings.
  public init(launcher: [String], sandbox: Sandbox, environment: [String: String]) {
    self.launcher = launcher
    self.sandbox = sandbox
    self.environment = environment
  }

  /// The start of a card's program in a scratch folder.
  func start(_ card: SubsystemCard, folder: String, scratch: ScratchFolder) -> ChildProcess.Start {
    let cardFolder = resolvedPath(folder) ?? folder
    let command = card.command.map { word in
      word.hasPrefix("./") ? cardFolder + word.dropFirst() : word
    }
    let working = card.process.workingFolder == .card ? cardFolder : scratch.path
    var terms = Self.terms(workingFolder: working)
    terms += ["--processes", String(mostProcesses)]
    if let memory = card.limits.memory { terms += ["--memory-bytes", String(memory << 20)] }
    let wrapped = sandbox.wrap(
      command,
      view: SandboxView(
        readable: [cardFolder] + programFolders(command.first ?? ""), writable: scratch.path,
        workingFolder: working))
    return ChildProcess.Start(
      command: launcher + terms + wrapped.terms + ["--"] + wrapped.command,
      environment: variables(card, cardFolder: cardFolder, scratch: scratch.path))
  }

  /// What the launcher is told of every program.
  static func terms(workingFolder: String) -> [String] {
    [
      "--folder", workingFolder, "--file-bytes", String(mostFileBytes), "--open-files",
      String(mostOpenFiles),
    ]
  }

  private func variables(
    _ card: SubsystemCard, cardFolder: String, scratch: String
  ) -> [(name: String, value: String)] {
    let own = [
      ("PATH", searchPath), ("HOME", scratch), ("TMPDIR", scratch), ("LC_ALL", "C.UTF-8"),
      ("PADBENCH_CARD_FOLDER", cardFolder),
    ]
    let taken = Set(own.map(\.0))
    let passed = card.process.environment.compactMap { name in
      taken.contains(name) ? nil : environment[name].map { (name, $0) }
    }
    return (own + passed).map { (name: $0.0, value: $0.1) }
  }

  private var searchPath: String {
    environment["PATH"].flatMap { $0.isEmpty ? nil : $0 } ?? "/usr/local/bin:/usr/bin:/bin"
  }

  /// Where a program lives that the system's folders do not hold: a Python of the user's own comes
  /// with the folder in which its `bin` stands.
  private func programFolders(_ program: String) -> [String] {
    let places =
      program.contains("/")
      ? [program]
      : searchPath.split(separator: ":").map { $0 + "/" + program }
    let found = places.first { unsafe access($0, X_OK) == 0 }
    return found.map(Self.folders(ofProgram:)) ?? []
  }

  /// The folders that a program at a path needs: those of its name and of the file itself.
  static func folders(ofProgram path: String) -> [String] {
    [path, resolvedPath(path) ?? path].compactMap { path in
      var parts = path.split(separator: "/").dropLast()
      if parts.last == "bin" || parts.last == "shims" { parts = parts.dropLast() }
      return parts.count > 1 ? "/" + parts.joined(separator: "/") : nil
    }
  }
}
