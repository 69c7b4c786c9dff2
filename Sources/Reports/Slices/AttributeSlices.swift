import ErrorRates
import PADVocabulary

/// The error rates of one detector within each value of the dataset's attributes, at the operating
/// point of the whole.
struct AttributeSlices {
  /// An attribute needs this many different values to be sliced by.
  static let valueLimits = 2...20

  /// The presentations with one value of one attribute.
  struct Slice {
    /// The value; empty for presentations that have none.
    var value: String
    /// What they gave.
    var result: PartitionResult
  }

  /// The slices of one attribute.
  struct Attribute {
    var name: String
    /// Sorted by the bytes of their values.
    var slices: [Slice]
  }

  /// An attribute that was not sliced by, and why.
  struct Omission {
    var name: String
    var reason: String
  }

  /// The attributes that were sliced by, in the dataset's order.
  private(set) var attributes: [Attribute] = []
  /// The others.
  private(set) var omissions: [Omission] = []

  /// Slices the presentations of test; `nil` without attributes, rows or an operating point.
  init?(_ subsystem: SubsystemReport, attributeNames: [String]) {
    guard !attributeNames.isEmpty, let rows = subsystem.scores(of: .test)?.rows, !rows.isEmpty,
      let point = subsystem.results.operatingPoint
    else { return nil }
    var options = EvaluationOptions(
      nonResponsePolicy: subsystem.results.options.nonResponsePolicy,
      confidenceLevel: subsystem.results.options.confidenceLevel,
      intervalMethod: subsystem.results.options.intervalMethod, fixedRates: [], curvePoints: 0)
    options.intervalSides = subsystem.results.options.intervalSides
    for (index, name) in attributeNames.enumerated() {
      guard let values = Self.values(of: index, in: rows) else {
        let most = Self.valueLimits.upperBound
        omissions.append(Omission(name: name, reason: "more than \(most) values"))
        continue
      }
      let stated = values.filter { !$0.isEmpty }
      guard stated.count >= Self.valueLimits.lowerBound else {
        let reason = stated.isEmpty ? "no value" : "one value only"
        omissions.append(Omission(name: name, reason: reason))
        continue
      }
      let tables = Self.tables(of: index, values: values, in: rows)
      let slices = zip(values, tables).compactMap { value, table -> Slice? in
        // A threshold that the evaluation of the whole accepted is accepted for a part of it.
        let results = try? ErrorRates.evaluate(
          dev: nil, test: table, criterion: .fixed(point.threshold), options: options)
        return results.map { Slice(value: value, result: $0.test) }
      }
      attributes.append(Attribute(name: name, slices: slices))
    }
  }

  private static func value(_ index: Int, of row: ScoredPresentation) -> String {
    index < row.attributes.count ? row.attributes[index] : ""
  }

  /// The different values, sorted by their bytes; `nil` when there are too many.
  private static func values(of index: Int, in rows: [ScoredPresentation]) -> [String]? {
    var values: Set<String> = []
    for row in rows {
      values.insert(value(index, of: row))
      if values.count > valueLimits.upperBound + 1 { return nil }
    }
    let stated = values.filter { !$0.isEmpty }
    guard stated.count <= valueLimits.upperBound else { return nil }
    return values.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func tables(
    of index: Int, values: [String], in rows: [ScoredPresentation]
  ) -> [ScoreTable] {
    var places: [String: Int] = [:]
    for (place, value) in values.enumerated() { places[value] = place }
    var tables = values.map { _ in ScoreTable() }
    for row in rows {
      guard let place = places[value(index, of: row)] else { continue }
      tables[place].append(row.outcome, species: row.species, cluster: row.cluster)
    }
    return tables
  }
}
