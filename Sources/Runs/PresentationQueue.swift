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
    order = seed.map { Self.shuffled(count, by: $0) } ?? []
  }

  func take() -> Int? {
    let position = next.add(1, ordering: .relaxed).oldValue
    guard position < count else { return nil }
    return order.isEmpty ? position : order[position]
  }

  /// Every position once (Fisher and Yates; SplitMix64, Steele et al. 2014).
  private static func shuffled(_ count: Int, by seed: UInt64) -> [Int] {
    var state = seed
    func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
      return mixed ^ (mixed >> 31)
    }
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, Int(next() % UInt64(last + 1)))
    }
    return order
  }
}
