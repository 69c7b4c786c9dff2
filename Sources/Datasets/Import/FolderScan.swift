import PADVocabulary
import StructuredText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Everything that lies in a folder, in the order of the paths' bytes, packed.
///
/// No link is followed and nothing is opened but folders, each beneath the one above it: the scan
/// cannot leave the folder, run in circles or block on a pipe.
struct FolderScan {
  /// What lies at a path.
  enum Kind: UInt8, Sendable {
    case file
    case link
    /// A pipe, a socket or a device.
    case special
    /// A folder that cannot be read, or too deep a one.
    case closedFolder
  }

  /// The most folders inside each other.
  static let deepest = 64
  /// The most entries.
  static let most = 20_000_000

  /// Paths inside the folder; bytes as the system gives them, which may be no UTF-8.
  private(set) var paths = TextColumn()
  private(set) var kinds: [Kind] = []
  /// Finds a path's row.
  private(set) var index = TextIndex()

  /// How many entries there are; folders that could be read are not counted.
  var count: Int { kinds.count }

  /// Looks at everything in a folder.
  ///
  /// - Throws: `FileFault` when the folder cannot be opened or holds too much.
  init(_ folder: String) throws(FileFault) {
    let root = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard root >= 0, let first = ScannedFolder(root, prefix: []) else {
      let code = errno
      if root >= 0 { _ = close(root) }
      throw FileFault(
        path: folder.printable, operation: "list", code: code,
        message: systemWords(code))
    }
    var open = [first]
    defer { for folder in open { _ = close(folder.descriptor) } }
    while let last = open.indices.last {
      guard let (path, kind) = open[last].next() else {
        _ = close(open.removeLast().descriptor)
        continue
      }
      guard kinds.count < Self.most else {
        throw FileFault(
          path: folder.printable, operation: "list",
          message: "it holds more than \(Self.most) entries")
      }
      guard case .folder = kind else {
        add(path, kind.scanned)
        continue
      }
      if open.count < Self.deepest, let inner = open[last].opened(path) {
        open.append(inner)
      } else {
        add(path, .closedFolder)
      }
    }
  }

  private mutating func add(_ path: [UInt8], _ kind: Kind) {
    _ = index.enter(path.span, as: kinds.count, in: paths)
    paths.append(path.span)
    kinds.append(kind)
  }

  /// The row of a path, or `nil`.
  func row(of path: String) -> Int? {
    index.find(Array(path.utf8).span, in: paths)
  }

  /// The rows whose paths begin with a folder's path, its slash included.
  func rows(inside folder: String) -> Range<Int> {
    let prefix = Array(folder.utf8)
    func first(from start: Int, _ isBeyond: (Span<UInt8>) -> Bool) -> Int {
      var low = start
      var high = count
      while low < high {
        let middle = low + (high - low) / 2
        if paths.withBytes(middle, isBeyond) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    let start = first(from: 0) { !$0.precedes(prefix) }
    return start..<first(from: start) { !$0.holds(prefix, at: 0, folded: false) }
  }
}

/// An open folder and what is still to be looked at in it.
private struct ScannedFolder {
  enum Kind {
    case file, folder, link, special

    var scanned: FolderScan.Kind {
      switch self {
      case .file: .file
      case .link: .link
      case .special: .special
      case .folder: .closedFolder
      }
    }
  }

  let descriptor: Int32
  /// The folder's path with a slash behind it; empty for the first.
  private let prefix: [UInt8]
  /// Names with their kinds, the last in the order of bytes first; a folder's ends with a slash,
  /// so that whole paths come in the order of their bytes.
  private var entries: [(name: [UInt8], kind: Kind)] = []

  /// Reads an open folder's names; `nil`, and the descriptor stays open, when it cannot.
  init?(_ descriptor: Int32, prefix: [UInt8]) {
    self.descriptor = descriptor
    self.prefix = prefix
    // closedir closes its descriptor: give it one of its own.
    let own = unsafe openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard own >= 0 else { return nil }
    guard let stream = unsafe fdopendir(own) else {
      _ = close(own)
      return nil
    }
    defer { _ = unsafe closedir(stream) }
    guard let place = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        if errno != 0 { return nil }
        break
      }
      let start = unsafe UnsafeRawPointer(entry) + place
      let length = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
      var name = unsafe Array(UnsafeRawBufferPointer(start: start, count: length))
      if name == Array(".".utf8) || name == Array("..".utf8) { continue }
      let kind = unsafe Self.kind(of: name, Int32(entry.pointee.d_type), in: descriptor)
      if kind == .folder { name.append(UInt8(ascii: "/")) }
      entries.append((name, kind))
    }
    entries.sort { $1.name.lexicographicallyPrecedes($0.name) }
  }

  /// The path of the next entry, without a slash behind it.
  mutating func next() -> (path: [UInt8], kind: Kind)? {
    guard let entry = entries.popLast() else { return nil }
    return (prefix + (entry.kind == .folder ? entry.name.dropLast() : entry.name[...]), entry.kind)
  }

  /// A folder in this one, opened; `nil` when it cannot be read or is none any more.
  func opened(_ path: [UInt8]) -> ScannedFolder? {
    let name = path.dropFirst(prefix.count).map { CChar(bitPattern: $0) } + [0]
    let inner = unsafe openat(
      descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard inner >= 0 else { return nil }
    guard let folder = ScannedFolder(inner, prefix: path + [UInt8(ascii: "/")]) else {
      _ = close(inner)
      return nil
    }
    return folder
  }

  private static func kind(of name: [UInt8], _ type: Int32, in folder: Int32) -> Kind {
    switch type {
    case Int32(DT_REG): return .file
    case Int32(DT_DIR): return .folder
    case Int32(DT_LNK): return .link
    case Int32(DT_UNKNOWN): break
    default: return .special
    }
    var info = stat()
    let text = name.map { CChar(bitPattern: $0) } + [0]
    guard unsafe fstatat(folder, text, &info, AT_SYMLINK_NOFOLLOW) == 0 else { return .special }
    switch info.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .special
    }
  }
}

extension Span<UInt8> {
  /// Whether these bytes come before others in the order of bytes.
  fileprivate func precedes(_ other: [UInt8]) -> Bool {
    for index in 0..<Swift.min(count, other.count) where self[index] != other[index] {
      return self[index] < other[index]
    }
    return count < other.count
  }
}
