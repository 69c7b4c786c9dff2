public import PADVocabulary

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Writes a large file piece by piece; the file appears under its name, whole, with `commit`.
///
/// What is there already and is no file, such as `/dev/stdout`, `/dev/null` or a pipe, is written
/// into as it is: taking its name would break it for everybody.
///
/// Until then the bytes are in a file `.padbench-….tmp` in the same folder, which is removed when
/// the writer is given up: a class, so that giving up is noticed.
public final class AtomicFileWriter {
  /// The path that the file will have.
  public let path: String
  /// The bytes appended so far.
  public private(set) var count = 0

  private let folder: String
  /// The file that is written; empty where the bytes go straight to a device or pipe.
  private let temporary: String
  private var descriptor: Int32
  private var pending: [UInt8] = []

  /// Makes the temporary file; `permissions` are its mode before the process's mask.
  public init(path: String, permissions: UInt32 = 0o666) throws(FileFault) {
    guard let name = path.utf8.split(separator: UInt8(ascii: "/")).last,
      path.utf8.last != UInt8(ascii: "/"), !path.utf8.contains(0)
    else {
      throw FileFault(path: path.printable, operation: "write", message: "the path names no file")
    }
    self.path = path
    let before = String(decoding: path.utf8.dropLast(name.count), as: UTF8.self)
    folder = before.isEmpty ? "." : before
    if Self.isStream(path) {
      temporary = ""
      descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw FileFault.ofSystem(path: path, operation: "open") }
      return
    }
    var opened: Int32 = -1
    var candidate = ""
    repeat {
      // Only the name of a file that never outlives the writing is random.
      let number = String(UInt64.random(in: .min ... .max), radix: 16)
      candidate = before + ".padbench-" + number + ".tmp"
      opened = unsafe open(
        candidate, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(permissions & 0o777))
    } while opened < 0 && (errno == EEXIST || errno == EINTR)
    guard opened >= 0 else {
      throw FileFault.ofSystem(path: path, operation: "create a file in the folder of")
    }
    temporary = candidate
    descriptor = opened
  }

  /// Takes over a file in the same folder that is complete but may not be on the disk yet.
  init(adopting temporary: String, as path: String) throws(FileFault) {
    self.path = path
    self.temporary = temporary
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
    let before = String(decoding: path.utf8.dropLast(name.count), as: UTF8.self)
    folder = before.isEmpty ? "." : before
    descriptor = unsafe open(temporary, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFault.ofSystem(path: temporary, operation: "open") }
  }

  deinit {
    abort()
  }

  /// Adds bytes.
  public func append(_ bytes: [UInt8]) throws(FileFault) {
    guard descriptor >= 0 else { throw closedFault }
    count += bytes.count
    if pending.isEmpty, bytes.count >= Self.batch {
      try writeAll(bytes)
    } else {
      pending += bytes
      if pending.count >= Self.batch { try flush() }
    }
  }

  /// Adds text as UTF-8.
  public func append(_ text: String) throws(FileFault) {
    try append(Array(text.utf8))
  }

  /// Makes everything durable under the file's name.
  public func commit() throws(FileFault) {
    guard descriptor >= 0 else { throw closedFault }
    try flush()
    if temporary.isEmpty {
      let closed = close(descriptor)
      descriptor = -1
      guard closed == 0 else { throw failed("close") }
      return
    }
    // A failed sync is never tried again: the system may have dropped the data and then say
    // that all is well.
    guard sync(descriptor) == 0 else { throw failed("sync") }
    let closed = close(descriptor)
    descriptor = -1
    guard closed == 0 else { throw failed("close") }
    guard unsafe rename(temporary, path) == 0 else { throw failed("rename a new file to") }
    try syncFolder()
  }

  /// Gives up: what was written is removed, the file of that name stays as it was.
  public func abort() {
    guard descriptor >= 0 else { return }
    _ = close(descriptor)
    descriptor = -1
    if !temporary.isEmpty { _ = unsafe unlink(temporary) }
  }

  /// Whether something is at a path, links followed, that bytes flow through instead of staying.
  private static func isStream(_ path: String) -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return false }
    return [S_IFCHR, S_IFBLK, S_IFIFO, S_IFSOCK].contains(status.st_mode & S_IFMT)
  }

  private static let batch = 1 << 18

  private var closedFault: FileFault {
    FileFault(path: path, operation: "write", message: "the file was committed or given up before")
  }

  private func flush() throws(FileFault) {
    guard !pending.isEmpty else { return }
    try writeAll(pending)
    pending.removeAll(keepingCapacity: true)
  }

  private func writeAll(_ bytes: [UInt8]) throws(FileFault) {
    var done = 0
    while done < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { buffer in
        unsafe write(
          descriptor, buffer.baseAddress.map { unsafe $0 + done }, buffer.count - done)
      }
      if written > 0 {
        done += written
      } else if written == 0 || errno != EINTR {
        throw failed("write \(count) bytes to")
      }
    }
  }

  private func failed(_ operation: String) -> FileFault {
    let fault = FileFault.ofSystem(path: path, operation: operation)
    if descriptor >= 0 { abort() } else if !temporary.isEmpty { _ = unsafe unlink(temporary) }
    return fault
  }

  private func syncFolder() throws(FileFault) {
    let opened = unsafe open(folder, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw FileFault.ofSystem(path: folder, operation: "open") }
    defer { _ = close(opened) }
    // Some file systems have no sync for folders and say EINVAL.
    if fsync(opened) != 0, errno != EINVAL {
      throw FileFault.ofSystem(path: folder, operation: "sync")
    }
  }

  private func sync(_ descriptor: Int32) -> Int32 {
    #if canImport(Darwin)
      // fsync(2) there leaves the data in the drive's cache; file systems without the stronger
      // call say so, and then fsync is the best there is.
      if fcntl(descriptor, F_FULLFSYNC) == 0 { return 0 }
      guard errno == ENOTSUP || errno == EINVAL else { return -1 }
    #endif
    return fsync(descriptor)
  }
}
