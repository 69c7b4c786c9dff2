public import PADVocabulary

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A regular file opened for reading. Never maps the file, so that a file cut short while it is
/// read ends early instead of killing the process.
public final class InputFile: Sendable {
  /// The path as the user named it.
  public let path: String
  /// The size in bytes when it was opened.
  public let size: Int
  private let descriptor: Int32

  /// Opens a file; a FIFO, device, socket or folder is refused without blocking on it.
  public init(path: String) throws(FileFault) {
    self.path = path
    guard !path.utf8.contains(0) else {
      throw FileFault(path: path.printable, operation: "open", message: "the path contains a NUL")
    }
    let opened = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard opened >= 0 else { throw FileFault.ofSystem(path: path, operation: "open") }
    var status = stat()
    guard unsafe fstat(opened, &status) == 0 else {
      let fault = FileFault.ofSystem(path: path, operation: "examine")
      _ = close(opened)
      throw fault
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      _ = close(opened)
      throw FileFault(path: path, operation: "read", message: "it is not a regular file")
    }
    descriptor = opened
    size = Int(status.st_size)
  }

  deinit {
    _ = close(descriptor)
  }

  /// Fills a part of `buffer` with the bytes at `offset`; returns how many there were, fewer than
  /// asked only at the end of the file.
  public func read(
    into buffer: inout [UInt8], at range: Range<Int>, offset: Int
  ) throws(FileFault) -> Int {
    guard range.lowerBound >= 0, range.upperBound <= buffer.count, offset >= 0 else {
      throw FileFault(path: path, operation: "read", message: "the range is out of bounds")
    }
    var done = 0
    while done < range.count {
      let wanted = range.count - done
      let start = range.lowerBound + done
      let got = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe pread(
          descriptor, bytes.baseAddress.map { unsafe $0 + start }, wanted, off_t(offset + done))
      }
      if got > 0 {
        done += got
      } else if got == 0 {
        break
      } else if errno != EINTR {
        throw FileFault.ofSystem(path: path, operation: "read")
      }
    }
    return done
  }
}

/// Reads a regular file whole; one over `cap` bytes is refused, before reading where its size
/// already says so.
public func readWholeFile(_ path: String, cap: Int) throws(FileFault) -> [UInt8] {
  let file = try InputFile(path: path)
  func tooBig() -> FileFault {
    FileFault(path: path, operation: "read", message: "it is larger than \(cap) bytes")
  }
  guard file.size <= cap else { throw tooBig() }
  var bytes: [UInt8] = []
  var room = file.size + 1
  while true {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: room))
    let got = try file.read(into: &bytes, at: start..<bytes.count, offset: start)
    bytes.removeLast(room - got)
    guard bytes.count <= cap else { throw tooBig() }
    if got < room { return bytes }
    room = 65_536
  }
}

extension FileFault {
  /// The fault of the system call that just failed, with the system's own words for it.
  static func ofSystem(path: String, operation: String, code: Int32 = errno) -> FileFault {
    FileFault(
      path: path.printable, operation: operation, code: code, message: systemWords(code))
  }
}
