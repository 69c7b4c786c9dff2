import Dispatch
import PADVocabulary
import Subsystems
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One process with several questions before it, each asked by a worker that waits for the answer.
///
/// One of those who wait does the writing and reading for all of them; when it has its own answer it
/// leaves that to another.
final class PluginLane: Sendable {
  private let state = Mutex(State())
  /// Used only by who drives; see `State.isDriven`.
  private let drive: LaneDrive
  private let bell: Pipe

  private struct State: Sendable {
    /// Those whose questions nobody has seen yet.
    var arrived: [LaneSeat] = []
    /// All who have no answer yet, in the order in which they came.
    var waiting: [LaneSeat] = []
    var isDriven = false
  }

  /// - Parameter window: how many questions may be open at once.
  /// - Throws: `PluginFault` when the process has no descriptor left.
  init(window: Int) throws(PluginFault) {
    bell = try Pipe()
    Pipe.doNotBlock(bell.readEnd)
    Pipe.doNotBlock(bell.writeEnd)
    drive = LaneDrive(window: window, bell: bell.readEnd)
  }

  deinit {
    close(bell.readEnd)
    close(bell.writeEnd)
  }

  /// How many wait here.
  var load: Int { state.withLock { $0.waiting.count } }

  /// Ends the process in order.
  func end() { drive.end() }

  /// Asks and waits for the answer.
  ///
  /// - Throws: `PluginFault` when the question cost a process with no other question before it.
  func ask(
    _ question: OpenQuestion, _ pool: PluginPool
  ) throws(PluginFault) -> PluginAnswer {
    let seat = LaneSeat(question)
    var drives = state.withLock { state in
      state.arrived.append(seat)
      state.waiting.append(seat)
      defer { state.isDriven = true }
      return !state.isDriven
    }
    if !drives { ring() }
    while true {
      if drives {
        while seat.result == nil { turn(pool) }
        handOver()
      } else {
        // Rung when there is a result, or when it is this one's turn to drive.
        seat.bell.wait()
      }
      // Written before the bell was rung, or by this thread.
      if let result = seat.result { return try result.get() }
      drives = true
    }
  }

  private func turn(_ pool: PluginPool) {
    let arrived = state.withLock { state in
      defer { state.arrived = [] }
      return state.arrived
    }
    for (seat, result) in drive.turn(arrived, pool) {
      state.withLock { $0.waiting.removeAll { $0 === seat } }
      seat.result = result
      seat.bell.signal()
    }
  }

  private func handOver() {
    let heir = state.withLock { state in
      state.isDriven = !state.waiting.isEmpty
      return state.waiting.first
    }
    heir?.bell.signal()
  }

  /// Lets who drives look up from waiting.
  private func ring() {
    var byte: UInt8 = 0
    // A full pipe wakes as well.
    _ = unsafe write(bell.writeEnd, &byte, 1)
  }
}

/// A worker that waits for an answer.
///
/// Unchecked because the compiler cannot see it: the question and the result are used by who drives
/// until the bell is rung, and by the worker afterwards.
final class LaneSeat: @unchecked Sendable {
  /// What it asks.
  let question: OpenQuestion
  /// Rung once for a result, and once for a turn to drive.
  let bell = DispatchSemaphore(value: 0)
  /// What came of it.
  var result: Result<PluginAnswer, PluginFault>?
  /// Its question's id in the process that has it.
  var id = 0
  /// Whether all of the question was written.
  var isAsked = false

  init(_ question: OpenQuestion) {
    self.question = question
  }
}
