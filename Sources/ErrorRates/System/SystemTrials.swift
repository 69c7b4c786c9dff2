public import PADVocabulary

/// What one matcher made of the claims of one partition, in columns.
///
/// A row is one claim: a presentation says to be the person of one reference. Where a person has
/// several templates, the row holds the highest of their scores. A row costs 18 bytes, and no text,
/// so that ten million rows fit in 180 MB; rows keep the order in which they were appended.
public struct SystemTrials: Sendable {
  /// Who claims to be whom.
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// A bona fide presentation of the reference's own person (mated).
    case genuine
    /// A bona fide presentation of another person (zero-effort impostor).
    case impostor
    /// An attack with the reference's person as its target (impostor attack presentation).
    case attack
    /// An attack by the reference's own person, who does not want to be recognised.
    case concealer
    /// An attack compared with the reference of somebody who is not its target: it enters
    /// identification only.
    case bystander
  }

  /// The number that stands for "bona fide" in `speciesNumbers`.
  public static let bonaFideNumber = UInt16.max
  /// The number that stands for "was compared" in `reasonNumbers`.
  public static let comparedNumber = UInt8.max

  /// How many references (persons) are enrolled in this partition.
  public let referenceCount: Int

  /// The species that presentations refer to.
  public private(set) var species: [PAISpecies] = []
  /// Per presentation an index into `species`, or `bonaFideNumber`.
  public private(set) var speciesNumbers: [UInt16] = []
  /// The reasons that rows refer to.
  public private(set) var reasons: [NonResponseReason] = []

  /// Per row the presentation, an index into `speciesNumbers`.
  public private(set) var presentations: [Int32] = []
  /// Per row the claimed reference, 0..<`referenceCount`; rows of one are not independent.
  public private(set) var references: [Int32] = []
  /// Per row who claims to be whom.
  public private(set) var kinds: [Kind] = []
  /// Per row the score, higher is more alike; NaN where nothing could be compared.
  public private(set) var scores: [Double] = []
  /// Per row an index into `reasons`, or `comparedNumber`.
  public private(set) var reasonNumbers: [UInt8] = []

  private var numberOfSpecies: [PAISpecies: UInt16] = [:]
  private var numberOfReason: [NonResponseReason: UInt8] = [:]

  /// Makes trials against this many references, without presentations and rows.
  public init(referenceCount: Int) {
    self.referenceCount = max(referenceCount, 0)
  }

  /// Rows.
  public var count: Int { scores.count }

  /// Presentations.
  public var presentationCount: Int { speciesNumbers.count }

  /// Makes room for this many presentations and rows.
  public mutating func reserveCapacity(presentations: Int, rows: Int) {
    speciesNumbers.reserveCapacity(presentations)
    self.presentations.reserveCapacity(rows)
    references.reserveCapacity(rows)
    kinds.reserveCapacity(rows)
    scores.reserveCapacity(rows)
    reasonNumbers.reserveCapacity(rows)
  }

  /// Adds a presentation; `species` is `nil` for a bona fide one.
  ///
  /// - Returns: its number, for `append`.
  @discardableResult
  public mutating func addPresentation(species name: PAISpecies?) -> Int32 {
    speciesNumbers.append(name.map { number(of: $0) } ?? Self.bonaFideNumber)
    return Int32(truncatingIfNeeded: speciesNumbers.count - 1)
  }

  /// Adds a claim with its score.
  public mutating func append(
    presentation: Int32, reference: Int32, kind: Kind, score: Double
  ) {
    append(
      presentation, reference, kind, score,
      score.isNaN ? number(of: .unstated) : Self.comparedNumber)
  }

  /// Adds a claim that could not be compared: no template of the presentation or of the reference,
  /// or no comparison of the two.
  public mutating func append(
    presentation: Int32, reference: Int32, kind: Kind, notCompared reason: NonResponseReason
  ) {
    append(presentation, reference, kind, .nan, number(of: reason))
  }

  private mutating func append(
    _ presentation: Int32, _ reference: Int32, _ kind: Kind, _ score: Double, _ reason: UInt8
  ) {
    presentations.append(presentation)
    references.append(reference)
    kinds.append(kind)
    scores.append(score)
    reasonNumbers.append(reason)
  }

  /// The species of a presentation, or `nil` for a bona fide one.
  public func species(ofPresentation index: Int) -> PAISpecies? {
    let number = speciesNumbers[index]
    return number == Self.bonaFideNumber ? nil : species[Int(number)]
  }

  private mutating func number(of name: PAISpecies) -> UInt16 {
    if let number = numberOfSpecies[name] { return number }
    if species.count >= Int(Self.bonaFideNumber) - 1, name != ScoreTable.furtherSpecies {
      return number(of: ScoreTable.furtherSpecies)
    }
    let number = UInt16(species.count)
    species.append(name)
    numberOfSpecies[name] = number
    return number
  }

  private mutating func number(of reason: NonResponseReason) -> UInt8 {
    if let number = numberOfReason[reason] { return number }
    if reasons.count >= Int(Self.comparedNumber) - 1, reason != .failed {
      return number(of: .failed)
    }
    let number = UInt8(reasons.count)
    reasons.append(reason)
    numberOfReason[reason] = number
    return number
  }
}
