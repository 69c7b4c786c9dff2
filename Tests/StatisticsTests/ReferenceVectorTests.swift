import Foundation
import Statistics
import TestSupport
import Testing

@Suite(.reference(StatisticsVectors.path))
struct ReferenceVectorTests {
  private let vectors: StatisticsVectors

  init() throws { vectors = try StatisticsVectors() }

  @Test func `proportion intervals equal scipy and statsmodels`() throws {
    let rows = vectors.rows("proportion_ci")
    #expect(rows.count == 54)
    for row in rows {
      let (k, n, level) = (row.int("k"), row.int("n"), row.double("conf"))
      let exact = try #require(
        ProportionInterval.clopperPearson(count: k, trials: n, level: level))
      let wilson = try #require(ProportionInterval.wilson(count: k, trials: n, level: level))
      let upper = try #require(
        ProportionInterval.clopperPearson(count: k, trials: n, level: level, sides: .upper))
      let lower = try #require(
        ProportionInterval.clopperPearson(count: k, trials: n, level: level, sides: .lower))
      let pairs = [
        ([exact.lower, exact.upper], row.doubles("clopper_pearson")),
        ([wilson.lower, wilson.upper], row.doubles("wilson")),
        ([upper.upper], [row.double("one_sided_upper_cp")]),
        ([lower.lower], [row.double("one_sided_lower_cp")]),
      ]
      for (found, expected) in pairs {
        #expect(found.count == expected.count)
        for (a, b) in zip(found, expected) { #expect(abs(a - b) <= 1e-10, "\(k)/\(n) \(level)") }
      }
    }
  }

  @Test func `trials to claim a rate equal the exact search`() {
    let rows = vectors.rows("trials_to_claim_error_le_p")
    #expect(rows.count == 180)
    for row in rows {
      let found = SampleSize.trials(
        toShowRateAtMost: row.double("p"), errors: row.int("k_errors"), level: row.double("conf"))
      #expect(found == row.int("n"), "\(row)")
    }
  }

  @Test func `McNemar's p-values equal scipy and statsmodels`() {
    let rows = vectors.rows("mcnemar")
    #expect(rows.count == 8)
    for row in rows {
      let test = McNemar(onlyFirst: row.int("b"), onlySecond: row.int("c"))
      #expect(abs(test.exactP - row.double("exact_two_sided")) <= 1e-12, "\(row)")
      #expect(abs(test.midP - row.double("mid_p")) <= 1e-12, "\(row)")
    }
  }

  @Test func `McNemar's power and Connor's pairs equal the exact sums`() throws {
    for row in vectors.rows("mcnemar_power_exact_unconditional") {
      for (kind, key) in [(McNemar.PValue.exact, "power_exact"), (.mid, "power_midp")] {
        let power = McNemar.power(
          pairs: row.int("n"), onlyFirst: row.double("p10"), onlySecond: row.double("p01"),
          significance: row.double("alpha"), pValue: kind)
        #expect(abs(try #require(power) - row.double(key)) <= 1e-10, "\(row)")
      }
    }
    for row in vectors.rows("mcnemar_n_connor_1987") {
      let pairs = SampleSize.pairs(
        onlyFirst: row.double("p10"), onlySecond: row.double("p01"),
        significance: row.double("alpha"), power: row.double("power"))
      #expect(abs(try #require(pairs) - row.double("n_real")) <= 1e-8)
    }
  }

  @Test func `Holm's p-values equal statsmodels and R`() {
    for row in vectors.rows("holm") {
      for (a, b) in zip(Holm.adjusted(row.doubles("p")), row.doubles("adjusted")) {
        #expect(abs(a - b) <= 1e-15)
      }
    }
  }

  @Test func `Tango's interval and test equal two independent constructions`() throws {
    for row in vectors.rows("paired_difference_tango") {
      let pair = try #require(
        PairedDifference(
          onlyFirst: row.int("b"), onlySecond: row.int("c"), trials: row.int("n")))
      let interval = try #require(pair.interval(level: row.double("conf")))
      #expect(abs(interval.lower - row.doubles("ci")[0]) <= 1e-9, "\(row)")
      #expect(abs(interval.upper - row.doubles("ci")[1]) <= 1e-9, "\(row)")
    }
    for row in vectors.rows("paired_noninferiority_tango") {
      let pair = try #require(
        PairedDifference(
          onlyFirst: row.int("b"), onlySecond: row.int("c"), trials: row.int("n")))
      let test = try #require(pair.nonInferiority(margin: row.double("margin")))
      #expect(abs(test.z - row.double("z")) <= 1e-9, "\(row)")
      #expect(abs(test.p - row.double("p")) <= 1e-9, "\(row)")
    }
  }

  @Test func `the normal quantile is exact`() {
    for row in vectors.rows("probit") {
      let expected = row.double("exact_norm_ppf")
      #expect(abs(Normal.quantile(row.double("p")) - expected) <= 1e-14 * max(1, abs(expected)))
    }
  }

  @Test func `bootstrap intervals of given draws equal numpy's`() throws {
    let fixed = vectors.object("cluster_bootstrap_fixed")
    let clusters = try #require(fixed["clusters"] as? [[String: Any]])
    let draws = try #require(fixed["resample_indices"] as? [[Int]])
    let proportion = ClusteredProportion(
      clusters.map { .init(errors: $0.int("k"), trials: $0.int("n")) })
    let replicates = draws.map { draw in
      ClusteredProportion(draw.map { proportion.clusters[$0] }).value
    }
    #expect(replicates.count == fixed.int("n_replicates"))
    #expect(proportion.value == fixed.double("estimate"))
    for (a, b) in zip(proportion.jackknife, fixed.doubles("jackknife")) {
      #expect(abs(a - b) <= 1e-12)
    }
    let bias = try #require(
      BootstrapInterval.bias(estimate: proportion.value, replicates: replicates))
    #expect(abs(bias - fixed.double("z0_midrank")) <= 1e-12)
    let acceleration = try #require(
      BootstrapInterval.acceleration(jackknife: proportion.jackknife))
    #expect(abs(acceleration - fixed.double("acceleration")) <= 1e-12)
    for level in ["0.95", "0.9"] {
      let value = try #require(Double(level))
      let percentile = try #require(BootstrapInterval.percentile(replicates, level: value))
      let bca = try #require(
        BootstrapInterval.bca(
          estimate: proportion.value, replicates: replicates, jackknife: proportion.jackknife,
          level: value))
      let expected = [
        (percentile, fixed["percentile_type7"]), (bca, fixed["bca_type7_z0_midrank"]),
      ]
      for (found, table) in expected {
        let ends = (table as? [String: Any] ?? [:]).doubles(level)
        #expect(abs(found.lower - ends[0]) <= 1e-12)
        #expect(abs(found.upper - ends[1]) <= 1e-12)
      }
    }
  }

  @Test func `R's intervals and DeLong's toy are met`() throws {
    let rows = try #require(vectors.object("R_4.2.2_pROC_1.18.0")["rows"] as? [String: Any])
    for (name, method) in [("CP", IntervalMethod.clopperPearson), ("WILSON", .wilson)] {
      for row in try #require(rows[name] as? [[String]]) {
        let values = row.compactMap { Double($0) }
        let found = try #require(
          ProportionInterval.interval(
            count: Int(values[0]), trials: Int(values[1]), level: 0.95, method: method))
        #expect(abs(found.lower - values[2]) <= 1e-10)
        #expect(abs(found.upper - values[3]) <= 1e-10)
      }
    }
  }
}
