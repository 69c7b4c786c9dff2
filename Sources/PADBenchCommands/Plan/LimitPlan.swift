import Statistics

/// The trials that show a rate to be at most a limit, by the errors among them.
struct LimitPlan {
  /// Limits that standards and certification schemes ask for: 1, 5, 7, 10, 15 and 20 percent.
  static let usualLimits = [0.01, 0.05, 0.07, 0.1, 0.15, 0.2]

  var limits: [Double]
  var level: Double
  var mostErrors: Int

  var table: PlanTable {
    var table = PlanTable(
      title: "Trials that show a rate to be at most a limit, one-sided confidence "
        + PlanText.percent(level),
      heading: ["errors"] + limits.map { "at most " + PlanText.percent($0) })
    for errors in 0...mostErrors {
      table.rows.append(
        [.count(errors)]
          + limits.map { limit in
            .count(SampleSize.trials(toShowRateAtMost: limit, errors: errors, level: level))
          })
    }
    table.notes = [
      "With so many trials ('-': over 1,000,000,000), this many errors or fewer show it (exact binomial, Clopper-Pearson).",
      "APCER: that many presentations of each species. BPCER: that many bona fide presentations.",
      "Presentations of one subject, instrument or video are not independent trials: count those.",
    ]
    return table
  }
}

/// How many trials a system with an expected rate needs to show a limit with some probability.
struct PassingPlan: Equatable {
  /// The errors that may happen.
  var errors: Int
  /// The least trials at which so many errors show the limit.
  var trials: Int
  /// The probability that a system with the expected rate makes no more errors.
  var power: Double

  /// The most errors that are planned for.
  static let mostErrors = 20_000

  /// The least plan, by the errors allowed, whose power is at least `power`; `nil` when it would
  /// take more than `mostErrors` errors or a billion trials.
  static func least(
    limit: Double, level: Double, expected rate: Double, power: Double
  ) -> PassingPlan? {
    guard rate >= 0, rate < limit else { return nil }
    // Power rises with the errors allowed, but for ripples of rounding: a doubling finds the
    // neighbourhood, and from half of it every number is tried.
    var high = 1
    while high <= mostErrors, !reaches(power, high, limit, level, rate) { high *= 2 }
    for errors in (high / 2 <= 1 ? 0 : high / 2)...min(high, mostErrors) {
      guard let plan = plan(errors, limit, level, rate) else { return nil }
      if plan.power >= power { return plan }
    }
    return nil
  }

  private static func reaches(
    _ power: Double, _ errors: Int, _ limit: Double, _ level: Double, _ rate: Double
  ) -> Bool {
    plan(errors, limit, level, rate).map { $0.power >= power } ?? true
  }

  private static func plan(
    _ errors: Int, _ limit: Double, _ level: Double, _ rate: Double
  ) -> PassingPlan? {
    SampleSize.trials(toShowRateAtMost: limit, errors: errors, level: level).map { trials in
      PassingPlan(
        errors: errors, trials: trials, power: Binomial.cdf(errors, trials: trials, p: rate))
    }
  }

  /// The sentence below the table.
  func sentence(limit: Double, rate: Double) -> String {
    "A system that errs at \(PlanText.percent(rate)) shows at most \(PlanText.percent(limit)) with "
      + "probability \(PlanText.trimmed(power, decimals: 4)) on \(trials.grouped) trials "
      + "(\(errors.grouped) \(errors == 1 ? "error" : "errors") allowed)."
  }
}
