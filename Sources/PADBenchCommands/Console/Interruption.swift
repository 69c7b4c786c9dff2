import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A signal ended a command that had put its work into safety (exit code 128 + the signal).
struct Interruption: Error {
  /// The signal.
  var signal: Int32
  /// How to go on, for the person who sent it.
  var hint: String

  /// How long a command may take to end by itself; a second signal ends it at once.
  private static let grace = DispatchTimeInterval.seconds(4)

  /// What the person is told.
  var message: String { "interrupted: " + hint }

  /// Runs work that a signal cancels.
  ///
  /// - Throws: `Interruption` when a signal came before the end, else what the work throws.
  static func watched(
    hint: String, _ work: @escaping @Sendable () async throws -> Void
  ) async throws {
    let task = Task { try await work() }
    let received = Mutex<Int32>(0)
    let watch = SignalWatch([SIGINT, SIGTERM, SIGHUP]) { number in
      let isFirst = received.withLock { received in
        defer { received = number }
        return received == 0
      }
      let ending = Interruption(signal: number, hint: hint)
      guard isFirst else { ending.endNow() }
      task.cancel()
      // Everything is in the journal or comes again: ending in the middle of it loses nothing.
      DispatchQueue.global().asyncAfter(deadline: .now() + grace) { ending.endNow() }
    }
    let result = await task.result
    watch.stop()
    let number = received.withLock { $0 }
    if number != 0, case .failure = result { throw Interruption(signal: number, hint: hint) }
    try result.get()
  }

  private func endNow() -> Never {
    Console.note("\n" + message)
    _exit(128 + signal)
  }
}

/// Hears signals instead of being killed by them.
private struct SignalWatch {
  private let sources: [any DispatchSourceSignal]
  private let numbers: [Int32]

  init(_ numbers: [Int32], act: @escaping @Sendable (Int32) -> Void) {
    self.numbers = numbers
    sources = numbers.map { number in
      _ = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(
        signal: number, queue: DispatchQueue(label: "padbench.signals"))
      source.setEventHandler { act(number) }
      source.resume()
      return source
    }
  }

  func stop() {
    for source in sources { source.cancel() }
    for number in numbers { _ = signal(number, SIG_DFL) }
  }
}
