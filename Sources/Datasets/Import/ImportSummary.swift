import PADVocabulary

/// What an import found, counted: every file of the folder is in exactly one of the counts.
public struct ImportSummary: Sendable {
  /// What became of a file.
  public enum Fate: UInt8, Sendable, CaseIterable {
    /// Nobody has looked at it yet.
    case open
    /// It is a presentation, or a picture of one.
    case imported
    /// It belongs to a presentation.
    case sideFile
    /// It is a list or table of the dataset.
    case list
    /// A rule says that it does not matter.
    case ignored
    /// It is among the findings.
    case found
  }

  /// One published count beside what was found.
  public struct Expectation: Sendable, Hashable {
    /// What is counted.
    public var what: String
    /// How many were found.
    public var found: Int
    /// How many there should be.
    public var expected: Int
    /// Whether the published count is hearsay.
    public var isUnverified: Bool
  }

  /// A protocol that was written.
  public struct WrittenProtocol: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// How many folds it has; 1 without folds.
    public var folds: Int
    /// How many rows it has.
    public var rows: Int
    /// Whether lists of the dataset say it, or the layout's rule alone.
    public var isFromLists: Bool
  }

  /// The layout.
  public var layout = ""
  /// All entries of the folder.
  public var files = 0
  /// How many entries had each fate; the sum is `files`.
  public var fates: [Fate: Int] = [:]
  /// How many presentations there are, references included.
  public var presentations = 0
  /// How many bona fide probes there are.
  public var bonaFide = 0
  /// How many attack probes of each species there are, by the names' bytes.
  public var species: [(name: String, count: Int)] = []
  /// How many references there are.
  public var references = 0
  /// The published counts.
  public var expectations: [Expectation] = []
  /// How many findings of each kind there are, in the order of the kinds.
  public var findings: [(kind: ImportFinding.Kind, count: Int)] = []
  /// The first findings of each kind.
  public var samples: [ImportFinding] = []
  /// The protocols, by the names' bytes.
  public var protocols: [WrittenProtocol] = []
  /// What the import rests on that nobody has seen in a file of the dataset.
  public var unverified: [String] = []
  /// What a user of the dataset should know.
  public var notes: [String] = []

  /// How many findings of a kind there are.
  public func count(_ kind: ImportFinding.Kind) -> Int {
    findings.first { $0.kind == kind }?.count ?? 0
  }

  /// Whether something is not as the layout and the lists say it should be.
  public var hasDifferences: Bool {
    !findings.isEmpty || expectations.contains { $0.found != $0.expected }
  }

  /// The summary as lines of text.
  public var lines: [String] {
    var lines = [
      counted(presentations, "presentation") + ": \(bonaFide) bona fide, "
        + counted(attacks, "attack")
    ]
    if references > 0 { lines[0] += ", " + counted(references, "reference") + " for enrolment" }
    for entry in species { lines.append("  \(entry.name.printable): \(entry.count)") }
    let parts: [(Fate, String)] = [
      (.imported, "imported"), (.sideFile, "side files"), (.list, "lists"),
      (.ignored, "ignored by rule"), (.found, "reported below"),
    ]
    let words = parts.compactMap { fate, words in
      fates[fate].flatMap { $0 > 0 ? "\($0) \(words)" : nil }
    }
    lines.append(
      counted(files, "file") + ": " + (words.isEmpty ? "none" : words.joined(separator: ", ")))
    for entry in expectations {
      let difference = entry.found - entry.expected
      let verdict =
        difference == 0
        ? "as published" : difference < 0 ? "\(-difference) missing" : "\(difference) too many"
      let hearsay = entry.isUnverified ? ", unverified" : ""
      lines.append("  \(entry.what): \(entry.found) of \(entry.expected) (\(verdict)\(hearsay))")
    }
    for entry in protocols {
      let folds = entry.folds > 1 ? "\(entry.folds) folds, " : ""
      let origin = entry.isFromLists ? "" : ", from the layout's rule"
      lines.append("protocol \(entry.name): \(folds)\(entry.rows) rows\(origin)")
    }
    for (kind, count) in findings {
      lines.append("\(kind.rawValue): \(count)")
      for sample in samples where sample.kind == kind {
        let place = sample.line.map { ":\($0)" } ?? ""
        lines.append(
          "  \(sample.file)\(place)" + (sample.detail.isEmpty ? "" : ": \(sample.detail)"))
      }
      if count > ImportLog.shown { lines.append("  … and \(count - ImportLog.shown) more") }
    }
    for note in notes { lines.append("note: \(note)") }
    for fact in unverified { lines.append("unverified: \(fact)") }
    return lines
  }

  private func counted(_ count: Int, _ what: String) -> String {
    "\(count) \(what)" + (count == 1 ? "" : "s")
  }

  private var attacks: Int { species.reduce(0) { $0 + $1.count } }
}
