#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Tries, inside a sandbox, what a plugin must not be able to do.
public enum SandboxProbe {
  /// What is said when nothing was possible.
  static let shutIn = "shut in"

  /// Tries to read a file, to make one, and to connect to a port of this machine, and says which of
  /// it worked.
  public static func report(reading: String, writing: String, port: UInt16) -> String {
    var possible: [String] = []
    if opens(reading, O_RDONLY) { possible.append("read files outside") }
    if opens(writing, O_WRONLY | O_CREAT) { possible.append("write files outside") }
    if LoopbackSocket().connects(to: port) { possible.append("use the network") }
    return possible.isEmpty ? shutIn : "can " + possible.joined(separator: ", ")
  }

  private static func opens(_ path: String, _ flags: Int32) -> Bool {
    let file = unsafe open(path, flags | O_CLOEXEC, 0o600)
    if file >= 0 { close(file) }
    return file >= 0
  }
}
