public import PADVocabulary

/// What one PAI species did.
public struct SpeciesResult: Sendable, Hashable {
  /// The species.
  public var species: PAISpecies
  /// Presentations, responses and reasons of non-responses.
  public var accounting: Accounting
  /// Distinct clusters (series or targets); rows without one count one each.
  public var clusters: Int
  /// APCER at the operating point; `nil` without one.
  public var apcer: Rate?
  /// Attack presentation non-response rate.
  public var apnrr: Rate
  /// Attack presentation acquisition rate: the share of presentations from which a usable sample was
  /// acquired (ISO/IEC 30107-3, data capture subsystem). Here `errors` counts acquisitions; `nil`
  /// when reasons are not stated, so that nobody can tell.
  public var apar: Rate?
  /// Equal error rate of this species against the bona fide presentations.
  public var eer: EqualErrorRate?
  /// Area under the ROC curve of this species against the bona fide presentations.
  public var auc: AreaUnderROC?
  /// BPCERk and APCERk with this species alone, in the order of the options.
  public var fixedRates: [FixedRateResult]

  /// Makes a result.
  public init(
    species: PAISpecies, accounting: Accounting, clusters: Int, apcer: Rate? = nil, apnrr: Rate,
    apar: Rate? = nil, eer: EqualErrorRate? = nil, auc: AreaUnderROC? = nil,
    fixedRates: [FixedRateResult] = []
  ) {
    self.species = species
    self.accounting = accounting
    self.clusters = clusters
    self.apcer = apcer
    self.apnrr = apnrr
    self.apar = apar
    self.eer = eer
    self.auc = auc
    self.fixedRates = fixedRates
  }
}

/// What the bona fide presentations did.
public struct BonaFideResult: Sendable, Hashable {
  /// Presentations, responses and reasons of non-responses.
  public var accounting: Accounting
  /// Distinct clusters (subjects); rows without one count one each.
  public var clusters: Int
  /// BPCER at the operating point; `nil` without one.
  public var bpcer: Rate?
  /// Bona fide presentation non-response rate.
  public var bpnrr: Rate

  /// Makes a result.
  public init(accounting: Accounting, clusters: Int, bpcer: Rate? = nil, bpnrr: Rate) {
    self.accounting = accounting
    self.clusters = clusters
    self.bpcer = bpcer
    self.bpnrr = bpnrr
  }
}

/// The highest APCER of any species, the figure ISO/IEC 30107-3 asks for.
public struct WorstSpecies: Sendable, Hashable {
  /// The species that have it, sorted by name; more than one when they tie.
  public var species: [PAISpecies]
  /// The counts of the first of them, with an interval of the maximum (not of that species): the
  /// largest Bonferroni lower bound and the largest upper bound over all species.
  public var apcer: Rate

  /// Makes a result.
  public init(species: [PAISpecies], apcer: Rate) {
    self.species = species
    self.apcer = apcer
  }
}
