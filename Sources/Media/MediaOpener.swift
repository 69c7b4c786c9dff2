public import Datasets
import Evidence
import Imaging
import PADVocabulary
import StructuredText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Opens the files of a dataset's presentations, each inside its root and nowhere else.
///
/// A file is read once; its digest is that of the bytes that are returned, and is compared with
/// the dataset's lock where there is one. A pipe does not block, a link is not followed, and what
/// is not a regular file is refused. Safe to use from several tasks at once.
public final class MediaOpener: Sendable {
  /// What media may cost.
  public let settings: MediaSettings
  private let folders: [String: ContainedFolder]
  private let rootNames: [String]
  private let lock: DatasetLock?

  /// Opens the dataset's folder and its media roots.
  ///
  /// - Throws: `InvalidInput` naming every media root that nobody has bound, `FileFault` for a
  ///   folder that cannot be opened.
  public init(_ dataset: Dataset, settings: MediaSettings = MediaSettings()) throws {
    var diagnostics = DiagnosticList(file: dataset.folder)
    for root in dataset.unboundRoots {
      let what = root.description.isEmpty ? "" : " (\(root.description.printable))"
      diagnostics.error(
        "the media root \(root.name.shown)\(what) is not bound to a folder",
        remedy: "say where it is with --root \(root.name)=DIR, or in roots.local.yaml")
    }
    try diagnostics.throwErrors()
    var folders = ["": try ContainedFolder(dataset.folder)]
    for root in dataset.roots { folders[root.name] = try ContainedFolder(root.folder) }
    self.folders = folders
    self.settings = settings
    rootNames = dataset.description.mediaRoots.map(\.name)
    lock = dataset.lock
  }

  /// Whether every file that is read is held against the dataset's lock.
  public var isLocked: Bool { lock != nil }

  /// Reads one file whole.
  ///
  /// - Parameter media: a path as the manifest gives it.
  /// - Throws: `MediaFault`: `unreadable`, `too-big`, or `tampered` for bytes that are not those
  ///   of the lock.
  public func file(_ media: String) throws(MediaFault) -> MediaFile {
    let reference = try reference(media)
    return try file(try open(reference), reference)
  }

  /// Reads an open file whole.
  func file(
    _ descriptor: borrowing Descriptor, _ reference: MediaReference
  ) throws(MediaFault) -> MediaFile {
    let bytes = try ContainedFolder.bytes(
      of: descriptor, media: reference.text, limit: settings.imageLimits.maxFileBytes)
    try Self.refusePointer(bytes, media: reference.text)
    let digest = ContentDigest(of: bytes)
    try compare(reference, size: bytes.count, digest)
    return MediaFile(reference: reference, bytes: bytes, digest: digest)
  }

  /// Takes a path of the manifest apart.
  func reference(_ media: String) throws(MediaFault) -> MediaReference {
    do throws(MediaReference.Problem) {
      return try MediaReference(media, roots: rootNames)
    } catch {
      throw MediaFault(.unreadable, media: media, error.message, remedy: error.remedy)
    }
  }

  /// Opens what a reference names, whatever it is.
  func open(_ reference: MediaReference) throws(MediaFault) -> Descriptor {
    guard let folder = folders[reference.root] else {
      throw MediaFault(
        .unreadable, media: reference.text,
        "the media root \(reference.root.shown) is not bound to a folder",
        remedy: "say where it is with --root \(reference.root)=DIR")
    }
    return try folder.opened(reference.path, media: reference.text)
  }

  /// Compares what was read with the lock.
  func compare(
    _ reference: MediaReference, size: Int, _ digest: ContentDigest
  ) throws(MediaFault) {
    guard let lock, !lock.covers(reference.text, size: size, digest: digest) else { return }
    throw MediaFault(
      .tampered, media: reference.text,
      lock.file(reference.text) == nil
        ? "the file is not in dataset.lock" : "the file is not what dataset.lock says it was",
      remedy: "restore it, or lock the dataset again if the change is meant")
  }

  /// Refuses the text file that stands for a picture in a checkout without its large files.
  static func refusePointer(_ bytes: [UInt8], media: String) throws(MediaFault) {
    guard bytes.count < 1024, bytes.starts(with: "version https://git-lfs".utf8) else { return }
    throw MediaFault(
      .unreadable, media: media,
      "this is a Git LFS pointer of \(bytes.count) bytes, not the file itself",
      remedy: "run 'git lfs pull' in the dataset's folder")
  }

  /// Hashes an open file piece by piece, for one that is too large for memory.
  func digest(
    of descriptor: borrowing Descriptor, media: String, limit: Int
  ) throws(MediaFault) -> (digest: ContentDigest, size: Int) {
    var hasher = ContentHasher()
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    var size = 0
    let number = descriptor.number
    while true {
      let got = unsafe buffer.withUnsafeMutableBytes { room in
        unsafe pread(number, room.baseAddress, room.count, off_t(size))
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw MediaFault(.unreadable, media: media, systemWords(errno)) }
      if got == 0 { return (hasher.finish(), size) }
      hasher.update(buffer, count: got)
      size += got
      guard size <= limit else {
        throw MediaFault(.tooBig, media: media, "the file is over the limit of \(limit) bytes")
      }
    }
  }
}
