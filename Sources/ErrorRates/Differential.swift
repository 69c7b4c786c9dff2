import Statistics

/// Error rates of demographic groups side by side (ISO/IEC 19795-10 asks for such differentials).
public struct Differential: Sendable, Hashable {
  /// The rates of one group.
  public struct Group: Sendable, Hashable {
    /// The group, as the report names it.
    public var name: String
    /// APCER of the worst species within the group.
    public var apcer: Rate
    /// BPCER within the group.
    public var bpcer: Rate

    /// Makes a group.
    public init(name: String, apcer: Rate, bpcer: Rate) {
      self.name = name
      self.apcer = apcer
      self.bpcer = bpcer
    }
  }

  /// Which of the two rates is compared.
  public enum ErrorKind: Sendable, Hashable, CaseIterable {
    /// APCER of the worst species.
    case apcer
    /// BPCER.
    case bpcer
  }

  /// The groups, sorted by the bytes of their names.
  public let groups: [Group]

  /// Makes a comparison.
  public init(_ groups: [Group]) {
    self.groups = groups.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The rates of one kind; `nil` with fewer than two groups or when one is undefined.
  public func rates(_ kind: ErrorKind) -> [Double]? {
    let values = groups.compactMap { kind == .apcer ? $0.apcer.value : $0.bpcer.value }
    return values.count == groups.count && values.count > 1 ? values : nil
  }

  /// Highest minus lowest rate.
  public func difference(_ kind: ErrorKind) -> Double? {
    guard let rates = rates(kind), let high = rates.max(), let low = rates.min() else { return nil }
    return high - low
  }

  /// Highest over lowest rate; undefined when the lowest is 0.
  public func ratio(_ kind: ErrorKind) -> Double? {
    guard let rates = rates(kind), let high = rates.max(), let low = rates.min(), low > 0
    else { return nil }
    return high / low
  }

  /// Fairness discrepancy rate, 1 - (a A + (1 - a) B) with the differences of APCER and BPCER; 1 is
  /// fair (de Freitas Pereira and Marcel, IEEE T-BIOM 4, 2022, there with FMR and FNMR).
  public func fairnessDiscrepancyRate(apcerWeight: Double) -> Double? {
    guard let a = difference(.apcer), let b = difference(.bpcer) else { return nil }
    return 1 - (apcerWeight * a + (1 - apcerWeight) * b)
  }

  /// Inequity rate, the weighted geometric mean of the ratios; undefined when some rate is 0
  /// (arXiv 2203.05051).
  public func inequityRate(apcerWeight: Double) -> Double? {
    guard let a = ratio(.apcer), let b = ratio(.bpcer) else { return nil }
    return Elementary.power(a, apcerWeight) * Elementary.power(b, 1 - apcerWeight)
  }

  /// GARBE, the weighted mean of the Gini coefficients; 0 is fair (arXiv 2203.05051).
  public func garbe(apcerWeight: Double) -> Double? {
    guard let a = gini(.apcer), let b = gini(.bpcer) else { return nil }
    return apcerWeight * a + (1 - apcerWeight) * b
  }

  /// The Gini coefficient of a rate over groups, scaled so that 1 can be reached; 0 when all are
  /// equal, also when all are 0.
  public func gini(_ kind: ErrorKind) -> Double? {
    guard let rates = rates(kind) else { return nil }
    let n = Double(rates.count)
    let mean = rates.reduce(0, +) / n
    guard mean > 0 else { return 0 }
    let spread = rates.reduce(0) { sum, x in sum + rates.reduce(0) { $0 + abs(x - $1) } }
    return n / (n - 1) * spread / (2 * n * n * mean)
  }

  /// Whether a group is too small for a claim of its own: an interval of more than 0.10 to either
  /// side, or fewer than 10 subjects.
  public static func isTooSmall(_ rate: Rate, subjects: Int) -> Bool {
    guard let interval = rate.interval else { return true }
    return subjects < 10 || (interval.upper - interval.lower) / 2 > 0.1
  }
}
