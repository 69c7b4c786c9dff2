public import ErrorRates
public import Evidence
public import PADVocabulary

/// How sure anybody can be that a scheme really asks for what a rule says.
public enum RuleStatus: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
  /// Read in the scheme's own text.
  case verified
  /// Read in somebody's account of it.
  case secondary
  /// From memory or hearsay: not to be relied on.
  case unverified
  /// A limit of the policy's author, not of any scheme.
  case own

  /// The name in files and tables.
  public var description: String { rawValue }
}

/// Limits that a subsystem must keep to be released, as one file states them.
public struct Policy: Sendable, Hashable {
  /// What the policy says of the dataset; what it leaves out may be anything.
  public struct Dataset: Sendable, Hashable {
    /// The dataset's name.
    public var name: String?
    /// The root digest of its lock.
    public var digest: ContentDigest?
    /// The protocol.
    public var protocolName: String?
    /// Whether synthetic presentations may be judged.
    public var allowsSynthetic = false
    /// Whether a presentation may lack a digest of its pictures, so that nobody can tell whether
    /// it is listed twice.
    public var allowsUnknownMedia = false
    /// The species that must be there, and no others; `nil` where the policy names none.
    public var species: [PAISpecies]?
  }

  /// What the policy says of the baseline.
  public struct Baseline: Sendable, Hashable {
    /// The digest of the released version's outcomes.
    public var outcomes: ContentDigest?
    /// The last day on which it may still be compared with.
    public var expires: CalendarDate?
  }

  /// The digest of the file it was read from.
  public var digest: ContentDigest
  /// Its name: a word.
  public var id: String
  /// Its version, as text.
  public var version: String
  /// What it is called.
  public var title: String
  /// Where its limits come from.
  public var source: String
  /// How sure that is.
  public var status: RuleStatus
  /// Whether its source was replaced by a newer one.
  public var isSuperseded: Bool
  /// How presentations without a response count; never `exclude`.
  public var nonResponsePolicy: NonResponsePolicy
  /// What is judged.
  public var dataset: Dataset
  /// Which thresholds may be judged.
  public var thresholds: [AllowedThreshold]
  /// The limits, at least one on APNRR of every species and one on BPNRR.
  public var rules: [PolicyRule]
  /// What must not get worse.
  public var noRegression: [NoRegressionRule]
  /// What it is compared with.
  public var baseline: Baseline
  /// Presentations with a decision that may never change.
  public var golden: GoldenPresentations
  /// Rules that do not count for a while.
  public var waivers: [Waiver]
  /// What the scheme asks for besides and this policy does not judge; printed with every verdict.
  public var notJudged: [String]
}

/// A kind of threshold that a policy allows.
public enum AllowedThreshold: Sendable, Hashable, CustomStringConvertible {
  /// Any criterion met on the dev partition, or only the one named.
  case dev(criterion: String?)
  /// A number given by the user.
  case fixed
  /// The threshold on the subsystem's card.
  case card

  /// What policies may write, besides `dev:CRITERION`.
  static let names = ["dev", "fixed", "card"]

  /// Reads `dev`, `dev:bpcer20`, `fixed` or `card`; `nil` for anything else, above all `oracle`.
  public init?(_ text: String) {
    switch text {
    case "dev": self = .dev(criterion: nil)
    case "fixed": self = .fixed
    case "card": self = .card
    default:
      guard text.hasPrefix("dev:"), let criterion = try? Criterion(String(text.dropFirst(4))),
        !criterion.isGiven
      else { return nil }
      self = .dev(criterion: criterion.description)
    }
  }

  /// The text as policies write it.
  public var description: String {
    switch self {
    case .dev(let criterion): criterion.map { "dev:" + $0 } ?? "dev"
    case .fixed: "fixed"
    case .card: "card"
    }
  }

  /// Whether a threshold of this origin is allowed by this.
  public func allows(_ origin: ThresholdOrigin) -> Bool {
    switch (self, origin) {
    case (.dev(let wanted), .dev(let criterion)): wanted == nil || wanted == criterion
    case (.fixed, .fixed), (.card, .card): true
    default: false
    }
  }
}
