import Subsystems
import Synchronization

/// Hands out the positions of presentations, each once.
final class PresentationQueue: Sendable {
  let count: Int
  private let order: [Int]
  private let next = Atomic(0)

  /// Hands positions out in order, or shuffled by a seed: results are kept by position, so that
  /// they do not hang on it.
  init(count: Int, shuffledBy seed: UInt64? = nil) {
    self.count = count
    var shuffle = seed.map { SeededOrder(seed: $0) }
    order = shuffle?.positions(count, below: count) ?? []
  }

  func take() -> Int? {
    let position = next.add(1, ordering: .relaxed).oldValue
    guard position < count else { return nil }
    return order.isEmpty ? position : order[position]
  }
}
