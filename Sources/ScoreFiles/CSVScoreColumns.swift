import StructuredText

/// Where the columns of a score CSV are; found by name.
struct CSVScoreColumns: Sendable {
  var count = 0
  var isBonaFide = 0
  var attackType = 0
  var score = 0
  var presentationID: Int?
  var reason: Int?
  var cluster: Int?
  /// Whether the cluster column was taken for want of a better one, and may be no cluster at all.
  var isClusterTentative = false

  /// Finds the columns under a header; what is missing is added to the reader's diagnostics.
  init?(_ reader: inout CSVReader, options: ScoreReadingOptions) {
    let bonaFide = reader.requiredColumn("is_bonafide")
    let attack = reader.requiredColumn("attack_type")
    let score = reader.requiredColumn("score")
    // Where rows are frames, Bob's own grouping of them comes first.
    let video = options.readsFrames ? reader.column("video_key") : nil
    presentationID = video ?? reader.column("test_label")
    reason = reader.column("reason")
    switch options.clusters {
    case .none: break
    case .column(let name): cluster = reader.requiredColumn(name)
    case .automatic:
      cluster =
        reader.column("cluster") ?? reader.column("subject") ?? reader.column("subject_id")
      if cluster == nil {
        cluster = reader.column("claimed_id")
        isClusterTentative = cluster != nil
      }
    }
    if presentationID == nil, options.refusesDuplicates || options.keepsPresentationIDs,
      !reader.columns.isEmpty
    {
      reader.diagnostics.warning(
        line: 1, "there is no column 'test_label', so that duplicates cannot be found")
    }
    guard let bonaFide, let attack, let score, !reader.diagnostics.hasErrors else { return nil }
    count = reader.columns.count
    isBonaFide = bonaFide
    attackType = attack
    self.score = score
  }
}
