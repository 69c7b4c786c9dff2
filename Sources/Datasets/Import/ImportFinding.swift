/// Something about a file or a list line of an original folder that a person should know.
public struct ImportFinding: Sendable, Hashable {
  /// What kind of thing it is; the words of the report.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A file that no rule of the layout knows.
    case unknownName = "unknown name"
    /// A file whose name a manifest cannot hold, or that cannot be told from another.
    case unusableName = "unusable name"
    /// A file that a rule knows and whose class, species or partition cannot be told.
    case unclear = "unclear"
    /// A file that no table of the layout has a line for.
    case noTableLine = "no table line"
    /// A symbolic link.
    case link = "link"
    /// A pipe, a socket or a device.
    case special = "no file"
    /// A folder that cannot be read.
    case closedFolder = "closed folder"
    /// A file that has to be converted first.
    case refused = "to convert"
    /// A presentation that should be there and is not.
    case missing = "missing"
    /// A line of a list that names no file.
    case lineWithoutFile = "line without file"
    /// A line of a list that contradicts the file it names, another line, or the published rule.
    case contradiction = "contradiction"
    /// A line that cannot be read.
    case badLine = "bad line"
    /// A line that says what another one has said.
    case repeatedLine = "repeated line"
    /// A presentation that no list names.
    case unlisted = "unlisted"
    /// A side file of no presentation.
    case loneSideFile = "lone side file"
    /// A presentation that lacks a side file.
    case noSideFile = "no side file"
  }

  /// What kind of thing it is.
  public var kind: Kind
  /// The file inside the imported folder, printable.
  public var file: String
  /// The line of a list file.
  public var line: Int?
  /// What there is to say, in one sentence without a full stop; may be empty.
  public var detail: String

  /// Makes a finding.
  public init(_ kind: Kind, _ file: String, line: Int? = nil, _ detail: String = "") {
    self.kind = kind
    self.file = file
    self.line = line
    self.detail = detail
  }
}
