/// The outcomes of one subsystem on one set of presentations, in columns.
///
/// A row costs 15 bytes, and no text, so that ten million rows fit in 150 MB. Rows keep the
/// order in which they were appended. Species, reasons and clusters are numbered in the order of
/// their first row; everything derived from a table sorts by name.
public struct ScoreTable: Sendable {
  /// The number that stands for "bona fide" in `speciesNumbers`.
  public static let bonaFideNumber = UInt16.max
  /// The number that stands for "a score was given" in `reasonNumbers`.
  public static let scoredNumber = UInt8.max
  /// The number that stands for "a cluster of its own" in `clusterNumbers`.
  public static let ownCluster = Int32(-1)

  /// The species that rows refer to.
  public internal(set) var species: [PAISpecies] = []
  /// The reasons that rows refer to.
  public internal(set) var reasons: [NonResponseReason] = []
  /// The clusters that rows refer to: a subject for bona fide rows, a series or target for attacks.
  public internal(set) var clusters: [String] = []

  /// Scores; 0 where the row is a non-response.
  public internal(set) var scores: [Double] = []
  /// Per row an index into `species`, or `bonaFideNumber`.
  public internal(set) var speciesNumbers: [UInt16] = []
  /// Per row an index into `reasons`, or `scoredNumber`.
  public internal(set) var reasonNumbers: [UInt8] = []
  /// Per row an index into `clusters`, or `ownCluster`; rows of one cluster are not independent.
  public internal(set) var clusterNumbers: [Int32] = []

  private var numberOfSpecies: [PAISpecies: UInt16] = [:]
  private var numberOfReason: [NonResponseReason: UInt8] = [:]
  private var numberOfCluster: [String: Int32] = [:]

  /// Makes a table without rows.
  public init() {}

  /// Rows, responses and non-responses together.
  public var count: Int { scores.count }

  /// Makes room for this many rows.
  public mutating func reserveCapacity(_ rows: Int) {
    scores.reserveCapacity(rows)
    speciesNumbers.reserveCapacity(rows)
    reasonNumbers.reserveCapacity(rows)
    clusterNumbers.reserveCapacity(rows)
  }

  /// The species that stands for every further one in a table that has 65,534 already; readers of
  /// files refuse far fewer.
  public static let furtherSpecies = PAISpecies("further species")

  /// The number of a species in this table, given to it now when it is new; past 65,534 distinct
  /// species every further one counts as `furtherSpecies`.
  public mutating func number(of name: PAISpecies) -> UInt16 {
    if let number = numberOfSpecies[name] { return number }
    if species.count >= Int(Self.bonaFideNumber) - 1, name != Self.furtherSpecies {
      return number(of: Self.furtherSpecies)
    }
    let number = UInt16(species.count)
    species.append(name)
    numberOfSpecies[name] = number
    return number
  }

  /// The number of a reason in this table, given to it now when it is new; past 255 distinct
  /// reasons every further one counts as `failed`.
  public mutating func number(of reason: NonResponseReason) -> UInt8 {
    if let number = numberOfReason[reason] { return number }
    if reasons.count >= Int(Self.scoredNumber) - 1, reason != .failed {
      return number(of: .failed)
    }
    let number = UInt8(reasons.count)
    reasons.append(reason)
    numberOfReason[reason] = number
    return number
  }

  /// The number of a cluster in this table, given to it now when it is new; an empty name is a
  /// cluster of its own.
  public mutating func number(ofCluster name: String) -> Int32 {
    if name.isEmpty { return Self.ownCluster }
    if let number = numberOfCluster[name] { return number }
    let number = Int32(clusters.count)
    clusters.append(name)
    numberOfCluster[name] = number
    return number
  }

  /// Appends a row by the numbers that `number(of:)` gave; the fast way in for file readers.
  public mutating func append(
    score: Double, species: UInt16, reason: UInt8, cluster: Int32
  ) {
    scores.append(score)
    speciesNumbers.append(species)
    reasonNumbers.append(reason)
    clusterNumbers.append(cluster)
  }

  /// Appends one presentation's outcome; `species` is `nil` for a bona fide presentation.
  public mutating func append(_ outcome: Outcome, species name: PAISpecies?, cluster: String = "") {
    let speciesNumber = name.map { number(of: $0) } ?? Self.bonaFideNumber
    let clusterNumber = number(ofCluster: cluster)
    switch outcome {
    case .score(let value):
      append(
        score: value, species: speciesNumber, reason: Self.scoredNumber, cluster: clusterNumber)
    case .nonResponse(let reason):
      append(
        score: 0, species: speciesNumber, reason: number(of: reason), cluster: clusterNumber)
    }
  }

  /// The outcome of one row.
  public func outcome(at row: Int) -> Outcome {
    reasonNumbers[row] == Self.scoredNumber
      ? .score(scores[row]) : .nonResponse(reasons[Int(reasonNumbers[row])])
  }

  /// The species of one row, or `nil` for a bona fide row.
  public func species(at row: Int) -> PAISpecies? {
    speciesNumbers[row] == Self.bonaFideNumber ? nil : species[Int(speciesNumbers[row])]
  }
}
