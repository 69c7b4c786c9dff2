import Evidence

/// Scores of earlier runs that may stand for scores of this one.
///
/// A score is taken over only where everything that can change it is the same: the detector's
/// scoring key, and the digest of everything that is read for the presentation. Non-responses are
/// never taken over.
public struct ScoreReuse: Sendable {
  /// Per digest: the pictures' own digest, and a score per detector of this run.
  private var entries: [ContentDigest: Entry] = [:]
  private let keys: [String]

  struct Entry: Sendable {
    var mediaDigest: String
    var scores: [Double?]
  }

  /// Nothing to take over.
  ///
  /// - Parameter scoringKeys: of the detectors of this run, in order.
  public init(scoringKeys: [String]) {
    keys = scoringKeys
  }

  /// Whether there is nothing to take over.
  public var isEmpty: Bool { entries.isEmpty }

  /// Adds the scores of a run; the first run's score of a presentation stands.
  ///
  /// - Returns: how many scores of this run's detectors it has.
  /// - Throws: `InvalidInput` for a folder without a run and for a damaged journal, `FileFault`.
  @discardableResult
  public mutating func add(folder: String) throws -> Int {
    var found = 0
    try JournalFile.forEachScore(folder: folder) { heading, row in
      for (position, key) in keys.enumerated()
      where heading.detectors[row.detector].scoringKey == key {
        entries[
          row.inputDigest,
          default: Entry(
            mediaDigest: row.mediaDigest, scores: Array(repeating: nil, count: keys.count))
        ].set(row.score, at: position)
        found += 1
      }
    }
    return found
  }

  /// What is known of a presentation of which this was read.
  func entry(of digest: ContentDigest) -> Entry? { entries[digest] }
}

extension ScoreReuse.Entry {
  fileprivate mutating func set(_ score: Double, at position: Int) {
    if scores[position] == nil { scores[position] = score }
  }
}
