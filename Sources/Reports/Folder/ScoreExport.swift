import PADVocabulary
import ScoreFiles

/// Writes the scores of one detector on one partition in the native score format.
enum ScoreExport {
  /// Columns between the format's own and the dataset's attributes.
  private static let identities = ["cluster", "subject_id", "target_id"]
  /// The column after them, where any row was explained.
  private static let explanation = "explanation"

  static func write(
    _ rows: [ScoredPresentation], attributeNames: [String], to path: String
  ) throws(FileFault) {
    let own = rows.contains { !$0.explanation.isEmpty } ? identities + [explanation] : identities
    var writer = try ScoreFileWriter(
      path: path, metadata: own + columns(for: attributeNames, beside: own))
    for row in rows {
      var attributes = attributeNames.indices.map { index in
        index < row.attributes.count ? row.attributes[index] : ""
      }
      let values = [row.cluster, row.subject, row.target, row.explanation]
      attributes.insert(contentsOf: values.prefix(own.count), at: 0)
      // Whose face is shown is who is claimed to be there.
      let claimed = row.species != nil && !row.target.isEmpty ? row.target : row.subject
      try writer.append(
        ScoreRow(
          claimedID: claimed, presentationID: row.presentationID, species: row.species,
          outcome: row.outcome, metadata: attributes))
    }
    try writer.finish()
  }

  /// Column names for attributes: one that the format uses for itself gets a prefix.
  private static func columns(for names: [String], beside own: [String]) -> [String] {
    var taken = Set(ScoreFileWriter.columns + own)
    return names.map { name in
      var column = name
      while !taken.insert(column).inserted { column = "attribute_" + column }
      return column
    }
  }
}
