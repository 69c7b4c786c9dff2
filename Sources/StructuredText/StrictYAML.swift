public import PADVocabulary
import Yams

/// Reads the YAML that padbench's own files are written in: mappings, lists and text.
///
/// One document; no anchors, aliases, tags or merge keys; no name twice in a mapping; at most
/// 1 MiB, 64 levels and 200,000 nodes. The YAML library only finds the structure; it resolves no
/// scalar, so that `NO` and `1.10` are the texts that they are.
public enum StrictYAML {
  /// The most bytes of a file.
  public static let maximumBytes = 1_048_576
  /// The most levels of lists and mappings.
  public static let maximumDepth = 64
  /// The most nodes of a file.
  public static let maximumNodes = 200_000

  /// Reads a file.
  ///
  /// - Throws: `FileFault` when it cannot be read; `InvalidInput` when it is not such a document.
  public static func read(path: String) throws -> YAMLNode {
    try parse(readWholeFile(path, cap: maximumBytes), name: path)
  }

  /// Parses the bytes of a file; `name` stands for it in diagnostics.
  public static func parse(_ bytes: [UInt8], name: String) throws(InvalidInput) -> YAMLNode {
    let text = try text(of: bytes, name: name)
    try refuseReferences(in: text, name: name)
    var walker = YAMLWalker(file: name)
    let node = try compose(text, name: name) { root in walker.walk(root, depth: 1) }
    try walker.diagnostics.throwErrors()
    guard let node else { throw InvalidInput(.init(.error, file: name, "the file is empty")) }
    return node
  }

  private static func text(of bytes: [UInt8], name: String) throws(InvalidInput) -> String {
    func refusal(_ message: String, line: Int? = nil, remedy: String = "") -> InvalidInput {
      InvalidInput(.init(.error, file: name, line: line, message, remedy: remedy))
    }
    guard bytes.count <= maximumBytes else {
      throw refusal("the file is larger than \(maximumBytes) bytes")
    }
    let hasMark = bytes.starts(with: [0xef, 0xbb, 0xbf])
    let body = bytes.dropFirst(hasMark ? 3 : 0)
    if body.starts(with: [0xff, 0xfe]) || body.starts(with: [0xfe, 0xff]) {
      throw refusal("the file is UTF-16", remedy: "save it as UTF-8")
    }
    guard let text = String(validating: body, as: UTF8.self) else {
      let line = firstInvalidLine(body)
      throw refusal("the text is not UTF-8", line: line, remedy: "save it as UTF-8")
    }
    if let line = oddLineBreak(body) {
      throw refusal(
        "a line break other than LF and CRLF", line: line, remedy: "save with LF line ends")
    }
    return text
  }

  private static func firstInvalidLine(_ bytes: ArraySlice<UInt8>) -> Int {
    var line = 1
    for part in bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
      if String(validating: part, as: UTF8.self) == nil { break }
      line += 1
    }
    return line
  }

  /// The line of a lone CR, a NEL (U+0085), an LS or a PS (U+2028, U+2029), which YAML 1.1 takes
  /// for line breaks and editors do not.
  private static func oddLineBreak(_ bytes: ArraySlice<UInt8>) -> Int? {
    var line = 1
    for index in bytes.indices {
      let next = index + 1 < bytes.endIndex ? bytes[index + 1] : 0
      let last = index + 2 < bytes.endIndex ? bytes[index + 2] : 0
      switch bytes[index] {
      case 0x0a: line += 1
      case 0x0d where next != 0x0a: return line
      case 0xc2 where next == 0x85: return line
      case 0xe2 where next == 0x80 && (last == 0xa8 || last == 0xa9): return line
      default: break
      }
    }
    return nil
  }

  /// Refuses anchors and aliases before the library sees them: it hashes names of mappings, and a
  /// name built of nested aliases would keep it busy for ever.
  ///
  /// Where `&` or `*` stand as if they opened a node, they are replaced by a letter; if a plain
  /// scalar then begins at such a place, the sign was an anchor or alias, otherwise it is inside
  /// quotes, a comment or a block and harmless.
  private static func refuseReferences(in text: String, name: String) throws(InvalidInput) {
    var bytes = Array(text.utf8)
    var places: [(line: Int, column: Int)] = []
    var line = 1
    var column = 1
    var before: UInt8 = 0x0a
    for index in bytes.indices {
      let byte = bytes[index]
      let opens = [0x0a, 0x0d].contains(before) || "-?:,[{".utf8.contains(before)
      if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*"), opens {
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0x20
        if next > 0x20 {
          places.append((line, column))
          bytes[index] = UInt8(ascii: "x")
        }
      }
      if byte == 0x0a {
        line += 1
        column = 1
      } else if byte & 0xc0 != 0x80 {
        column += 1
      }
      if byte != 0x20, byte != 0x09 { before = byte }
    }
    guard !places.isEmpty else { return }
    var finder = YAMLPlaceFinder(places: Set(places.map { YAMLPlaceFinder.Place($0) }))
    do throws(InvalidInput) {
      try compose(String(decoding: bytes, as: UTF8.self), name: name) { finder.walk($0) }
    } catch {
      let line = error.diagnostics.first?.line ?? .max
      guard let near = places.last(where: { $0.line <= line }) else { throw error }
      let note = Diagnostic(
        .note, file: name, line: near.line, column: near.column,
        "if this sign opens an anchor or alias: they are not allowed")
      throw InvalidInput(error.diagnostics + [note])
    }
    if let found = finder.found {
      throw InvalidInput(
        .init(
          .error, file: name, line: found.line, column: found.column,
          "anchors and aliases are not allowed",
          remedy: "write the value out, or quote it if it is meant as text"))
    }
  }

  /// Lets the library find the structure of one document; `body` gets its root, if there is one.
  @discardableResult
  private static func compose<Value>(
    _ text: String, name: String, _ body: (Node) -> Value?
  ) throws(InvalidInput) -> Value? {
    do {
      // `.basic` resolves nothing; an explicit encoding keeps the environment out of it.
      let root = try Yams.compose(yaml: text, .basic, .default, .utf8)
      return root.flatMap(body)
    } catch let error as YamlError {
      throw InvalidInput(YAMLProblem.diagnostic(for: error, file: name))
    } catch {
      throw InvalidInput(.init(.error, file: name, "the file is not YAML"))
    }
  }
}
