import PADVocabulary
import StructuredText

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Files that only their owner may read: mode 0600 in folders of mode 0700.
enum PrivateFile {
  /// Reads a private file; `nil` when it is not there.
  ///
  /// - Throws: `FileFault` when it is no regular file, not ours, or others may read or write it.
  static func read(_ path: String, cap: Int) throws(FileFault) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    if descriptor < 0 {
      if errno == ENOENT { return nil }
      throw fault(path, "open")
    }
    defer { _ = close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw fault(path, "examine") }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileFault(path: path, operation: "use", message: "it is not a regular file")
    }
    guard status.st_uid == geteuid() else {
      throw FileFault(path: path, operation: "use", message: "it belongs to another user")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw FileFault(
        path: path, operation: "use",
        message: "other users may read or change it; run chmod 600 on it")
    }
    var bytes = [UInt8](repeating: 0, count: cap)
    var count = 0
    while count < cap {
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe pread(
          descriptor, buffer.baseAddress.map { unsafe $0 + count }, cap - count, off_t(count))
      }
      if got == 0 { break }
      if got < 0 {
        if errno == EINTR { continue }
        throw fault(path, "read")
      }
      count += got
    }
    return Array(bytes.prefix(count))
  }

  /// Makes a folder, and those above it that are missing, for its owner only.
  static func makeFolder(_ path: String) throws(FileFault) {
    var status = stat()
    if unsafe stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw FileFault(path: path, operation: "use", message: "it is not a folder")
      }
      return
    }
    if let cut = path.lastIndex(of: "/"), cut != path.startIndex {
      try makeFolder(String(path[..<cut]))
    }
    if unsafe mkdir(path, 0o700) != 0, errno != EEXIST { throw fault(path, "make the folder") }
  }

  /// Makes a file with these bytes unless one is there: whoever links first wins, whole.
  static func createUnlessThere(_ bytes: [UInt8], path: String) throws(FileFault) {
    let number = String(UInt64.random(in: .min ... .max), radix: 16)
    let temporary = path + "." + number + ".tmp"
    let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw fault(path, "create") }
    defer { _ = unsafe unlink(temporary) }
    var done = 0
    while done < bytes.count {
      let wrote = unsafe bytes.withUnsafeBytes { buffer in
        unsafe write(
          descriptor, buffer.baseAddress.map { unsafe $0 + done }, buffer.count - done)
      }
      if wrote > 0 {
        done += wrote
      } else if wrote == 0 || errno != EINTR {
        let fault = fault(path, "write")
        _ = close(descriptor)
        throw fault
      }
    }
    let isSynced = fsync(descriptor) == 0
    let code = errno
    let isClosed = close(descriptor) == 0
    guard isSynced, isClosed else { throw fault(path, "sync", code: isSynced ? errno : code) }
    if unsafe link(temporary, path) != 0, errno != EEXIST { throw fault(path, "create") }
    syncFolder(of: path)
  }

  /// A key lost to a power cut is made again before anything was exported with it, so that a
  /// folder that cannot be synced is no reason to stop.
  private static func syncFolder(of path: String) {
    guard let cut = path.lastIndex(of: "/") else { return }
    let opened = unsafe open(String(path[..<cut]), O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { return }
    _ = fsync(opened)
    _ = close(opened)
  }

  private static func fault(
    _ path: String, _ operation: String, code: Int32 = errno
  ) -> FileFault {
    FileFault(path: path, operation: operation, code: code, message: systemWords(code))
  }
}
