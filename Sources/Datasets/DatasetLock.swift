public import Evidence
import PADVocabulary

/// What every file of a dataset was when it was locked (`dataset.lock`).
///
/// A lock covers what an evaluation can read: `dataset.yaml`, `manifest.csv`, the protocols,
/// `comparisons.csv`, and every file that a presentation names, in the dataset or in a media root.
/// Other files in the folder are none of its business, and neither is `roots.local.yaml`.
public struct DatasetLock: Sendable {
  /// One digest for the whole dataset: of the labels and of all files, sorted by path, so that it
  /// does not depend on the order in which they were found.
  public let root: ContentDigest
  /// The digest of every presentation's id, label and species, sorted by id; tells a swapped
  /// label from other changes of the manifest.
  public let labels: ContentDigest
  private let rows: Rows

  /// Locks files in any order; a path that is there twice counts once.
  public init(files: [LockedFile], labels: ContentDigest) {
    var rows = Rows()
    for file in files.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
      rows.append(path: Array(file.path.utf8).span, size: file.size, digest: file.digest)
    }
    var hasher = Self.hasher(labels: labels)
    for row in rows.digests.indices {
      let line = Self.line(path: rows.paths[row], rows.sizes[row], rows.digests[row])
      hasher.update(Array(line.utf8))
    }
    self.init(root: hasher.finish(), labels: labels, rows: rows)
  }

  init(root: ContentDigest, labels: ContentDigest, rows: Rows) {
    self.root = root
    self.labels = labels
    self.rows = rows
  }

  /// What the root digest begins with; every file's line follows.
  static func hasher(labels: ContentDigest) -> ContentHasher {
    var hasher = ContentHasher()
    hasher.update(Array((signature + "\nlabels \(labels)\n").utf8))
    return hasher
  }

  /// The files, packed, in the order of their paths' bytes.
  struct Rows: Sendable {
    var paths = TextColumn()
    var index = TextIndex()
    var sizes: [Int] = []
    var digests: [ContentDigest] = []

    /// Adds a file unless its path is there.
    mutating func append(path: Span<UInt8>, size: Int, digest: ContentDigest) {
      guard index.enter(path, as: digests.count, in: paths) == nil else { return }
      paths.append(path)
      sizes.append(size)
      digests.append(digest)
    }
  }

  /// How many files are locked.
  public var count: Int { rows.digests.count }

  /// One file, by its place in the order of the paths' bytes.
  public func file(at row: Int) -> LockedFile {
    LockedFile(path: rows.paths[row], size: rows.sizes[row], digest: rows.digests[row])
  }

  /// The file of this path, or `nil` when the lock does not cover it.
  public func file(_ path: String) -> LockedFile? {
    rows.index.find(Array(path.utf8).span, in: rows.paths).map { file(at: $0) }
  }

  /// Whether this path's bytes are those that were locked.
  public func covers(_ path: String, size: Int, digest: ContentDigest) -> Bool {
    guard let row = rows.index.find(Array(path.utf8).span, in: rows.paths) else { return false }
    return rows.sizes[row] == size && rows.digests[row] == digest
  }

  /// The digest of the labels of some presentations, whatever their order.
  public static func labels(of list: PresentationList) -> ContentDigest {
    let order = list.indices.sorted { list.idPrecedes($0, $1) }
    var hasher = ContentHasher()
    for row in order {
      let species = list.species(at: row)?.name ?? ""
      let label = list.presentationClass(at: row).rawValue
      hasher.update(Array("\(list.id(at: row))\0\(label)\0\(species)\n".utf8))
    }
    return hasher.finish()
  }

  /// The first line of a lock file.
  static let signature = "padbench dataset lock 1"

  static func line(path: String, _ size: Int, _ digest: ContentDigest) -> String {
    "\(digest) \(size) \(path)\n"
  }
}
