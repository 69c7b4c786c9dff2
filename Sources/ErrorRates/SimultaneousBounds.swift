import Statistics

/// Clopper-Pearson bounds of the bona fide class and of every species at any threshold, each at a
/// level that makes all of them hold together (the classes are independent samples).
///
/// An interval of a quantile is a pair of order statistics, and a threshold lies between two order
/// statistics exactly when a binomial bound of the count beyond it holds the quantile's
/// probability; so these bounds give distribution-free intervals of figures that are read at an
/// estimated threshold (EER, BPCERk, APCERk).
struct SimultaneousBounds {
  let scores: SortedScores
  /// The species that count, those without trials left out.
  let species: [Int]
  /// Whether the species count as one.
  let pooling: Bool
  /// The error probability of one end of one class.
  let error: Double

  init(scores: SortedScores, species: Range<Int>, pooling: Bool = false, level: Double) {
    self.scores = scores
    self.pooling = pooling
    self.species = species.filter { scores.classes[$0].trials > 0 }
    let groups = 1 + (pooling ? 1 : self.species.count)
    error = (1 - Elementary.power(level, 1 / Double(groups))) / 2
  }

  func bonaFideLower(at key: UInt64) -> Double {
    lower(scores.rejected(0, at: key), scores.bonaFide.trials)
  }

  func bonaFideUpper(at key: UInt64) -> Double {
    upper(scores.rejected(0, at: key), scores.bonaFide.trials)
  }

  func attackLower(at key: UInt64) -> Double {
    attackCounts(at: key).reduce(0) { max($0, lower($1.accepted, $1.trials)) }
  }

  func attackUpper(at key: UInt64) -> Double {
    attackCounts(at: key).reduce(0) { max($0, upper($1.accepted, $1.trials)) }
  }

  private func attackCounts(at key: UInt64) -> [(accepted: Int, trials: Int)] {
    let counts = species.map {
      (accepted: scores.accepted($0, at: key), trials: scores.classes[$0].trials)
    }
    guard pooling else { return counts }
    return [counts.reduce((0, 0)) { ($0.0 + $1.accepted, $0.1 + $1.trials) }]
  }

  func attackLowers(at key: UInt64, areAtMost limit: Double) -> Bool {
    attackCounts(at: key).allSatisfy { lowerIsAtMost(limit, $0.accepted, $0.trials) }
  }

  func attackUppers(at key: UInt64, areAtMost limit: Double) -> Bool {
    attackCounts(at: key).allSatisfy { upperIsAtMost(limit, $0.accepted, $0.trials) }
  }

  func bonaFideLowerIsAtMost(_ limit: Double, at key: UInt64) -> Bool {
    lowerIsAtMost(limit, scores.rejected(0, at: key), scores.bonaFide.trials)
  }

  func bonaFideUpperIsAtMost(_ limit: Double, at key: UInt64) -> Bool {
    upperIsAtMost(limit, scores.rejected(0, at: key), scores.bonaFide.trials)
  }

  private func lower(_ count: Int, _ trials: Int) -> Double {
    ProportionInterval.clopperPearson(
      count: count, trials: trials, level: 1 - error, sides: .lower)?.lower ?? 0
  }

  /// 0 for a class without trials, which then never is the worst.
  private func upper(_ count: Int, _ trials: Int) -> Double {
    ProportionInterval.clopperPearson(
      count: count, trials: trials, level: 1 - error, sides: .upper)?.upper ?? 0
  }

  /// The lower bound is at most p exactly when P(X >= count | p) is at least the error.
  private func lowerIsAtMost(_ limit: Double, _ count: Int, _ trials: Int) -> Bool {
    trials == 0 || count == 0 || Binomial.upperTail(count, trials: trials, p: limit) >= error
  }

  /// The upper bound is at most p exactly when P(X <= count | p) is at most the error.
  private func upperIsAtMost(_ limit: Double, _ count: Int, _ trials: Int) -> Bool {
    trials == 0 || Binomial.cdf(count, trials: trials, p: limit) <= error
  }
}

extension SimultaneousBounds {
  /// The interval of the equal error rate: the values at which some threshold is consistent with
  /// both classes. Upper bounds of APCER fall and those of BPCER rise with the threshold, so both
  /// ends lie where two bounds cross.
  func equalErrorInterval(level: Double) -> ConfidenceInterval {
    var upperEnd = 1.0
    if let key = scores.firstKey(where: {
      attackUppers(at: $0, areAtMost: bonaFideUpper(at: $0))
    }) {
      upperEnd = attackUpper(at: key)
      if key > 0 { upperEnd = max(upperEnd, bonaFideUpper(at: key - 1)) }
    }
    var lowerEnd = 0.0
    if let key = scores.firstKey(where: {
      attackLowers(at: $0, areAtMost: bonaFideLower(at: $0))
    }) {
      lowerEnd = bonaFideLower(at: key)
      if key > 0 { lowerEnd = min(lowerEnd, attackLower(at: key - 1)) }
    }
    return ConfidenceInterval(
      lower: lowerEnd, upper: upperEnd, level: level, method: .orderStatistics)
  }
}
