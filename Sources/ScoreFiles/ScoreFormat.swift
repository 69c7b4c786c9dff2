import StructuredText

/// A way to lay out scores in a file. What a format does not say is declared by the reader's
/// options, never guessed.
public enum ScoreFormat: String, Sendable, Hashable, CaseIterable {
  /// CSV with columns by name: `claimed_id, test_label, is_bonafide, attack_type, score`, optional
  /// `reason`, `cluster`, `subject`, and metadata. padbench's own and Bob's PAD CSV
  /// (bob.pad.base 6, `scores-{train,dev,eval}.csv`).
  case csv
  /// Bob's CSV of comparisons: `bio_ref_subject_id, probe_subject_id, probe_attack_type` (also
  /// `attack_type`), `score`; read by `ComparisonScores` (bob.bio.base 8, `split_csv_vuln`).
  case bobVulnerability = "bob-vulnerability"
  /// Lines `claimed_id real_id test_label score`; `real_id` is the claimed id for bona fide and
  /// `attack/SPECIES` for attack presentations.
  case bobFourColumn = "bob-4-column"
  /// Lines `claimed_id model_label real_id test_label score`, otherwise like the four columns.
  case bobFiveColumn = "bob-5-column"
  /// Lines `score label`, label 1 for bona fide and 0 for attacks (the CDCN family).
  case scoreLabel = "score-label"
  /// Lines `label score`, between blanks or as CSV under the header `label,score`; labels 1 or
  /// `positives` for bona fide, 0, -1 or `negatives` for attacks (bob.measure). Without the header it has to be declared.
  case labelScore = "label-score"
  /// gradgpad's JSON object of names and scores; lower is more bona fide there, which must be
  /// declared, and a list of labels must be given.
  case gradgpad
  /// Two files of one score per line, bona fide and attacks (PyPAD, PyEER).
  case pairedLists = "paired-lists"
  /// Lines `color depth ir score` of a CASIA-SURF submission; a list of labels must be given.
  case casiaSurf = "casia-surf"

  /// The format that the beginning of a file has beyond doubt, or `nil`.
  ///
  /// Four words per line are CASIA-SURF's when the first three are names of pictures. Two numbers
  /// per line are `score label` only when the first of them could not be the label.
  public static func detected(in head: [UInt8]) -> ScoreFormat? {
    let text = head.starts(with: [0xef, 0xbb, 0xbf]) ? head.dropFirst(3) : head[...]
    guard
      let line = text.split(whereSeparator: { $0 == 0x0a || $0 == 0x0d })
        .first(where: { $0.contains { $0 != 0x20 && $0 != 0x09 } })
    else { return nil }
    if line.first(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: "{") { return .gradgpad }
    if line.contains(UInt8(ascii: ",")) {
      let columns = CSVReader(bytes: Array(line), name: "").columns
      if columns.contains("bio_ref_subject_id") { return .bobVulnerability }
      if columns == ["label", "score"] { return .labelScore }
      return columns.contains("is_bonafide") && columns.contains("score") ? .csv : nil
    }
    let words = line.split { $0 == 0x20 || $0 == 0x09 }.map { String(decoding: $0, as: UTF8.self) }
    guard let last = words.last, isScore(last) || words.count == 2 else { return nil }
    switch words.count {
    case 5: return .bobFiveColumn
    case 4: return words.dropLast().allSatisfy(isPicture) ? .casiaSurf : .bobFourColumn
    case 2:
      let isLabelled = (last == "0" || last == "1") && isScore(words[0])
      return isLabelled && !["0", "1", "-1"].contains(words[0]) ? .scoreLabel : nil
    default: return nil
    }
  }

  private static func isScore(_ word: String) -> Bool {
    (try? NumberText.score(Array(word.utf8).span)) != nil
  }

  private static func isPicture(_ word: String) -> Bool {
    [".jpg", ".jpeg", ".png", ".bmp"].contains { word.lowercased().hasSuffix($0) }
  }
}

/// Which end of a score file's scale means bona fide; declared, never guessed.
public enum Polarity: String, Sendable, Hashable, CaseIterable {
  /// Higher scores are more bona fide, as in padbench.
  case higherIsBonaFide = "higher-is-bona-fide"
  /// Lower scores are more bona fide; scores change their sign when they are read.
  case lowerIsBonaFide = "lower-is-bona-fide"
}
