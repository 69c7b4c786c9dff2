import Statistics
import Testing

struct LargeTrialsTests {
  /// Expected: scipy.stats.beta.ppf(0.025, k, n - k + 1) and ppf(0.975, k + 1, n - k).
  @Test(
    arguments: [
      ((4, 740209), 1.472377098693588e-06, 1.383601860545115e-05),
      ((5, 4741), 0.0003425212970553295, 0.0024594237675432877),
      ((4, 18024959), 6.046423913495422e-08, 5.681891926535448e-07),
      ((4, 640264), 1.702215022799992e-06, 1.5995806035685352e-05),
      ((370000, 740209), 0.49871910554883864, 0.5009985428691845),
    ] as [((Int, Int), Double, Double)])
  func `few errors in very many trials have the exact interval`(
    _ of: (count: Int, trials: Int), _ lower: Double, _ upper: Double
  ) throws {
    let interval = try #require(
      ProportionInterval.clopperPearson(count: of.count, trials: of.trials))
    #expect(abs(interval.lower - lower) <= 1e-10 * lower)
    #expect(abs(interval.upper - upper) <= 1e-8 * upper)
  }
}
