import PADVocabulary
import StructuredText

extension ImportEngine {
  /// Gives the manifest the partitions of one protocol, and none to what it leaves out.
  ///
  /// - Throws: `InvalidInput` when there is no such protocol or fold.
  mutating func adopt(_ choice: String) throws(InvalidInput) {
    let parts = choice.split(separator: "/", maxSplits: 1)
    let name = parts.first.map { String($0) } ?? ""
    let fold = parts.count == 2 ? String(parts[1]) : ""
    guard let rows = protocols.first(where: { $0.name == name })?.rows else {
      throw InvalidInput(
        .init(
          .error, "the import makes no protocol \(name.shown)",
          remedy: remedy(for: name, among: protocols.map(\.name))))
    }
    let number = rows.folds.firstIndex(of: fold) ?? (rows.folds.count == 1 ? 0 : -1)
    guard number >= 0, fold.isEmpty || rows.folds[number] == fold else {
      throw InvalidInput(
        .init(
          .error, "the protocol \(name.shown) has the folds \(rows.folds.joined(separator: ", "))",
          remedy: "choose one, for example '\(name)/\(rows.folds[0])'"))
    }
    for row in list.indices where list.role(at: row) == .probe {
      list.set(partition: nil, row: row)
    }
    for row in rows.rows where Int(row.fold) == number {
      list.set(partition: row.partition, row: Int(row.presentation))
    }
  }

  /// Counts everything.
  func summary() -> ImportSummary {
    var summary = ImportSummary()
    summary.layout = layout.name
    summary.files = scan.count
    for fate in fates { summary.fates[fate, default: 0] += 1 }
    summary.presentations = list.count
    var species: [String: Int] = [:]
    for row in list.indices {
      if list.role(at: row) == .reference {
        summary.references += 1
      } else if let name = list.species(at: row)?.name {
        species[name, default: 0] += 1
      } else {
        summary.bonaFide += 1
      }
    }
    summary.species = species.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { (name: $0.key, count: $0.value) }
    summary.expectations = zip(layout.counts, countsFound).map { rule, found in
      .init(
        what: rule.what, found: found, expected: rule.count, isUnverified: rule.isUnverified)
    }
    summary.findings = ImportFinding.Kind.allCases.compactMap { kind in
      log.counts[kind].map { (kind: kind, count: $0) }
    }
    summary.samples = log.samples
    summary.protocols = protocols.map { name, rows in
      .init(
        name: name, folds: rows.folds.count, rows: rows.rows.count,
        isFromLists: rows.rows.first.map { $0.file >= 0 } ?? false)
    }
    summary.unverified = layout.unverified + hearsay.map { "used: " + $0 }
    summary.notes = layout.notes
    return summary
  }
}
