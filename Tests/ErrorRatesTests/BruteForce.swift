import ErrorRates
import PADVocabulary
import Statistics

/// The same figures by plain definition: every threshold is tried, fractions are compared exactly.
struct BruteForce {
  var bonaFide: [Double]
  var species: [[Double]]

  /// Every distinct score, and above all (`nil`).
  var thresholds: [Double?] {
    let all = Set((bonaFide + species.flatMap(\.self)).map { $0 + 0.0 }).sorted()
    return all.map { $0 } + [nil]
  }

  func accepted(_ scores: [Double], at threshold: Double?) -> Int {
    threshold.map { limit in scores.count { $0 >= limit } } ?? 0
  }

  func rejected(at threshold: Double?) -> Int {
    bonaFide.count - accepted(bonaFide, at: threshold)
  }

  /// Numerator and denominator of the worst or pooled APCER.
  func apcer(at threshold: Double?, pooling: Bool) -> (Int, Int) {
    let counts = species.filter { !$0.isEmpty }.map { (accepted($0, at: threshold), $0.count) }
    if pooling { return counts.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) } }
    return counts.reduce((0, 0)) { worst, next in
      worst.1 == 0 || next.0 * worst.1 > worst.0 * next.1 ? next : worst
    }
  }

  /// Errors, trials and ties at the highest of the thresholds with the least |APCER - BPCER|.
  func equalErrorRate(pooling: Bool) -> (accepted: Int, attacks: Int, rejected: Int, ties: Int) {
    var best: (accepted: Int, attacks: Int, rejected: Int, ties: Int)?
    for threshold in thresholds {
      let (accepted, attacks) = apcer(at: threshold, pooling: pooling)
      let rejected = rejected(at: threshold)
      let distance = abs(accepted * bonaFide.count - rejected * attacks)
      if let known = best {
        let knownDistance = abs(known.accepted * bonaFide.count - known.rejected * known.attacks)
        if distance * known.attacks < knownDistance * attacks {
          best = (accepted, attacks, rejected, 1)
        } else if distance * known.attacks == knownDistance * attacks {
          best = (accepted, attacks, rejected, known.ties + 1)
        }
      } else {
        best = (accepted, attacks, rejected, 1)
      }
    }
    return best ?? (0, 0, 0, 0)
  }

  /// Accepted attacks and rejected bona fide at the highest threshold with the least sum of rates.
  func minHTER() -> (accepted: Int, rejected: Int) {
    let attacks = species.reduce(0) { $0 + $1.count }
    var best: (cost: Int, accepted: Int, rejected: Int)?
    for threshold in thresholds {
      let accepted = apcer(at: threshold, pooling: true).0
      let rejected = rejected(at: threshold)
      let cost = accepted * bonaFide.count + rejected * attacks
      if best.map({ cost <= $0.cost }) ?? true { best = (cost, accepted, rejected) }
    }
    return best.map { ($0.accepted, $0.rejected) } ?? (0, 0)
  }

  /// Least rejected bona fide over all thresholds at which every species' k of n has k/n <= 1/d.
  func rejected(atAPCERAtMostOneIn d: Int) -> Int {
    thresholds.filter { threshold in
      species.allSatisfy { accepted($0, at: threshold) * d <= $0.count }
    }.map { rejected(at: $0) }.min() ?? -1
  }

  /// Worst APCER at the highest threshold at which k of n bona fide are rejected with k/n <= 1/d.
  func apcer(atBPCERAtMostOneIn d: Int) -> (Int, Int) {
    let held = thresholds.last { rejected(at: $0) * d <= bonaFide.count }
    return apcer(at: held ?? nil, pooling: false)
  }

  /// Twice the pairs won plus the ties.
  func pairs() -> Int {
    var sum = 0
    for score in bonaFide {
      for attack in species.flatMap(\.self) {
        sum += score > attack ? 2 : score == attack ? 1 : 0
      }
    }
    return sum
  }

  /// The scores as a table; species are named `s0`, `s1` ….
  var table: ScoreTable {
    var table = ScoreTable()
    for score in bonaFide { table.append(.score(score), species: nil) }
    for (index, scores) in species.enumerated() {
      for score in scores { table.append(.score(score), species: PAISpecies("s\(index)")) }
    }
    return table
  }

  /// A small set with many ties, drawn from a seed.
  static func tied(seed: UInt64) -> BruteForce {
    var random = Xoshiro256(seed: seed)
    let steps = 2 + random.index(below: 12)
    let scale = [0.25, 0.1, 1e-300, 1e300][Int(random.index(below: 4))]
    func draw(_ count: UInt32, shift: Double) -> [Double] {
      (0..<count).map { _ in
        let value = (Double(random.index(below: steps)) + shift) * scale
        return random.index(below: 40) == 0 ? -0.0 : value
      }
    }
    let bonaFide = draw(1 + random.index(below: 24), shift: Double(random.index(below: 3)))
    let species = (0..<(1 + random.index(below: 3))).map { _ in
      draw(1 + random.index(below: 24), shift: 0)
    }
    return BruteForce(bonaFide: bonaFide, species: species)
  }
}
