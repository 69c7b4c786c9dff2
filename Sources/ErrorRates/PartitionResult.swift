public import PADVocabulary

/// Every figure of one set of presentations at one operating point.
public struct PartitionResult: Sendable, Hashable {
  /// Where the rows went.
  public var accounting: Accounting
  /// The bona fide presentations.
  public var bonaFide: BonaFideResult
  /// The attack presentations per species, sorted by the name's bytes.
  public var species: [SpeciesResult]
  /// The highest APCER; `nil` without an operating point or an attack.
  public var worst: WorstSpecies?
  /// All attacks as if of one species. Not an ISO/IEC 30107-3 figure.
  public var pooledAPCER: Rate?
  /// The mean of the species' APCER. Not an ISO/IEC 30107-3 figure.
  public var meanAPCER: Double?
  /// (worst-species APCER + BPCER) / 2, as OULU-NPU, Bob and PyPAD define ACER; deprecated.
  public var acerWorst: Double?
  /// (mean APCER + BPCER) / 2; deprecated.
  public var acerMean: Double?
  /// (pooled APCER + BPCER) / 2, the half total error rate; deprecated.
  public var hter: Double?
  /// Equal error rate against all attacks together.
  public var eer: EqualErrorRate?
  /// Equal error rate against the species that is worst at each threshold.
  public var eerWorst: EqualErrorRate?
  /// Area under the ROC curve against all attacks together, over responses only.
  public var auc: AreaUnderROC?
  /// BPCERk and APCERk over all species (the worst one counts), in the order of the options.
  public var fixedRates: [FixedRateResult]
  /// Worst species, all attacks, and every species by name; empty when not wanted or when a class
  /// is empty.
  public var curves: [Curve]
  /// Figures that papers and other tools print; `nil` when not wanted.
  public var further: FurtherFigures?
  /// The highest APCER up to every attack potential that some species has, from the least up;
  /// empty when no potentials are declared or without an operating point.
  public var potentialMaxima: [PotentialMaximum]

  /// Makes a result from its counts; the derived figures start undefined.
  public init(
    accounting: Accounting, bonaFide: BonaFideResult, species: [SpeciesResult]
  ) {
    self.accounting = accounting
    self.bonaFide = bonaFide
    self.species = species
    fixedRates = []
    curves = []
    potentialMaxima = []
  }

  /// Why ACER and HTER should not be quoted.
  public static let acerNote =
    "ACER and HTER are not ISO/IEC 30107-3 figures: they hide which of the two errors was made; "
    + "quote APCER of the worst species and BPCER"

  /// The result of one species.
  public func result(of species: PAISpecies) -> SpeciesResult? {
    self.species.first { $0.species == species }
  }
}
