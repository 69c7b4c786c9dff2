/// PAD score and match score of claims, for a picture: all of them, or as many of every kind as
/// fit, drawn with a fixed seed.
public struct SystemScatter: Sendable, Hashable {
  /// Claims of one kind.
  public struct Group: Sendable, Hashable {
    /// Whose claims.
    public var kind: SystemClass.Kind
    /// Claims that have both scores.
    public var total: Int
    /// Those shown, in the order of the trials.
    public var points: [Point]

    /// Makes a group.
    public init(kind: SystemClass.Kind, total: Int, points: [Point]) {
      self.kind = kind
      self.total = total
      self.points = points
    }
  }

  /// The scores of one claim.
  public struct Point: Sendable, Hashable {
    /// PAD score.
    public var pad: Double
    /// Match score.
    public var match: Double

    /// Makes a point.
    public init(pad: Double, match: Double) {
      self.pad = pad
      self.match = match
    }
  }

  /// Genuine users, zero-effort impostors, attacks by species, concealers by species; only kinds
  /// that have a claim with both scores.
  public var groups: [Group]

  /// The most points of all groups together.
  public static let mostPoints = 5_000

  /// Makes a scatter.
  public init(groups: [Group] = []) {
    self.groups = groups
  }

  /// Whether some claims are not shown.
  public var isSample: Bool { groups.contains { $0.points.count < $0.total } }
}
