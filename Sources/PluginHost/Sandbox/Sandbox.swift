/// What keeps a plugin from the files and the network it has no business with.
public struct Sandbox: Sendable, Hashable {
  /// How strongly a plugin is shut in.
  public enum Level: String, Sendable, Hashable, CaseIterable {
    /// By the bubblewrap program: file system, network, processes of its own.
    case bubblewrap
    /// By the kernel's Landlock: files, and TCP where the kernel knows how.
    case landlock
    /// Not at all, beyond limits and an environment of its own.
    case none
  }

  /// The level in force.
  public let level: Level
  /// The bubblewrap program, at that level.
  let program: String

  /// No sandbox.
  public static let none = Sandbox(level: .none, program: "")

  init(level: Level, program: String) {
    self.level = level
    self.program = program
  }

  /// The system's folders that programs need, read-only.
  static let systemFolders = [
    "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc", "/opt", "/System", "/Library",
  ]

  /// The launcher's terms and the command that start a command inside.
  func wrap(
    _ command: [String], view: SandboxView
  ) -> (terms: [String], command: [String]) {
    switch level {
    case .none: ([], command)
    case .landlock:
      (
        (Self.systemFolders + ["/proc", "/sys", "/dev"] + view.readable)
          .flatMap { ["--read", $0] }
          + [view.writable, "/dev/null", "/dev/zero", "/dev/full", "/dev/shm"]
          .flatMap { ["--write", $0] },
        command
      )
    case .bubblewrap: ([], [program] + Self.bubblewrapTerms(view) + ["--"] + command)
    }
  }

  private static func bubblewrapTerms(_ view: SandboxView) -> [String] {
    ["--unshare-all", "--die-with-parent", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]
      + (systemFolders + view.readable).flatMap { ["--ro-bind-try", $0, $0] }
      + ["--bind", view.writable, view.writable, "--chdir", view.workingFolder]
  }
}

/// What a plugin sees of the file system.
struct SandboxView {
  /// Folders it may read and execute from, beyond the system's.
  var readable: [String]
  /// The folder it may write to.
  var writable: String
  /// Where it starts.
  var workingFolder: String
}
