import Statistics
import Testing

struct UnpairedDifferenceTests {
  /// Statistic and p-value at margins 0.05 and 0.1, and the ends of the 95 % interval.
  ///
  /// The closed form of the paper's appendix, evaluated by mpmath 1.4.1 with 40 digits; maximising
  /// the likelihood with scipy 1.17.1 agrees. (statsmodels 0.15.0 does not: its cubic has a count
  /// where Miettinen and Nurminen have a number of trials.)
  private static let cases: [((Int, Int), (Int, Int), [Double])] = [
    (
      (10, 100), (8, 120),
      [
        -0.43506471355253179, 0.33175772769462127, -1.6256663964643228, 0.052010321122373566,
        -0.040884972080145828, 0.11550239251217213,
      ]
    ),
    (
      (0, 50), (3, 60),
      [
        -2.3269883168911793, 0.0099829435365527493, -2.9292482279559771, 0.0016989147743100683,
        -0.13700516476348521, 0.022990306408054689,
      ]
    ),
    (
      (5, 300), (2, 310),
      [
        -2.9504949481131135, 0.0015863261643652002, -5.019844884261955, 2.5856610496709428e-7,
        -0.0084977777215892216, 0.032715388421667483,
      ]
    ),
    (
      (1, 1000), (0, 800),
      [
        -7.1096672510781144, 5.8161530032768944e-13, -10.435516278555652, 8.534168841185013e-26,
        -0.0037810046240037497, 0.0056425585979579359,
      ]
    ),
    (
      (45, 50), (40, 50),
      [
        0.70888101760733882, 0.76080084212378404, 0, 0.5, -0.042680477912584367,
        0.24605710249745654,
      ]
    ),
    (
      (3, 20), (7, 15),
      [
        -2.3748013203380651, 0.0087791992034087045, -2.7001714926098161, 0.0034651871034211047,
        -0.58494794110034878, -0.014336982271744704,
      ]
    ),
    (
      (0, 40), (0, 30),
      [
        -1.4509525002200233, 0.073396543654285477, -2.1081851067789196, 0.017507490509831255,
        -0.11351339317396877, 0.087621601197286654,
      ]
    ),
  ]

  @Test(arguments: cases)
  func `non-inferiority by the score test is Farrington and Manning's`(
    _ first: (Int, Int), _ second: (Int, Int), _ expected: [Double]
  ) throws {
    for (index, margin) in [0.05, 0.1].enumerated() {
      let test = try #require(
        UnpairedDifference.nonInferiority(first, second, margin: margin))
      #expect(abs(-test.z - expected[2 * index]) <= 1e-9)
      #expect(abs(test.p - expected[2 * index + 1]) <= 1e-8 * expected[2 * index + 1])
    }
  }

  @Test(arguments: cases)
  func `the score interval is Farrington and Manning's`(
    _ first: (Int, Int), _ second: (Int, Int), _ expected: [Double]
  ) throws {
    let interval = try #require(UnpairedDifference.scoreInterval(first, second))
    #expect(abs(interval.lower - expected[4]) <= 1e-9)
    #expect(abs(interval.upper - expected[5]) <= 1e-9)
    #expect(interval.method == .farringtonManning)
  }

  @Test func `the extremes stay numbers`() throws {
    let all = try #require(UnpairedDifference.scoreInterval((5, 5), (0, 7)))
    #expect(all.lower > 0 && all.upper == 1)
    let none = try #require(UnpairedDifference.scoreInterval((0, 1), (0, 1)))
    #expect(none.lower < 0 && none.upper > 0 && abs(none.lower + none.upper) <= 1e-12)
    // A difference of 1 makes any other outcome impossible.
    #expect(UnpairedDifference.score((3, 9), (2, 9), against: 1) == -.infinity)
    #expect(UnpairedDifference.score((4, 8), (2, 8), against: 0.25) == 0)
  }

  @Test func `counts that make no sense have no answer`() {
    #expect(UnpairedDifference.score((1, 0), (1, 2), against: 0) == nil)
    #expect(UnpairedDifference.score((3, 2), (1, 2), against: 0) == nil)
    #expect(UnpairedDifference.score((1, 2), (1, 2), against: .nan) == nil)
    #expect(UnpairedDifference.scoreInterval((-1, 2), (1, 2)) == nil)
    #expect(UnpairedDifference.scoreInterval((1, 2), (1, 2), level: 1) == nil)
    #expect(UnpairedDifference.nonInferiority((1, 2), (1, 2), margin: 0) == nil)
  }
}
