#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open file descriptor that is closed exactly once.
struct Descriptor: ~Copyable {
  /// The system's number.
  let number: Int32

  init(_ number: Int32) {
    self.number = number
  }

  deinit {
    _ = close(number)
  }

  /// What the system says about the open file, or `nil` with `errno` set.
  borrowing func status() -> stat? {
    var info = stat()
    return unsafe fstat(number, &info) == 0 ? info : nil
  }

  /// What changes when somebody writes to the file or puts another in its place; `nil` when it
  /// cannot be told.
  var identity: FileIdentity? {
    status().map { FileIdentity($0) }
  }

  /// The first bytes of the file, fewer when it is shorter; `nil` when it cannot be read.
  borrowing func firstBytes(_ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    let number = number
    let got = unsafe bytes.withUnsafeMutableBytes { room in
      unsafe pread(number, room.baseAddress, room.count, 0)
    }
    return got < 0 ? nil : Array(bytes.prefix(got))
  }
}

/// Size and times of a file at one moment.
struct FileIdentity: Equatable {
  private let size: Int
  private let changed: [Int]

  init(_ info: stat) {
    size = Int(info.st_size)
    #if canImport(Darwin)
      let times = [info.st_mtimespec, info.st_ctimespec]
    #else
      let times = [info.st_mtim, info.st_ctim]
    #endif
    changed = times.flatMap { [Int($0.tv_sec), Int($0.tv_nsec)] }
  }
}

extension stat {
  /// What kind of thing the file is, in words; `nil` for a regular file.
  var strangeKind: String? {
    switch st_mode & S_IFMT {
    case S_IFREG: nil
    case S_IFDIR: "a folder"
    case S_IFLNK: "a symbolic link"
    case S_IFIFO: "a named pipe"
    case S_IFSOCK: "a socket"
    case S_IFCHR, S_IFBLK: "a device"
    default: "no regular file"
    }
  }

  /// Its size in bytes.
  var byteCount: Int { Int(st_size) }

  /// Whether it is a folder.
  var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
}
