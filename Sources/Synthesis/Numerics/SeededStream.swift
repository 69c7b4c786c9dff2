/// Randomness that is a pure function of a key and a counter.
///
/// Every presentation, subject and instrument has a key of its own, derived from the seed and its
/// name; so no draw depends on which worker made it, or on what was drawn for anything else.
/// The mixing function is SplitMix64's (Steele, Lea and Flood, OOPSLA 2014).
struct SeededStream: Sendable {
  private let key: UInt64
  private var counter: UInt64 = 0

  init(key: UInt64) { self.key = key }

  /// The stream of one named thing under a seed.
  init(seed: UInt64, _ name: String, _ numbers: Int...) {
    var state = Self.mixed(seed ^ 0x7061_6462_656e_6368)
    for byte in name.utf8 { state = Self.mixed(state ^ UInt64(byte)) }
    for number in numbers {
      state = Self.mixed(state ^ UInt64(bitPattern: Int64(number)) &* 0x9e37_79b9_7f4a_7c15)
    }
    key = state
  }

  static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// The key of a stream of its own, for the thing with this number.
  func key(_ number: UInt64) -> UInt64 { Self.mixed(key ^ Self.mixed(number &+ 0x6b65_7900)) }

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    counter &+= 1
    return Self.mixed(key &+ counter &* 0x9e37_79b9_7f4a_7c15)
  }

  /// Uniform in [0, 1).
  mutating func unit() -> Float { Float(next() >> 40) * (1.0 / 16_777_216) }

  /// Uniform in [low, high).
  mutating func uniform(_ low: Float, _ high: Float) -> Float { low + (high - low) * unit() }

  /// True with this probability.
  mutating func chance(_ probability: Float) -> Bool { unit() < probability }

  /// One of `count` numbers from 0; 0 when there is none.
  mutating func index(_ count: Int) -> Int {
    count < 2 ? 0 : min(count - 1, Int(unit() * Float(count)))
  }

  /// Four nearly normal values, mean 0 and variance 1, from a table of 4,096.
  @inline(__always)
  mutating func normals(_ table: [Float] = normalTable) -> SIMD4<Float> {
    let bits = next()
    return SIMD4(
      table[Int(bits & 4095)], table[Int((bits >> 12) & 4095)], table[Int((bits >> 24) & 4095)],
      table[Int((bits >> 36) & 4095)])
  }

  /// Values at the middles of 4,096 equal shares of the normal distribution.
  ///
  /// Quantiles by the rational approximation 26.2.23 of Abramowitz and Stegun, "Handbook of
  /// mathematical functions" (1964): absolute error below 4.5e-4.
  static let normalTable: [Float] = (0..<4096).map { i in
    let share = (Float(i) + 0.5) / 4096
    let tail = min(share, 1 - share)
    let t = (-2 * Elementary.log(tail)).squareRoot()
    let above = 2.515_517 + t * (0.802_853 + t * 0.010_328)
    let below = 1 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308))
    let value = t - above / below
    return share < 0.5 ? -value : value
  }

  /// The numbers 0..<count in random order (Fisher–Yates).
  mutating func order(_ count: Int) -> [Int] {
    var numbers = Array(0..<max(0, count))
    for i in stride(from: numbers.count - 1, to: 0, by: -1) { numbers.swapAt(i, index(i + 1)) }
    return numbers
  }
}
