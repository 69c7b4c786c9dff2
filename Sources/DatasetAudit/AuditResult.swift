public import PADVocabulary

/// Everything an audit says about a dataset; equal datasets give equal results.
public struct AuditResult: Sendable {
  /// A presentation whose label its neighbours doubt.
  public struct Suspect: Sendable, Hashable {
    /// The presentation.
    public var presentation: String
    /// Its label as the manifest gives it.
    public var label: PresentationClass
    /// The evidence for the other label: the natural logarithm of a ratio of likelihoods.
    public var suspicion: Double
    /// The share of its neighbours with the other label, 0…1.
    public var disagreement: Double
    /// Whether it is a finding, not only high in the ranking.
    public var isFlagged: Bool
  }

  /// How much of a dataset carries one value of one attribute.
  public struct BalanceRow: Sendable, Hashable {
    /// `label`, `pai_species`, `partition` or an attribute's name.
    public var attribute: String
    /// Its value; empty where a row has none.
    public var value: String
    /// Bona fide presentations in train, dev, test and no partition.
    public var bonaFide: [Int]
    /// Attack presentations in train, dev, test and no partition.
    public var attacks: [Int]
  }

  /// The dataset's name.
  public var dataset: String
  /// Its version.
  public var version: String
  /// Whether it is synthetic.
  public var isSynthetic: Bool
  /// How many presentations there are.
  public var presentationCount: Int
  /// How many of them could be read.
  public var readableCount: Int
  /// What was found, the worst first; of each kind 100,000 at most.
  public var findings: [AuditFinding]
  /// How many findings of each kind there are, in the order of kinds.
  public var counts: [(kind: AuditFinding.Kind, count: Int)]
  /// How many findings are errors.
  public var errorCount: Int
  /// How well each figure beside the face predicts the label.
  public var shortcuts: [Shortcut]
  /// The twentieth of the presentations that is most suspicious, the worst first.
  public var suspects: [Suspect]
  /// Presentations by class, partition and attribute.
  public var balance: [BalanceRow]
}

/// How well one figure that no detector should judge by predicts the label.
public struct Shortcut: Sendable, Hashable {
  /// The figure, in words.
  public var name: String
  /// What it reaches on other persons' presentations.
  public var area: ClusteredAUC
  /// Whether the whole interval is above 0.7.
  public var isCertain: Bool { area.lower > 0.7 }
}
