import Statistics
import Testing

struct RandomAndSortTests {
  @Test func `SplitMix64 gives its published sequence`() {
    // Reference C of Sebastiano Vigna, seed 1234567.
    var generator = SplitMix64(seed: 1_234_567)
    let values = (0..<3).map { _ in generator.next() }
    #expect(
      values == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
  }

  @Test func `xoshiro256** gives its published sequence`() {
    // Reference C of Blackman and Vigna, state 1, 2, 3, 4 (the vector of the Rust crate rand_xoshiro).
    var generator = Xoshiro256(state: (1, 2, 3, 4))
    let values = (0..<4).map { _ in generator.next() }
    #expect(values == [11520, 0, 1_509_978_240, 1_215_971_899_390_074_240])
  }

  @Test func `draws below a bound are even`() {
    var generator = Xoshiro256(seed: 3)
    var counts = [Int](repeating: 0, count: 6)
    for _ in 0..<60_000 { counts[Int(generator.index(below: 6))] += 1 }
    // Chi-squared with 5 degrees of freedom: 20.5 has p = 0.001.
    let statistic = counts.reduce(0.0) { $0 + Double(($1 - 10_000) * ($1 - 10_000)) / 10_000 }
    #expect(statistic < 20.5)
    #expect(generator.index(below: 0) == 0)
    #expect(generator.index(below: 1) == 0)
  }

  @Test func `keys keep the order of numbers`() {
    let numbers: [Double] = [
      -.infinity, -1e308, -1, -.leastNonzeroMagnitude, 0, .leastNonzeroMagnitude, 1, 1e308,
      .infinity,
    ]
    let keys = numbers.map(OrderedBits.key)
    #expect(keys == keys.sorted())
    #expect(Set(keys).count == numbers.count)
    #expect(keys.map(OrderedBits.value) == numbers)
    #expect(OrderedBits.key(-0.0) == OrderedBits.key(0.0))
  }

  @Test(arguments: [0, 1, 2, 100, 4096, 4097, 20_000])
  func `radix sort equals the library's sort`(_ count: Int) {
    var random = Xoshiro256(seed: UInt64(count))
    let draws: [(inout Xoshiro256) -> UInt64] = [
      { $0.next() }, { OrderedBits.key($0.normal()) }, { OrderedBits.key(1 + $0.unit() * 1e-9) },
      { UInt64($0.index(below: 7)) << 40 }, { _ in 42 },
      { OrderedBits.key(Double(Float($0.unit()))) },
    ]
    for draw in draws {
      var keys = (0..<count).map { _ in draw(&random) }
      let middle = count / 3
      var expected = keys
      expected[..<middle].sort()
      expected[middle...].sort()
      RadixSort.sort(&keys, ranges: [0..<middle, middle..<count])
      #expect(keys == expected)
    }
  }
}
