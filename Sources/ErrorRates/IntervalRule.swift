import PADVocabulary
import Statistics

/// Which intervals an evaluation makes.
struct IntervalRule {
  var level: Double
  var method: IntervalMethod
  var sides: ConfidenceInterval.Sides = .twoSided

  /// A rate of counts with its interval.
  func rate(_ errors: Int, of trials: Int) -> Rate {
    Rate(
      errors: errors, trials: trials,
      interval: ProportionInterval.interval(
        count: errors, trials: trials, level: level, sides: sides, method: method))
  }

  /// The interval of the highest of several rates: the largest Bonferroni lower bound and the
  /// largest upper bound. The interval of the rate that happens to be highest would be too low.
  func intervalOfMaximum(_ rates: [Rate]) -> ConfidenceInterval? {
    let defined = rates.filter { $0.trials > 0 }
    let made: IntervalMethod = method == .wilson ? .wilson : .clopperPearson
    return maximum(of: defined.indices, method: defined.count == 1 ? made : .bonferroniMaximum) {
      index, level, side in
      ProportionInterval.interval(
        count: defined[index].errors, trials: defined[index].trials, level: level, sides: side,
        method: method)
    }
  }

  /// The same from one-sided bounds made in any way; `nil` without a rate or when a bound is
  /// missing.
  func maximum(
    of indices: Range<Int>, method: IntervalMethod,
    bound: (_ index: Int, _ level: Double, _ side: ConfidenceInterval.Sides) -> ConfidenceInterval?
  ) -> ConfidenceInterval? {
    guard !indices.isEmpty else { return nil }
    let error = sides == .twoSided ? (1 - level) / 2 : 1 - level
    var result = ConfidenceInterval(
      lower: 0, upper: sides == .lower ? 1 : 0, level: level, sides: sides, method: method)
    for index in indices {
      if sides != .upper {
        guard let lower = bound(index, 1 - error / Double(indices.count), .lower) else {
          return nil
        }
        result.lower = max(result.lower, lower.lower)
      }
      if sides != .lower {
        guard let upper = bound(index, 1 - error, .upper) else { return nil }
        result.upper = max(result.upper, upper.upper)
      }
    }
    return result
  }

  /// The highest of the species' rates, with an interval of the maximum; `nil` when none is defined.
  func worst(of rates: [(species: PAISpecies, rate: Rate)]) -> WorstSpecies? {
    let defined = rates.filter { $0.rate.trials > 0 }
    guard let first = defined.first else { return nil }
    let highest = defined.reduce(first.rate) { $1.rate.isHigher(than: $0) ? $1.rate : $0 }
    return WorstSpecies(
      species: defined.filter { $0.rate.isAsHigh(as: highest) }.map(\.species),
      apcer: Rate(
        errors: highest.errors, trials: highest.trials,
        interval: intervalOfMaximum(defined.map(\.rate))))
  }
}

extension IntervalRule {
  /// The intervals that options ask for.
  init(_ options: EvaluationOptions) {
    self.init(
      level: options.confidenceLevel, method: options.intervalMethod, sides: options.intervalSides)
  }
}
