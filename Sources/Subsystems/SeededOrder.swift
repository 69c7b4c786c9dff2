/// Orders of a seed, so that the same presentations are picked and shuffled each time (SplitMix64,
/// Steele et al. 2014).
package struct SeededOrder {
  private var state: UInt64

  /// Starts from a seed.
  package init(seed: UInt64) {
    state = seed
  }

  /// Up to so many of the positions below `count`, in an order of their own (Fisher and Yates).
  package mutating func positions(_ wanted: Int, below count: Int) -> [Int] {
    var positions = Array(0..<count)
    for last in positions.indices.dropFirst().reversed() {
      positions.swapAt(last, Int(next() % UInt64(last + 1)))
    }
    return Array(positions.prefix(wanted))
  }

  /// A number in 0..<1 that a pair of positions always has under one seed, whatever else is drawn.
  package static func share(of first: Int, _ second: Int, seed: UInt64) -> Double {
    var order = SeededOrder(seed: seed &+ UInt64(truncatingIfNeeded: first))
    order.state = order.next() &+ UInt64(truncatingIfNeeded: second)
    return Double(order.next() >> 11) * 0x1p-53
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
