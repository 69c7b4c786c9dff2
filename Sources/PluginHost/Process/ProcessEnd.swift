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
    switch self {
    case .exited(let code):
      let reason: NonResponseReason =
        memoryIsLimited && errors.mentionsMemory ? .outOfMemory : .crash
      return PluginFault(reason, "the process ended with exit code \(code)\(words)")
    case .signaled(9):
      return PluginFault(
        .outOfMemory,
        "the process was killed by signal 9, as the system does when memory runs out\(words)")
    case .signaled(let signal):
      let reason: NonResponseReason =
        memoryIsLimited && errors.mentionsMemory ? .outOfMemory : .crash
      return PluginFault(reason, "the process was killed by signal \(signal)\(words)")
    }
  }
}
