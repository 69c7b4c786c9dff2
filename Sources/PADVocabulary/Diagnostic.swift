/// One thing that is wrong with an input, said so that a person can mend it.
public struct Diagnostic: Sendable, Hashable, Codable, CustomStringConvertible {
  /// How bad it is.
  public enum Severity: String, Sendable, Hashable, Codable {
    /// The input cannot be used.
    case error
    /// The input can be used, and its results should be read with this in mind.
    case warning
    /// Something worth knowing.
    case note
  }

  /// How bad it is.
  public var severity: Severity
  /// The file, as the user would name it; empty when there is none.
  public var file: String
  /// The line, counted from 1.
  public var line: Int?
  /// The column (the field of a table row, or the character of a text line), counted from 1.
  public var column: Int?
  /// What is wrong, in one sentence without a full stop. Never quotes more of a file than needed.
  public var message: String
  /// What to do about it; empty when that is obvious.
  public var remedy: String

  /// Makes a diagnostic.
  public init(
    _ severity: Severity, file: String = "", line: Int? = nil, column: Int? = nil,
    _ message: String, remedy: String = ""
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.remedy = remedy
  }

  /// `file:line:column: severity: message (remedy)`, the form editors can follow.
  public var description: String {
    var place = file
    if let line { place += (place.isEmpty ? "line " : ":") + String(line) }
    if let column { place += ":" + String(column) }
    let head = place.isEmpty ? "" : place + ": "
    let tail = remedy.isEmpty ? "" : "; " + remedy
    return "\(head)\(severity.rawValue): \(message)\(tail)"
  }
}
