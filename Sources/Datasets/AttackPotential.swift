/// How much an attacker must bring along to make and use an instrument.
///
/// The levels of the Common Criteria's calculation (time, expertise, knowledge, access,
/// equipment) that ISO/IEC 30107-3 refers to; APCER is reported as the worst species up to a level.
public enum AttackPotential: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Made by anybody within hours.
  case basic
  /// Needs some skill or equipment.
  case enhancedBasic = "enhanced-basic"
  /// Needs a proficient attacker, days, or special equipment.
  case moderate
  /// Needs an expert, weeks, or bespoke equipment.
  case high

  /// Orders from `basic` to `high`.
  public static func < (left: AttackPotential, right: AttackPotential) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .basic: 0
    case .enhancedBasic: 1
    case .moderate: 2
    case .high: 3
    }
  }
}
