import PADVocabulary
import StructuredText

/// Writes what was read from one format in another.
public enum ScoreConversion {
  /// The formats that can be written.
  public static let writable: [ScoreFormat] = [
    .csv, .bobFourColumn, .bobFiveColumn, .scoreLabel, .labelScore, .gradgpad,
  ]

  /// Writes a score file in a format that can hold it, higher scores more bona fide (in
  /// `gradgpad`: lower, as there).
  ///
  /// - Parameter allowsLoss: whether to leave out what the format has no place for.
  /// - Returns: what was left out, in sentences.
  /// - Throws: `InvalidInput` when the format cannot hold what the file says, with everything that
  ///   would be lost; `FileFault` when it cannot be written.
  @discardableResult
  public static func write(
    _ scores: ScoreFile, as format: ScoreFormat, to path: String, allowsLoss: Bool = false
  ) throws -> [String] {
    let lost = losses(of: scores, in: format)
    let impossible = obstacles(to: scores, in: format)
    guard impossible.isEmpty, lost.isEmpty || allowsLoss else {
      throw InvalidInput(
        impossible.map { Diagnostic(.error, file: path, $0) }
          + lost.map {
            Diagnostic(
              .error, file: path, $0, remedy: "leave it out with --allow-loss, or write csv")
          })
    }
    if format == .csv {
      try writeCSV(scores, to: path)
      return lost
    }
    let file = try AtomicFileWriter(path: path)
    if format == .gradgpad {
      let members = (0..<scores.table.count).map { row in
        let score = scores.table.outcome(at: row).score.map { -$0 }
        return JSONValue.Member(scores.presentationIDs?[row] ?? "", .finite(score))
      }
      try file.append(JSONValue.object(members).bytes(.indented))
      try file.append("\n")
    } else {
      for row in 0..<scores.table.count {
        try file.append(line(scores, row, format) + "\n")
      }
    }
    try file.commit()
    return lost
  }

  /// Why a score file cannot be written in a format at all, in sentences; empty when it can.
  public static func obstacles(to scores: ScoreFile, in format: ScoreFormat) -> [String] {
    let table = scores.table
    var lost: [String] = []
    let hasIDs = scores.presentationIDs?.count == table.count
    switch format {
    case .csv, .scoreLabel, .labelScore:
      break
    case .bobVulnerability, .pairedLists, .casiaSurf:
      lost.append("\(format.rawValue) is read only")
    case .bobFourColumn, .bobFiveColumn:
      if !hasIDs { lost.append("the presentation ids are not known") }
      let names =
        table.species.map(\.name) + table.clusters
        + (hasIDs ? (0..<table.count).map { scores.presentationIDs?[$0] ?? "" } : [])
      if let name = names.first(where: { !isWord($0) }) {
        lost.append("\(name.shown) is not one word")
      }
    case .gradgpad:
      if !hasIDs { lost.append("the presentation ids are not known") }
      if table.scores.indices.contains(where: { !isFinite(table, $0) }) {
        lost.append("gradgpad has finite scores only")
      }
    }
    return lost
  }

  /// What a format has no place for in a score file, in sentences; empty when it holds everything.
  public static func losses(of scores: ScoreFile, in format: ScoreFormat) -> [String] {
    let table = scores.table
    var lost: [String] = []
    switch format {
    case .csv, .bobVulnerability, .pairedLists, .casiaSurf, .gradgpad:
      break
    case .bobFourColumn, .bobFiveColumn:
      lost += lostReasons(table, format)
    case .scoreLabel, .labelScore:
      let name = format.rawValue
      if Set(table.species).count > 1 { lost.append("\(name) has no species of attacks") }
      if scores.presentationIDs?.count == table.count {
        lost.append("\(name) has no presentation ids")
      }
      if !table.clusters.isEmpty { lost.append("\(name) has no clusters") }
      lost += lostReasons(table, format)
    }
    return lost
  }

  private static func lostReasons(_ table: ScoreTable, _ format: ScoreFormat) -> [String] {
    table.reasons.allSatisfy { $0 == .unstated }
      ? [] : ["\(format.rawValue) has no reasons of non-responses"]
  }

  private static func isFinite(_ table: ScoreTable, _ row: Int) -> Bool {
    table.outcome(at: row).score?.isFinite ?? false
  }

  private static func isWord(_ name: String) -> Bool {
    !name.isEmpty && !name.utf8.contains { $0 <= 0x20 || $0 == 0x7f }
  }

  private static func claimedID(_ table: ScoreTable, _ row: Int) -> String {
    let number = Int(table.clusterNumbers[row])
    return table.clusters.indices.contains(number) ? table.clusters[number] : ""
  }

  private static func writeCSV(_ scores: ScoreFile, to path: String) throws(FileFault) {
    var writer = try ScoreFileWriter(path: path)
    for row in 0..<scores.table.count {
      try writer.append(
        ScoreRow(
          claimedID: claimedID(scores.table, row),
          presentationID: scores.presentationIDs?[row] ?? String(row + 1),
          species: scores.table.species(at: row), outcome: scores.table.outcome(at: row)))
    }
    try writer.finish()
  }

  private static func line(_ scores: ScoreFile, _ row: Int, _ format: ScoreFormat) -> String {
    let table = scores.table
    let score = NumberText.shortest(table.outcome(at: row).score ?? .nan)
    let species = table.species(at: row)
    if format == .scoreLabel { return "\(score) \(species == nil ? 1 : 0)" }
    if format == .labelScore { return "\(species == nil ? 1 : -1) \(score)" }
    let id = scores.presentationIDs?[row] ?? ""
    let cluster = claimedID(table, row)
    let claimed = cluster.isEmpty ? id : cluster
    let real = species.map { "attack/" + $0.name } ?? claimed
    return format == .bobFourColumn
      ? "\(claimed) \(real) \(id) \(score)" : "\(claimed) \(claimed) \(real) \(id) \(score)"
  }
}
