public import PADVocabulary

/// One thing that an audit found.
public struct AuditFinding: Sendable, Hashable {
  /// What kind of thing it is; its text stands in tables.
  public enum Kind: String, Sendable, Hashable, CaseIterable, Comparable {
    /// The same bytes, or the same picture, under both labels.
    case contradictoryLabels = "contradictory labels"
    /// A person, as subject or target, in more than one partition.
    case personLeak = "person in several partitions"
    /// The same bytes, or the same picture, in more than one partition.
    case pictureLeak = "picture in several partitions"
    /// Media that cannot be read or decoded.
    case unreadable
    /// Label predictable from what no detector should judge by.
    case shortcut
    /// The same bytes, or the same picture, more than once.
    case duplicate
    /// The same bytes, or the same picture, under several persons.
    case contradictoryPersons = "contradictory persons"
    /// A file whose name ends like another format.
    case fileEnding = "file ending"
    /// Neighbours carry the other label.
    case labelSuspect = "label suspect"
    /// Missing or rare classes.
    case balance

    /// Orders as listed, what matters most first.
    public static func < (left: Kind, right: Kind) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  /// How bad it is.
  public var severity: Diagnostic.Severity
  /// What kind of thing it is.
  public var kind: Kind
  /// The presentations concerned, in manifest order; empty for the dataset as a whole.
  public var presentations: [String]
  /// What is wrong, in one sentence without a full stop.
  public var message: String
  /// What to do about it; may be empty.
  public var remedy: String

  /// Makes a finding.
  public init(
    _ severity: Diagnostic.Severity, _ kind: Kind, presentations: [String] = [],
    _ message: String, remedy: String = ""
  ) {
    self.severity = severity
    self.kind = kind
    self.presentations = presentations
    self.message = message
    self.remedy = remedy
  }
}

/// Findings in the order in which they came, of every kind no more than a cap; the rest is counted.
struct FindingList {
  /// How many findings of a kind are kept.
  static let cap = 100_000

  private(set) var kept: [AuditFinding] = []
  private(set) var counts: [AuditFinding.Kind: Int] = [:]
  private(set) var errorCount = 0

  mutating func add(_ finding: AuditFinding) {
    let count = counts[finding.kind, default: 0] + 1
    counts[finding.kind] = count
    if finding.severity == .error { errorCount += 1 }
    if count <= Self.cap { kept.append(finding) }
  }
}
