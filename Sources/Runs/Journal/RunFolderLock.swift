public import PADVocabulary

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Keeps a second process out of a run's folder; the system releases it when the process dies.
public final class RunFolderLock: Sendable {
  /// The lock's file in the folder; it is there while a process works on the run, and stays behind,
  /// of no effect, when that process was killed.
  public static let fileName = ".padbench-lock"

  private let path: String
  private let descriptor: Int32

  /// Takes the lock, at once or not at all.
  ///
  /// - Throws: `FileFault`, naming the process that has it.
  public init(folder: String) throws(FileFault) {
    path = folder + "/" + Self.fileName
    while true {
      let opened = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
      guard opened >= 0 else {
        throw FileFault(
          path: folder.printable, operation: "write in the folder", code: errno,
          message: "the system refused; check that this user may write there")
      }
      guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
        let holder = Self.text(of: opened)
        _ = close(opened)
        throw FileFault(
          path: folder.printable, operation: "use the folder", code: EWOULDBLOCK,
          message: "another padbench (process \(holder)) works on this run; wait for it, or name "
            + "another folder with --output")
      }
      // The holder before may have removed the file between our opening and our locking it.
      if Self.isSame(opened, path) {
        descriptor = opened
        break
      }
      _ = close(opened)
    }
    let number = Array("\(getpid())".utf8)
    _ = ftruncate(descriptor, 0)
    _ = unsafe number.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  deinit {
    _ = unsafe unlink(path)
    _ = close(descriptor)
  }

  private static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
    var open = stat()
    var named = stat()
    guard unsafe fstat(descriptor, &open) == 0, unsafe lstat(path, &named) == 0 else {
      return false
    }
    return open.st_ino == named.st_ino && open.st_dev == named.st_dev
  }

  private static func text(of descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 20)
    let count = unsafe bytes.withUnsafeMutableBytes { room in
      unsafe pread(descriptor, room.baseAddress, room.count, 0)
    }
    let digits = bytes.prefix(max(0, count)).filter { (48...57).contains($0) }
    return digits.isEmpty ? "unknown" : String(decoding: digits, as: UTF8.self)
  }
}
