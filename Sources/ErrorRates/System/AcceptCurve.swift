public import PADVocabulary

/// What a matcher alone accepts from the highest threshold to the lowest: zero-effort impostors
/// beside attacks of one species (Hadid, Evans, Marcel and Fierrez, IEEE Signal Processing Magazine
/// 32, 2015, draw IAPMR against such rates).
public struct AcceptCurve: Sendable, Hashable {
  /// The counts at one threshold, among claims that were compared.
  public struct Point: Sendable, Hashable {
    /// The lowest accepted score.
    public var threshold: Double
    /// Zero-effort impostors accepted.
    public var impostors: Int
    /// Attacks of the species accepted.
    public var attacks: Int
    /// Genuine users rejected.
    public var rejected: Int

    /// Makes a point.
    public init(threshold: Double, impostors: Int, attacks: Int, rejected: Int) {
      self.threshold = threshold
      self.impostors = impostors
      self.attacks = attacks
      self.rejected = rejected
    }
  }

  /// The species.
  public var species: PAISpecies
  /// Zero-effort comparisons.
  public var impostors: Int
  /// Comparisons of attacks with their targets.
  public var attacks: Int
  /// Mated comparisons.
  public var genuine: Int
  /// The points, thresholds descending; at most `mostPoints`, each exact.
  public var points: [Point]

  /// The most points of a curve.
  public static let mostPoints = 400

  /// Makes a curve.
  public init(
    species: PAISpecies, impostors: Int, attacks: Int, genuine: Int, points: [Point]
  ) {
    self.species = species
    self.impostors = impostors
    self.attacks = attacks
    self.genuine = genuine
    self.points = points
  }
}
