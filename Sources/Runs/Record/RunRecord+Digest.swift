public import Evidence
import PADVocabulary

extension RunRecord {
  /// The digest of every presentation with its labels and outcomes, in order; times are left out.
  public var outcomesDigest: ContentDigest {
    var hasher = ContentHasher()
    func add(_ text: String) { hasher.update(Array("\(text.utf8.count):\(text)".utf8)) }
    for (position, presentation) in presentations.enumerated() {
      add(presentation.id)
      add(presentation.partition.rawValue)
      add(presentation.species.map { "attack " + $0.name } ?? "bona fide")
      for text in [presentation.subject, presentation.target, presentation.cluster] { add(text) }
      for value in presentation.attributes { add(value) }
      add(presentation.mediaDigest ?? "")
      for detector in outcomes {
        switch detector[position] {
        case .score(let score): add("score " + String(score.bitPattern, radix: 16))
        case .nonResponse(let reason): add("reason " + reason.rawValue)
        }
      }
    }
    return hasher.finish()
  }

  /// Reads the run in a folder, finished or not.
  ///
  /// - Throws: `InvalidInput` for a folder without a run and for a damaged journal, `FileFault`.
  public static func read(folder: String) throws -> RunRecord {
    try JournalFile.record(folder: folder)
  }
}
