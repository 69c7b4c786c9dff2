import Statistics
import Testing

struct ProportionIntervalTests {
  /// scipy 1.17.1 `beta.ppf`, equal to R 4.2.2 `binom.test` to 1.2e-16.
  private static let exact: [(k: Int, n: Int, lower: Double, upper: Double)] = [
    (0, 10, 0, 0.30849710781876083), (0, 50, 0, 0.071121736464197616),
    (0, 59, 0, 0.060608900950339883), (0, 150, 0, 0.024292597166108543),
    (0, 300, 0, 0.012220974694293507), (1, 150, 0.00016877114310994771, 0.036583167740580236),
    (3, 150, 0.0041436252812205492, 0.057334222288205838),
    (5, 100, 0.016431879182052158, 0.11283491110546273),
    (10, 150, 0.032429728158676424, 0.11918397706692585),
    (50, 100, 0.39832112950330101, 0.60167887049669899),
    (100, 100, 0.96378330735482354, 1), (29, 473, 0.041441588844503094, 0.086868262284566677),
    (2858, 14382, 0.1922257318883592, 0.2053376193369999),
    (1, 6614, 3.8279043736294301e-06, 0.00084211040108729811),
  ]

  @Test func `equals R's binom.test`() throws {
    for row in Self.exact {
      let found = try #require(ProportionInterval.clopperPearson(count: row.k, trials: row.n))
      #expect(abs(found.lower - row.lower) <= 1e-10, "\(row)")
      #expect(abs(found.upper - row.upper) <= 1e-10, "\(row)")
    }
  }
}
