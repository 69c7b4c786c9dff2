import PADVocabulary

/// A media path of the manifest, checked: relative, inside its root, spelt in one way only.
///
/// `photos/a.jpg` lies in the dataset's folder, `ROOT:photos/a.jpg` in the media root of that name.
public struct MediaReference: Sendable, Hashable {
  /// The media root's name; empty for the dataset's own folder.
  public var root: String
  /// The path inside the root, `/`-separated.
  public var path: String

  /// Takes a reference apart.
  ///
  /// - Throws: `MediaReference.Problem` saying what is wrong with the text and what to write.
  public init(_ text: String, roots: [String]) throws(Problem) {
    var path = Substring(text)
    var root = ""
    if let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) {
      root = String(text[..<colon])
      path = text[text.utf8.index(after: colon)...]
      try Self.check(root: root, rest: path, roots: roots)
    }
    if let problem = Self.problem(with: path.utf8) { throw problem }
    self.root = root
    self.path = String(path)
  }

  /// Names a path that is known to be right, for example one that a lock lists.
  init(root: String, path: String) {
    self.root = root
    self.path = path
  }

  /// The reference as the manifest spells it.
  public var text: String { root.isEmpty ? path : root + ":" + path }
}

extension MediaReference {
  /// What is wrong with a path, and what to write instead.
  public struct Problem: Error, Sendable, Hashable {
    /// One sentence without a full stop.
    public var message: String
    /// What to do about it; may be empty.
    public var remedy: String

    init(_ message: String, _ remedy: String = "") {
      self.message = message
      self.remedy = remedy
    }
  }

  /// The longest path, in bytes: what Linux takes in one call, with its final NUL.
  static let longestPath = 4095
  /// The longest name between two slashes, in bytes.
  static let longestName = 255

  private static func check(
    root: String, rest: Substring, roots: [String]
  ) throws(Problem) {
    if rest.utf8.starts(with: "//".utf8) {
      throw Problem(
        "'\(root.printable):' makes this a web address, and nothing is fetched",
        "download the media and write its path inside the dataset")
    }
    if !roots.contains(root) {
      let known = roots.isEmpty ? "" : " (\(roots.joined(separator: ", ")))"
      throw Problem(
        "no media root is called '\(root.printable)'",
        "declare it under media_roots in dataset.yaml, or name one that is there\(known)")
    }
  }

  /// What is wrong with a path inside a root; `nil` when nothing is.
  ///
  /// Works on bytes: a path is bytes to the system, and a `Character` can hide a `/` or a `.`
  /// behind a combining mark.
  static func problem(with path: some Collection<UInt8>) -> Problem? {
    if path.isEmpty { return Problem("the path is empty", "write the path inside the dataset") }
    if path.count > longestPath {
      return Problem("the path is longer than \(longestPath) bytes")
    }
    if path.first == UInt8(ascii: "/") {
      return Problem(
        "the path is absolute", "write it relative to the dataset, or declare a media root")
    }
    if path.first == UInt8(ascii: "~") {
      return Problem(
        "'~' stands for no home folder here", "write the path relative to the dataset")
    }
    var length = 0
    var onlyDots = true
    var onlySpaces = true
    for byte in path {
      switch byte {
      case UInt8(ascii: "/"):
        if let problem = name(length: length, onlyDots: onlyDots, onlySpaces: onlySpaces) {
          return problem
        }
        length = 0
        onlyDots = true
        onlySpaces = true
        continue
      case 0x00...0x1f, 0x7f:
        return Problem("the path holds a control character", "rename the file")
      case UInt8(ascii: "\\"):
        return Problem("the path holds a backslash", "separate folders with '/'")
      default:
        length += 1
        if byte != UInt8(ascii: ".") { onlyDots = false }
        if byte != UInt8(ascii: " ") { onlySpaces = false }
      }
    }
    return name(length: length, onlyDots: onlyDots, onlySpaces: onlySpaces)
  }

  private static func name(length: Int, onlyDots: Bool, onlySpaces: Bool) -> Problem? {
    switch (length, onlyDots, onlySpaces) {
    case (0, _, _):
      Problem("the path has an empty part", "write single slashes, and none at the end")
    case (1, true, _):
      Problem("the path has a '.' part", "leave it out: one file is named in one way only")
    case (2, true, _):
      Problem("the path has a '..' part and could leave the dataset", "declare a media root")
    case (_, _, true): Problem("a part of the path is only spaces", "rename the file")
    case (longestName.advanced(by: 1)..., _, _):
      Problem("a part of the path is longer than \(longestName) bytes", "rename the file")
    default: nil
    }
  }
}
