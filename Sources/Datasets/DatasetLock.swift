public import Evidence
import PADVocabulary

/// What every file of a dataset was when it was locked (`dataset.lock`).
///
/// A lock covers what an evaluation can read: `dataset.yaml`, `manifest.csv`, the protocols, and
/// every file that a presentation names, in the dataset or in a media root. Other files in the
/// folder are none of its business, and neither is `roots.local.yaml`.
public struct DatasetLock: Sendable {
  /// One digest for the whole dataset: of the labels and of all files, sorted by path, so that it
  /// does not depend on the order in which they were found.
  public let root: ContentDigest
  /// The digest of every presentation's id, label and species, sorted by id; tells a swapped
  /// label from other changes of the manifest.
  public let labels: ContentDigest
  private var paths = TextColumn()
  private var index = TextIndex()
  private var sizes: [Int] = []
  private var digests: [ContentDigest] = []

  /// Locks files in any order; a path that is there twice counts once.
  public init(files: [LockedFile], labels: ContentDigest) {
    self.labels = labels
    for file in files.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
      let path = Array(file.path.utf8)
      guard index.find(path.span, in: paths) == nil else { continue }
      paths.append(path.span)
      _ = index.enter(path.span, as: paths.count - 1, in: paths)
      sizes.append(file.size)
      digests.append(file.digest)
    }
    var hasher = ContentHasher()
    hasher.update(Array((Self.signature + "\nlabels \(labels)\n").utf8))
    for row in digests.indices {
      hasher.update(Array(Self.line(path: paths[row], sizes[row], digests[row]).utf8))
    }
    root = hasher.finish()
  }

  /// How many files are locked.
  public var count: Int { digests.count }

  /// One file, by its place in the order of the paths' bytes.
  public func file(at row: Int) -> LockedFile {
    LockedFile(path: paths[row], size: sizes[row], digest: digests[row])
  }

  /// The file of this path, or `nil` when the lock does not cover it.
  public func file(_ path: String) -> LockedFile? {
    index.find(Array(path.utf8).span, in: paths).map { file(at: $0) }
  }

  /// Whether this path's bytes are those that were locked.
  public func covers(_ path: String, size: Int, digest: ContentDigest) -> Bool {
    guard let row = index.find(Array(path.utf8).span, in: paths) else { return false }
    return sizes[row] == size && digests[row] == digest
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
