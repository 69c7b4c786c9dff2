import Comparison
import PADVocabulary
import StructuredText

/// What a comparison of one class comes to, as far as chance allows to say.
enum ClassFinding: Sendable, Hashable {
  case worse
  case worseOrChance
  case better
  case betterOrChance
  case same

  /// A difference is beyond chance when the interval excludes none at all and the corrected p-value
  /// says so too: the interval knows of clusters, the p-value of the other classes.
  init(_ result: ClassComparison, level: Double) {
    let isSmall = result.adjustedP <= 1 - level
    if result.difference > 0 {
      let isShown = isSmall && (result.interval?.lower ?? 0) > 0
      self = isShown ? .worse : .worseOrChance
    } else if result.difference < 0 {
      let isShown = isSmall && (result.interval?.upper ?? 0) < 0
      self = isShown ? .better : .betterOrChance
    } else {
      self = .same
    }
  }

  /// The finding for a table.
  var word: String {
    switch self {
    case .worse: "worse"
    case .worseOrChance: "worse, could be chance"
    case .better: "better"
    case .betterOrChance: "better, could be chance"
    case .same: "same"
    }
  }
}

extension ClassComparison {
  /// What the class is called.
  var name: String { species?.name ?? "bona fide" }

  /// The rate with its class: `APCER print`, `BPCER`.
  var rateName: String { species.map { "APCER \($0.name)" } ?? "BPCER" }
}

extension Figures {
  /// A difference of two proportions in points of a percent, with its sign: `+2.00`.
  func points(_ difference: Double) -> String {
    let text = NumberText.fixed(difference * 100, decimals: decimals)
    return difference > 0 && !text.hasPrefix("-") ? "+" + text : text
  }

  /// The interval of such a difference: `-0.35 to +4.44`.
  func points(_ interval: DifferenceInterval) -> String {
    points(interval.lower) + " to " + points(interval.upper)
  }

  /// A p-value with four decimals; below them it says so.
  static func p(_ value: Double) -> String {
    value < 0.0001 ? "< 0.0001" : NumberText.fixed(value, decimals: 4)
  }
}

extension OperatingPointComparison.Kind {
  /// Which thresholds, in words after "at".
  var phrase: String {
    switch self {
    case .own: "each version's own threshold"
    case .matched(let criterion):
      "thresholds that meet \(criterion) on these presentations (oracle:test)"
    }
  }
}

extension OperatingPointComparison {
  /// Both thresholds with their origins.
  var thresholds: String {
    func text(_ point: OperatingPoint) -> String {
      "\(Figures.exact(point.threshold)) (\(point.origin))"
    }
    return "baseline \(text(baseline)), candidate \(text(candidate))"
  }

  /// How many decisions changed, the worst first: `9 newly accepted attacks, 3 repaired attacks`.
  var flipCounts: String {
    let words = Flip.Kind.allCases.compactMap { kind -> String? in
      let count = count(of: kind)
      guard count > 0 else { return nil }
      return kind == .newlyAcceptedAttack || kind == .repairedAttack
        ? Figures.count(count, kind.description) : "\(count) \(kind)"
    }
    return words.isEmpty ? "no decision changed" : words.joined(separator: ", ")
  }
}

/// One comparison in one sentence, the class that lost most first.
struct ComparisonHeadline {
  let baseline: String
  let comparison: PairwiseComparison
  let level: Double
  let figures: Figures

  /// The sentence's subject and verdict, without the names of the two.
  var sentence: String {
    if comparison.isSameEvidence {
      return "same evidence: all \(comparison.pairs) outcomes are equal, and so is the threshold"
    }
    guard let point = comparison.points.first else {
      return "no thresholds to compare at"
    }
    let place = point.kind == .own ? "" : " at \(point.kind.phrase)"
    let worse = point.byConcern.filter(\.isWorse)
    guard let first = worse.first else {
      let better = point.byConcern.filter { $0.difference < 0 }
      if point.flips.isEmpty { return "no decision changed" + place }
      if better.isEmpty { return "no class is worse" + place + ": " + point.flipCounts }
      return "no class is worse" + place + ": "
        + better.map { described($0) }.joined(separator: "; ")
    }
    let others = worse.dropFirst().map(\.name)
    let more =
      others.isEmpty ? "" : "; also worse: " + others.joined(separator: ", ")
    return described(first) + place + more
  }

  /// The class that lost most with its change, for a table of many comparisons.
  var brief: String {
    if comparison.isSameEvidence { return "same evidence" }
    guard let point = comparison.points.first else { return "no thresholds to compare at" }
    guard let first = point.byConcern.first(where: { $0.difference != 0 }) else {
      return point.flips.isEmpty ? "no decision changed" : "no rate changed"
    }
    let finding = ClassFinding(first, level: level).word
    return "\(first.name) is \(finding): \(figures.points(first.difference)) points"
  }

  private func described(_ result: ClassComparison) -> String {
    let finding = ClassFinding(result, level: level)
    let rates = [result.baseline, result.candidate].map { figures.short($0) ?? "undefined" }
    let interval = result.interval.map {
      " [\(figures.points($0)), \(figures.level($0.level))]"
    }
    return
      "\(result.name) is \(finding.word): \(result.species == nil ? "BPCER" : "APCER") "
      + rates.joined(separator: " → ")
      + ", \(figures.points(result.difference)) points\(interval ?? "")"
  }
}
