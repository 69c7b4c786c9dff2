public import ErrorRates
import Evidence
public import PADVocabulary
import Statistics
import StructuredText

/// A threshold that is kept for later releases: its value, how it was chosen, on which data, and
/// which rates it had there.
public struct ThresholdCard: Sendable, Hashable {
  /// One rate on the data that the threshold was chosen on.
  public struct ExpectedRate: Sendable, Hashable {
    /// `BPCER` or `APCER`.
    public var rate: String
    /// The species of an APCER; empty for BPCER.
    public var species: String
    /// Errors counted.
    public var errors: Int
    /// Trials they were counted among.
    public var trials: Int
    /// The ends of its interval, each 0 to 1.
    public var lower: Double
    /// The ends of its interval, each 0 to 1.
    public var upper: Double
    /// The interval's confidence.
    public var level: Double
    /// How the interval was made.
    public var method: String
  }

  /// The subsystem whose scores the threshold cuts.
  public var subsystem: String
  /// Accepted is what scores at least this; finite.
  public var threshold: Double
  /// What it was chosen for and where, such as `dev:bpcer20`.
  public var origin: String
  /// How presentations without a score entered the choice.
  public var nonResponsePolicy: NonResponsePolicy
  /// SHA-256 of the dev outcomes (see `digest(of:)`), in hexadecimal digits.
  public var devDigest: String
  /// Presentations of dev.
  public var devPresentations: Int
  /// The rates on dev at the threshold: BPCER, then APCER by species.
  public var expected: [ExpectedRate]

  /// The card of a threshold that was chosen on dev.
  ///
  /// - Throws: `InvalidInput` when the results have no finite threshold that was chosen on dev.
  public init(
    of results: EvaluationResults, subsystem: String, dev: ScoreTable
  ) throws(InvalidInput) {
    guard let point = results.operatingPoint, case .dev = point.origin, let rates = results.dev
    else {
      throw InvalidInput(
        Diagnostic(
          .error, "there is no threshold that was chosen on dev, so there is none to keep",
          remedy: "give dev scores and a criterion, for example --criterion bpcer20"))
    }
    guard point.threshold.isFinite else {
      throw InvalidInput(
        Diagnostic(
          .error, "the threshold is infinite: nothing or everything would be accepted",
          remedy: "choose another criterion or a larger dev set"))
    }
    self.subsystem = subsystem
    threshold = point.threshold
    origin = point.origin.description
    nonResponsePolicy = results.options.nonResponsePolicy
    devDigest = Self.digest(of: dev)
    devPresentations = dev.count
    expected =
      [Self.expected("BPCER", "", rates.bonaFide.bpcer)].compactMap(\.self)
      + rates.species.compactMap { Self.expected("APCER", $0.species.name, $0.apcer) }
  }

  init(
    subsystem: String, threshold: Double, origin: String, nonResponsePolicy: NonResponsePolicy,
    devDigest: String, devPresentations: Int, expected: [ExpectedRate]
  ) {
    self.subsystem = subsystem
    self.threshold = threshold
    self.origin = origin
    self.nonResponsePolicy = nonResponsePolicy
    self.devDigest = devDigest
    self.devPresentations = devPresentations
    self.expected = expected
  }

  private static func expected(
    _ name: String, _ species: String, _ rate: Rate?
  ) -> ExpectedRate? {
    guard let rate = rate.defined, let interval = rate.interval else { return nil }
    return ExpectedRate(
      rate: name, species: species, errors: rate.errors, trials: rate.trials,
      lower: interval.lower, upper: interval.upper, level: interval.level,
      method: interval.method.rawValue)
  }

  /// What identifies a set of outcomes, whatever file and order they come in: SHA-256 of the sorted
  /// lines "class, species, score or reason".
  public static func digest(of table: ScoreTable) -> String {
    let lines = (0..<table.count).map { row in
      let species = table.species(at: row).map { "attack\t\($0.name)" } ?? "bona_fide\t"
      let outcome = table.outcome(at: row)
      let text =
        outcome.score.map(NumberText.shortest) ?? outcome.reason?.rawValue ?? ""
      return "\(species)\t\(text)\n"
    }
    return ContentDigest(of: lines.sorted().joined()).hex
  }
}
