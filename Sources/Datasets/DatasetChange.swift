public import Evidence

/// One line of a dataset's `changes.log`: when it was locked, and when the lock was replaced.
public struct DatasetChange: Sendable, Hashable {
  /// The line's number, from 1.
  public var sequence: Int
  /// The digest of the line before, without its line end; of nothing for the first.
  public var previous: ContentDigest
  /// Who locked it; empty unless somebody said so.
  public var by: String
  /// Why the lock was replaced; may be empty for the first.
  public var reason: String
  /// The root digest of the lock that was replaced; `nil` for the first.
  public var oldRoot: ContentDigest?
  /// The root digest of the lock that was written.
  public var newRoot: ContentDigest
  /// How many files came, went, and have other bytes.
  public var counts: Counts

  /// How many files changed, and whether labels did.
  public struct Counts: Sendable, Hashable {
    /// Files that the old lock did not have.
    public var added: Int
    /// Files that the new lock does not have.
    public var removed: Int
    /// Files of both with other bytes.
    public var changed: Int
    /// Whether ids, labels or species differ.
    public var labels: Bool

    /// Counts what differs between two locks; everything is new without an old one.
    public init(from old: DatasetLock?, to new: DatasetLock) {
      added = 0
      changed = 0
      var common = 0
      for row in 0..<new.count {
        let file = new.file(at: row)
        guard let earlier = old?.file(file.path) else {
          added += 1
          continue
        }
        common += 1
        if earlier != file { changed += 1 }
      }
      removed = (old?.count ?? 0) - common
      labels = old.map { $0.labels != new.labels } ?? false
    }

    init(added: Int, removed: Int, changed: Int, labels: Bool) {
      self.added = added
      self.removed = removed
      self.changed = changed
      self.labels = labels
    }

    /// The counts as a person reads them.
    public var words: String {
      "\(added) files added, \(removed) removed, \(changed) changed"
        + (labels ? ", labels changed" : "")
    }
  }
}
