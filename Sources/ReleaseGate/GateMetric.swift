/// A figure that a policy can limit.
public enum GateMetric: Sendable, Hashable, CustomStringConvertible {
  /// Accepted attack presentations of a species.
  case apcer
  /// Rejected bona fide presentations.
  case bpcer
  /// Attack presentations of a species without a response.
  case apnrr
  /// Bona fide presentations without a response.
  case bpnrr
  /// Attack presentations of a species accepted by the full system. Without a rate of the full
  /// system APCER stands in, which it cannot exceed: that can show the limit kept, never broken.
  case iapar
  /// False accept rate of the full system, per transaction.
  case far
  /// False reject rate of the full system, per transaction.
  case frr
  /// IAPAR of the worst species plus FRR of the full system, 0 to 2 (ISO/IEC 30107-3:2023).
  case riapar
  /// False match rate of the matcher, per attempt.
  case fmr
  /// False non-match rate of the matcher, per attempt.
  case fnmr
  /// Equal error rate, found on the test presentations.
  case eer
  /// Area under the ROC curve; non-responses rank as the policy decides them.
  case auc
  /// BPCER at APCER of at most 1/k, found on the test presentations.
  case bpcerAt(Int)
  /// Highest APCER at BPCER of at most 1/k, found on the test presentations.
  case apcerAt(Int)

  /// The names of the metrics without a number.
  static let names = [
    "apcer", "bpcer", "apnrr", "bpnrr", "iapar", "far", "frr", "riapar", "fmr", "fnmr", "eer",
    "auc",
  ]

  private static let plain: [GateMetric] = [
    .apcer, .bpcer, .apnrr, .bpnrr, .iapar, .far, .frr, .riapar, .fmr, .fnmr, .eer, .auc,
  ]

  /// Reads a name as policies write it: `apcer`, `bpnrr`, `bpcer20` …; `nil` for an unknown one.
  public init?(_ name: String) {
    if let index = Self.names.firstIndex(of: name) {
      self = Self.plain[index]
      return
    }
    let digits = name.dropFirst(5)
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }),
      digits.utf8.first != 48, let k = Int(digits), (2...1_000_000).contains(k)
    else { return nil }
    switch name.prefix(5) {
    case "bpcer": self = .bpcerAt(k)
    case "apcer": self = .apcerAt(k)
    default: return nil
    }
  }

  /// The name as policies write it.
  public var description: String {
    switch self {
    case .apcer: "apcer"
    case .bpcer: "bpcer"
    case .apnrr: "apnrr"
    case .bpnrr: "bpnrr"
    case .iapar: "iapar"
    case .far: "far"
    case .frr: "frr"
    case .riapar: "riapar"
    case .fmr: "fmr"
    case .fnmr: "fnmr"
    case .eer: "eer"
    case .auc: "auc"
    case .bpcerAt(let k): "bpcer\(k)"
    case .apcerAt(let k): "apcer\(k)"
    }
  }

  /// Whether it is a rate of attack presentations alone, one per species.
  public var isOfAttacks: Bool { [.apcer, .apnrr, .iapar].contains(self) }

  /// Whether it is a rate of bona fide presentations alone.
  public var isOfBonaFide: Bool { self == .bpcer || self == .bpnrr }

  /// Whether it is a rate of the full system or its matcher.
  public var isOfSystem: Bool { [.iapar, .far, .frr, .riapar, .fmr, .fnmr].contains(self) }

  /// Whether it is read off the whole curve of bona fide against attacks.
  public var isOfCurve: Bool {
    switch self {
    case .eer, .auc, .bpcerAt, .apcerAt: true
    default: false
    }
  }

  /// Whether a higher value is better.
  public var prefersLarger: Bool { self == .auc }

  /// Whether two versions can be compared on it, pair by pair.
  public var isPaired: Bool { [.apcer, .bpcer, .apnrr, .bpnrr].contains(self) }
}
