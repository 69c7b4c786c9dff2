import PADVocabulary
import StructuredText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where words go: results to standard output, everything else to standard error.
enum Console {
  /// The name that a fault of standard output carries.
  static let standardOutputName = "standard output"

  /// Prints a result.
  ///
  /// - Throws: `FileFault` when standard output is closed or full.
  static func result(_ text: String) throws(FileFault) {
    let line = text.hasSuffix("\n") ? text : text + "\n"
    guard let code = write(Array(line.utf8), to: STDOUT_FILENO) else { return }
    throw FileFault(
      path: standardOutputName, operation: "write", code: code,
      message: code == ENOSPC ? "the disk behind it is full" : "it was closed")
  }

  /// Prints a message for the person at the terminal; a closed standard error is nobody's loss.
  static func note(_ text: String) {
    _ = write(Array((text + "\n").utf8), to: STDERR_FILENO)
  }

  /// Prints without ending the line: for progress that overwrites itself.
  static func draw(_ text: String) {
    _ = write(Array(text.utf8), to: STDERR_FILENO)
  }

  /// Whether somebody watches standard error on a terminal.
  static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes all bytes; returns the error number of the write that failed, or `nil`.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var position = 0
    while position < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { buffer in
        #if canImport(Darwin)
          unsafe Darwin.write(
            descriptor, buffer.baseAddress.map { unsafe $0 + position }, buffer.count - position)
        #else
          unsafe Glibc.write(
            descriptor, buffer.baseAddress.map { unsafe $0 + position }, buffer.count - position)
        #endif
      }
      if written < 0 {
        if errno == EINTR { continue }
        return errno
      }
      position += written
    }
    return nil
  }
}
