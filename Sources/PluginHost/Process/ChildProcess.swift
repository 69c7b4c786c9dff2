internal import CPlatform
import PADVocabulary
import StructuredText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program that was started, until it has ended and was collected.
///
/// Started and collected here rather than by the process library: that one says that a program has
/// ended only after a task of its own ran, and those who wait for a plugin's answer hold the
/// threads on which tasks run. Used by one thread at a time.
final class ChildProcess {
  private let id: Int32
  private let bell: Int32
  private var known: ProcessEnd?

  /// A program with all that its start needs.
  struct Start: Sendable {
    /// The program's absolute path, then its arguments.
    var command: [String]
    var environment: [(name: String, value: String)]
  }

  /// Starts a program in a session of its own.
  ///
  /// - Parameter streams: what becomes its standard input, output and error.
  /// - Throws: `PluginFault` when it cannot be started.
  init(_ start: Start, streams: [Int32]) throws(PluginFault) {
    let environment = start.environment.map { "\($0.name)=\($0.value)" }
    id = unsafe Self.withCStrings(start.command) { command in
      unsafe Self.withCStrings(environment) { environment in
        unsafe CPlatform_spawn(command, environment, streams)
      }
    }
    guard id > 0 else {
      throw PluginFault(
        .crash,
        "'\((start.command.first ?? "").printable)' could not be started: \(systemWords(errno))")
    }
    bell = CPlatform_process_bell(id)
  }

  deinit {
    if bell >= 0 { close(bell) }
  }

  /// A descriptor that a poll(2) finds readable once the process has ended; -1 where there is none.
  var endDescriptor: Int32 { known == nil ? bell : -1 }

  /// The longest a poll(2) may wait without asking for the end, in milliseconds.
  var patience: Double { bell >= 0 ? 1000 : 10 }

  /// How the process ended; `nil` while it runs.
  var end: ProcessEnd? {
    if let known { return known }
    var code: Int32 = 0
    var signal: Int32 = 0
    guard unsafe CPlatform_collect(id, &code, &signal) != 0 else { return nil }
    known = signal == 0 ? .exited(code) : .signaled(signal)
    return known
  }

  /// Sends a signal to the process, unless it has ended.
  func send(_ signal: Int32) {
    // An id stays this process's until it is collected, which only `end` does.
    if end == nil { _ = kill(id, signal) }
  }

  private static func withCStrings<Value>(
    _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Value
  ) -> Value {
    var pointers = unsafe texts.map { unsafe strdup($0) } + [nil]
    defer { unsafe pointers.forEach { unsafe free($0) } }
    return unsafe body(&pointers)
  }
}
