import Datasets
import PADVocabulary

/// How presentations spread over classes, partitions and attributes.
struct Balance {
  /// Label and species first, then the attributes in the manifest's order, values in the order of
  /// their bytes.
  let rows: [AuditResult.BalanceRow]

  /// Attributes with more values than this are measurements or names, not groups.
  private static let mostValues = 50

  init(_ dataset: Dataset) {
    let names = ["label", "pai_species"] + dataset.attributeNames
    var counts = [[String: [Int]]](repeating: [:], count: names.count)
    for presentation in dataset.presentations {
      let place =
        (presentation.presentationClass == .attack ? 4 : 0) + Self.place(presentation.partition)
      let values =
        [presentation.presentationClass.rawValue, presentation.species?.name ?? ""]
        + presentation.attributes
      for (index, value) in values.enumerated() where counts[index].count <= Self.mostValues {
        counts[index][value, default: [Int](repeating: 0, count: 8)][place] += 1
      }
    }
    rows = names.indices.flatMap { index -> [AuditResult.BalanceRow] in
      guard counts[index].count <= Self.mostValues else { return [] }
      let values = counts[index].keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      return values.compactMap { value in
        guard let found = counts[index][value], index != 1 || !value.isEmpty else { return nil }
        return AuditResult.BalanceRow(
          attribute: names[index], value: value, bonaFide: Array(found[0..<4]),
          attacks: Array(found[4..<8]))
      }
    }
  }

  private static func place(_ partition: Partition?) -> Int {
    switch partition {
    case .train: 0
    case .dev: 1
    case .test: 2
    case nil: 3
    }
  }

  /// Says which partitions lack a class, and which species dev and test do not share.
  func addFindings(to findings: inout FindingList) {
    let labels = rows.filter { $0.attribute == "label" }
    let bonaFide = Self.sum(labels.map(\.bonaFide))
    let attacks = Self.sum(labels.map(\.attacks))
    for (place, name) in ["train", "dev", "test"].enumerated() {
      guard bonaFide[place] + attacks[place] > 0 else { continue }
      if bonaFide[place] == 0 || attacks[place] == 0 {
        let missing = bonaFide[place] == 0 ? "bona fide" : "attack"
        findings.add(
          AuditFinding(
            .warning, .balance, "\(name) has no \(missing) presentations",
            remedy: "rates and thresholds that need them are undefined there"))
      }
    }
    for row in rows where row.attribute == "pai_species" {
      let (dev, test) = (row.attacks[1], row.attacks[2])
      if (dev == 0) != (test == 0), attacks[1] > 0, attacks[2] > 0 {
        findings.add(
          AuditFinding(
            .note, .balance,
            "the species \(row.value.printable) is in \(dev == 0 ? "test but not in dev" : "dev but not in test")",
            remedy: "meant so in a test with unseen attacks, else a mistake"))
      }
    }
  }

  private static func sum(_ rows: [[Int]]) -> [Int] {
    rows.reduce([0, 0, 0, 0]) { sum, row in zip(sum, row).map { $0 + $1 } }
  }
}
