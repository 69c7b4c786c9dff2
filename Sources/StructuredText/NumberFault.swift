/// Why a text is no number of the grammar.
public enum NumberFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is nothing.
  case empty
  /// It is written in a form the grammar does not have (`+1`, `.5`, `5.`, `0x1F`, `1_000`, `inf` …).
  case malformed
  /// It is further from zero than the type holds; never read as infinity.
  case overflow
  /// It is nearer to zero than any number of the type but not zero; never read as zero.
  case underflow

  /// The fault as the end of a sentence that names the text.
  public var description: String {
    switch self {
    case .empty: "is empty where a number is expected"
    case .malformed: "is not a number in plain decimal form"
    case .overflow: "is too large for a number"
    case .underflow: "is too near zero to be told from it"
    }
  }
}
