import PADVocabulary
import ReleaseGate
import StructuredText

/// The policies that come with the program, as the command line shows and finds them.
enum PolicyList {
  /// A table of all of them.
  static func text() throws -> String {
    var table = ListTable(["policy", "version", "limits are", "source"])
    for shipped in ShippedPolicy.allCases {
      let policy = try shipped.policy()
      let superseded = policy.isSuperseded ? ", superseded" : ""
      table.add([policy.id, policy.version, policy.status.rawValue + superseded, policy.source])
    }
    return table.text + "\n\n"
      + "verified: read in the scheme's own text; secondary: read in somebody's account of it;\n"
      + "unverified: from memory or hearsay, not to be relied on. Every limit has a status of its "
      + "own.\n"
  }

  /// The shipped policy of a name.
  ///
  /// - Throws: `InvalidInput` with the nearest name.
  static func named(_ name: String) throws(InvalidInput) -> ShippedPolicy {
    if let shipped = ShippedPolicy(rawValue: name) { return shipped }
    throw InvalidInput(
      Diagnostic(
        .error, "no policy called \(name.shown) comes with the program",
        remedy: remedy(for: name, among: ShippedPolicy.allCases.map(\.rawValue))))
  }

  /// Reads what the user named: a file where it looks like one, else a shipped policy.
  ///
  /// - Throws: `FileFault`, `InvalidInput`.
  static func read(_ name: String) throws -> Policy {
    if ShippedPolicy(rawValue: name) == nil, looksLikeFile(name) {
      return try Policy.read(path: name)
    }
    return try named(name).policy()
  }

  /// A misspelt name is no file that is missing, and a missing file no misspelt name.
  private static func looksLikeFile(_ name: String) -> Bool {
    name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml")
  }
}
