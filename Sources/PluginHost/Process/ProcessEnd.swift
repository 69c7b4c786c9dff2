import PADVocabulary

/// How a process ended.
enum ProcessEnd: Sendable, Hashable {
  /// By itself, with this code.
  case exited(Int32)
  /// By this signal.
  case signaled(Int32)

  /// What happened, with the program's last words.
  func fault(lastWords errors: StandardErrorKeeper, memoryIsLimited: Bool) -> PluginFault {
    let said = errors.lastLine
    let words = said.isEmpty ? "" : "; it said last: \(said)"
    let isOutOfMemory = wasKilled || (memoryIsLimited && errors.mentionsMemory)
    return PluginFault(
      isOutOfMemory ? .outOfMemory : .crash, "the process \(description)\(words)")
  }

  /// Whether it ended by signal 9, which the system sends when memory runs out.
  private var wasKilled: Bool { self == .signaled(9) || self == .exited(128 + 9) }

  private var description: String {
    switch self {
    case .signaled(let signal):
      "was killed by signal \(signal)"
        + (wasKilled ? ", as the system does when memory runs out" : "")
    // Shells and sandboxes pass a signal on like this.
    case .exited(let code) where (129...192).contains(code):
      "ended with exit code \(code), which stands for signal \(code - 128)"
    case .exited(let code): "ended with exit code \(code)"
    }
  }
}
