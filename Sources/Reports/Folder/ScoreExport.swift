import PADVocabulary
import ScoreFiles

/// Writes the scores of one detector on one partition in the native score format.
enum ScoreExport {
  /// Columns between the format's own and the dataset's attributes.
  private static let identities = ["cluster", "subject_id", "target_id"]

  static func write(
    _ rows: [ScoredPresentation], attributeNames: [String], to path: String
  ) throws(FileFault) {
    var writer = try ScoreFileWriter(
      path: path, metadata: identities + columns(for: attributeNames))
    for row in rows {
      var attributes = attributeNames.indices.map { index in
        index < row.attributes.count ? row.attributes[index] : ""
      }
      attributes.insert(contentsOf: [row.cluster, row.subject, row.target], at: 0)
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
  private static func columns(for names: [String]) -> [String] {
    var taken = Set(ScoreFileWriter.columns + identities)
    return names.map { name in
      var column = name
      while !taken.insert(column).inserted { column = "attribute_" + column }
      return column
    }
  }
}
