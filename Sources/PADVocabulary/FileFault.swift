/// A file that could not be opened, read or written (exit code 74).
public struct FileFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The path as the user would name it.
  public var path: String
  /// What was tried: `open`, `read`, `write`, `rename` …
  public var operation: String
  /// The system's error number, 0 when the system gave none.
  public var code: Int32
  /// The system's words for it, and what to do.
  public var message: String

  /// Makes the fault.
  public init(path: String, operation: String, code: Int32 = 0, message: String) {
    self.path = path
    self.operation = operation
    self.code = code
    self.message = message
  }

  /// Path, operation and cause in one line.
  public var description: String {
    "\(path): cannot \(operation): \(message)"
  }
}
