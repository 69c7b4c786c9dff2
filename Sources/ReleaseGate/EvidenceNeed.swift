public import PADVocabulary

/// More presentations that would make an undecided verdict decided.
public struct EvidenceNeed: Sendable, Hashable, CustomStringConvertible {
  /// The rule.
  public var rule: String
  /// The species; `nil` for bona fide presentations, or for those of every class.
  public var species: PAISpecies?
  /// The value of the rule's slice; `nil` without a slice.
  public var slice: String?
  /// Whether presentations of every class are needed, as for figures of the whole curve.
  public var isOfEveryClass: Bool
  /// About how many more; `nil` when no number can be told.
  public var presentations: Int?
  /// From about how many more clusters; `nil` where presentations are independent.
  public var clusters: Int?

  /// `needs about 120 more presentations of print`.
  public var description: String {
    let noun = presentations == 1 ? "presentation" : "presentations"
    let kind =
      species.map { "\(noun) of \($0.name.printable)" }
      ?? (isOfEveryClass ? "\(noun) of every class" : "bona fide \(noun)")
    let part = slice.map { " in \($0.printable)" } ?? ""
    guard let presentations else {
      return "needs more \(kind)\(part) (of more subjects or series, not more of the same)"
    }
    let from =
      clusters.map { ", of about \($0) more \($0 == 1 ? "subject" : "subjects") or series" } ?? ""
    return "needs about \(presentations) more \(kind)\(part)\(from)"
  }
}
