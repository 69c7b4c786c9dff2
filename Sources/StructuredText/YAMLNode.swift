/// A node of a strict YAML document: text, a list or a mapping, and where it stands.
///
/// Scalars are text; nothing is resolved to a number, date or truth value until a caller asks for
/// one by its own grammar (`double`, `integer`, `flag` …).
public struct YAMLNode: Sendable {
  /// What the node is.
  public enum Content: Sendable {
    /// Text; `isQuoted` when it is written in quotes or as a block, so that it can only be text.
    case scalar(String, isQuoted: Bool)
    /// A list.
    case sequence([YAMLNode])
    /// Names and values, in the order of the file.
    case mapping(YAMLMapping)
  }

  /// What the node is.
  public var content: Content
  /// The line on which it begins, counted from 1.
  public var line: Int
  /// The column at which it begins, counted from 1.
  public var column: Int

  /// Makes a node.
  public init(_ content: Content, line: Int, column: Int) {
    self.content = content
    self.line = line
    self.column = column
  }

  /// Whether nothing is written, or `~`, or `null`.
  public var isNull: Bool {
    guard case .scalar(let text, isQuoted: false) = content else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// The node in a word, for messages.
  var kind: String {
    switch content {
    case .scalar where isNull: "nothing"
    case .scalar: "text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// The names and values of a YAML mapping, in the order of the file, every name once.
public struct YAMLMapping: Sendable {
  /// One name with its value.
  public struct Entry: Sendable {
    /// The name.
    public var key: String
    /// The line on which the name stands, counted from 1.
    public var line: Int
    /// The column at which the name begins, counted from 1.
    public var column: Int
    /// The value.
    public var value: YAMLNode
  }

  /// All entries.
  public var entries: [Entry]
  /// The line on which the mapping begins, counted from 1.
  public var line: Int

  /// The value of a name, or `nil` when it is not there or null.
  public subscript(key: String) -> YAMLNode? {
    guard let value = entries.first(where: { $0.key.utf8.elementsEqual(key.utf8) })?.value,
      !value.isNull
    else { return nil }
    return value
  }

  /// The value of a name that must be there; adds an error when it is not.
  public func required(_ key: String, _ diagnostics: inout DiagnosticList) -> YAMLNode? {
    if let value = self[key] { return value }
    diagnostics.error(line: line, "\(key.shown) is missing")
    return nil
  }

  /// Adds an error for every name that is not among `known`.
  public func refuseKeys(otherThan known: [String], _ diagnostics: inout DiagnosticList) {
    for entry in entries where !known.contains(entry.key) {
      diagnostics.error(
        line: entry.line, column: entry.column, "unknown key \(entry.key.shown)",
        remedy: remedy(for: entry.key, among: known))
    }
  }
}
