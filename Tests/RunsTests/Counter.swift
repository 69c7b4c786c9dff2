import Synchronization

/// Counts what workers report, from any thread.
final class Counter: Sendable {
  private let sums = Mutex((0, 0))

  func add(_ first: Int, _ second: Int) {
    sums.withLock { sums in sums = (sums.0 + first, sums.1 + second) }
  }

  var values: (Int, Int) { sums.withLock { $0 } }
}
