public import PADVocabulary

/// Which species an attacker can bring: one by its name, or every one of a kind, `replay/*`.
public struct SpeciesPattern: Sendable, Hashable, CustomStringConvertible {
  /// As files write it.
  public let description: String

  /// Reads a name or `KIND/*`; `nil` for an empty text and for `*` anywhere else.
  public init?(_ text: String) {
    let stars = text.utf8.count { $0 == UInt8(ascii: "*") }
    let isKind = text.hasSuffix("/*") && text.utf8.count > 2
    guard !text.isEmpty, stars == 0 || (stars == 1 && isKind) else { return nil }
    description = text
  }

  /// Whether a species is meant; a kind means its own plain name as well.
  public func matches(_ species: PAISpecies) -> Bool {
    guard description.hasSuffix("/*") else {
      return species.name.utf8.elementsEqual(description.utf8)
    }
    let kind = description.dropLast(2)
    return species.kind.utf8.elementsEqual(kind.utf8)
  }
}
