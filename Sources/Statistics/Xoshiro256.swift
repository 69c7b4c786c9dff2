/// The xoshiro256** generator (Blackman and Vigna, ACM Trans. Math. Softw. 47, 2021), seeded by
/// SplitMix64 as its authors advise.
public struct Xoshiro256: RandomNumberGenerator, Sendable {
  private var a: UInt64
  private var b: UInt64
  private var c: UInt64
  private var d: UInt64

  /// Starts the sequence of a seed.
  public init(seed: UInt64) {
    var source = SplitMix64(seed: seed)
    self.init(state: (source.next(), source.next(), source.next(), source.next()))
  }

  /// Starts from a whole state; not all four words may be 0; if they
  /// are, the first becomes 1.
  public init(state: (UInt64, UInt64, UInt64, UInt64)) {
    (a, b, c, d) = state
    if a | b | c | d == 0 { a = 1 }
  }

  /// Starts the sequence of one stream of a seed, so that the work of replicate `stream` does not
  /// depend on who does it.
  public init(seed: UInt64, stream: UInt64) {
    var source = SplitMix64(seed: seed)
    let mixed = source.next() ^ (stream &* 0xd134_2543_de82_ef95)
    self.init(seed: mixed)
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    let product = b &* 5
    let result = ((product << 7) | (product >> 57)) &* 9
    let shifted = b << 17
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 45) | (d >> 19)
    return result
  }

  /// An even draw from 0..<bound without bias (Lemire, ACM Trans. Model. Comput. Simul. 29, 2019);
  /// 0 for a bound of 0.
  public mutating func index(below bound: UInt32) -> UInt32 {
    guard bound > 1 else { return 0 }
    var product = UInt64(UInt32(truncatingIfNeeded: next() >> 32)) &* UInt64(bound)
    var low = UInt32(truncatingIfNeeded: product)
    if low < bound {
      let floor = (0 &- bound) % bound
      while low < floor {
        product = UInt64(UInt32(truncatingIfNeeded: next() >> 32)) &* UInt64(bound)
        low = UInt32(truncatingIfNeeded: product)
      }
    }
    return UInt32(truncatingIfNeeded: product >> 32)
  }

  /// An even draw from [0, 1) in steps of 2^-53.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A standard normal draw (polar method of Marsaglia, with the second value left unused, so that
  /// one call is one value whatever was drawn before).
  public mutating func normal() -> Double {
    while true {
      let x = 2 * unit() - 1
      let y = 2 * unit() - 1
      let s = x * x + y * y
      if s > 0, s < 1 { return x * (-2 * Elementary.log(s) / s).squareRoot() }
    }
  }
}
