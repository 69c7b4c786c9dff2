import Statistics
import Testing

struct ProportionIntervalTests {
  /// R 4.2.2 `binom.test`; scipy 1.17.1 `beta.ppf` agrees to 1.2e-16.
  private static let exact: [(k: Int, n: Int, lower: Double, upper: Double)] = [
    (0, 10, 0, 0.30849710781876083), (0, 50, 0, 0.071121736464197616),
    (0, 59, 0, 0.060608900950339883), (0, 150, 0, 0.024292597166108543),
    (0, 300, 0, 0.012220974694293507), (1, 150, 0.00016877114310994771, 0.036583167740580236),
    (3, 150, 0.0041436252812205492, 0.057334222288205838),
    (5, 100, 0.016431879182052158, 0.11283491110546273),
    (10, 150, 0.032429728158676424, 0.11918397706692585),
    (50, 100, 0.39832112950330101, 0.60167887049669899), (100, 100, 0.96378330735482354, 1),
    (29, 473, 0.041441588844503094, 0.086868262284566677),
    (2858, 14382, 0.1922257318883592, 0.2053376193369999),
    (1, 6614, 3.8279043736294301e-06, 0.00084211040108729811),
  ]

  /// R 4.2.2 `prop.test(correct = FALSE)`.
  private static let score: [(k: Int, n: Int, lower: Double, upper: Double)] = [
    (0, 10, 0, 0.27753279986288915), (0, 300, 0, 0.012642971224546029),
    (1, 150, 0.0011778013350174337, 0.036792839774818134),
    (50, 100, 0.40383153036599567, 0.59616846963400427), (100, 100, 0.96300650179301428, 1),
    (2858, 14382, 0.19227988219163542, 0.20532226539171408),
  ]

  @Test func `Clopper-Pearson equals R`() throws {
    for row in Self.exact {
      let found = try #require(ProportionInterval.clopperPearson(count: row.k, trials: row.n))
      #expect(abs(found.lower - row.lower) <= 1e-10, "\(row)")
      #expect(abs(found.upper - row.upper) <= 1e-10, "\(row)")
    }
  }

  @Test func `Wilson equals R`() throws {
    for row in Self.score {
      let found = try #require(ProportionInterval.wilson(count: row.k, trials: row.n))
      #expect(abs(found.lower - row.lower) <= 1e-10, "\(row)")
      #expect(abs(found.upper - row.upper) <= 1e-10, "\(row)")
    }
  }

  /// scipy 1.17.1 `beta.ppf`; GSL's own inverse gives NaN or hangs on these.
  @Test(arguments: [
    (38, 628, 0.043172296594191716, 0.08211116247580738),
    (500_000, 10_000_000, 0.04986499909115612, 0.05013526152430795),
    (5_000_000, 10_000_000, 0.4996900525213711, 0.5003099474786289),
  ])
  func `counts on which GSL's inverse fails are served`(
    _ k: Int, _ n: Int, _ lower: Double, _ upper: Double
  ) throws {
    let found = try #require(ProportionInterval.clopperPearson(count: k, trials: n))
    #expect(abs(found.lower - lower) <= 1e-10)
    #expect(abs(found.upper - upper) <= 1e-10)
  }

  @Test func `zero errors of 50 have another bound on one side than on two`() throws {
    // 1 - 0.05^(1/50) and 1 - 0.025^(1/50); the rule of three says 0.06.
    let one = try #require(
      ProportionInterval.clopperPearson(count: 0, trials: 50, sides: .upper))
    let two = try #require(ProportionInterval.clopperPearson(count: 0, trials: 50))
    #expect(abs(one.upper - 0.05815507911697225) <= 1e-12)
    #expect(abs(two.upper - 0.07112173646419764) <= 1e-12)
    #expect(one.lower == 0)
  }

  @Test func `random counts up to ten million give ordered finite ends`() throws {
    var random = Xoshiro256(seed: 7)
    for _ in 0..<300 {
      let size = [10, 1000, 100_000, 10_000_000][Int(random.index(below: 4))]
      let n = 1 + Int(random.index(below: UInt32(size)))
      let k = Int(random.index(below: UInt32(n + 1)))
      let found = try #require(ProportionInterval.clopperPearson(count: k, trials: n))
      let rate = Double(k) / Double(n)
      #expect(found.lower >= 0 && found.lower <= rate, "\(k)/\(n)")
      #expect(found.upper <= 1 && found.upper >= rate, "\(k)/\(n)")
      // By definition: the tail beyond the count has probability 0.025 at each end.
      if k > 0 {
        let tail = Binomial.upperTail(k, trials: n, p: found.lower)
        #expect(abs(tail - 0.025) <= 1e-8, "\(k)/\(n)")
      }
      if k < n {
        let tail = Binomial.cdf(k, trials: n, p: found.upper)
        #expect(abs(tail - 0.025) <= 1e-8, "\(k)/\(n)")
      }
    }
  }

  @Test func `what has no interval gives none`() {
    #expect(ProportionInterval.clopperPearson(count: 0, trials: 0) == nil)
    #expect(ProportionInterval.clopperPearson(count: 3, trials: 2) == nil)
    #expect(ProportionInterval.clopperPearson(count: -1, trials: 2) == nil)
    #expect(ProportionInterval.wilson(count: 1, trials: 2, level: 1) == nil)
    #expect(ProportionInterval.wilson(count: 1, trials: 2, level: .nan) == nil)
  }
}
