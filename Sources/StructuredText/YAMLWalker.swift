import PADVocabulary
import Yams

/// Turns the library's nodes into ours and refuses what strict YAML does not have.
struct YAMLWalker {
  var diagnostics: DiagnosticList
  private var nodes = 0

  init(file: String) {
    diagnostics = DiagnosticList(file: file)
  }

  mutating func walk(_ node: Node, depth: Int) -> YAMLNode? {
    nodes += 1
    let line = node.mark?.line ?? 1
    let column = node.mark?.column ?? 1
    if nodes > StrictYAML.maximumNodes {
      if nodes == StrictYAML.maximumNodes + 1 {
        diagnostics.error(line: line, "more than \(StrictYAML.maximumNodes) values in one file")
      }
      return nil
    }
    guard depth <= StrictYAML.maximumDepth else {
      diagnostics.error(
        line: line, column: column, "more than \(StrictYAML.maximumDepth) levels of nesting")
      return nil
    }
    switch node {
    case .scalar(let scalar):
      let isQuoted = scalar.style != .plain && scalar.style != .any
      // The library gives quoted text the tag of text by itself.
      guard accepts(scalar.tag, line, column, orText: isQuoted) else { return nil }
      return YAMLNode(.scalar(scalar.string, isQuoted: isQuoted), line: line, column: column)
    case .sequence(let sequence):
      guard accepts(sequence.tag, line, column) else { return nil }
      let items = sequence.compactMap { walk($0, depth: depth + 1) }
      return YAMLNode(.sequence(items), line: line, column: column)
    case .mapping(let mapping):
      guard accepts(mapping.tag, line, column) else { return nil }
      return walk(mapping, line: line, column: column, depth: depth)
    case .alias:
      diagnostics.error(line: line, column: column, "anchors and aliases are not allowed")
      return nil
    }
  }

  private mutating func walk(
    _ mapping: Node.Mapping, line: Int, column: Int, depth: Int
  ) -> YAMLNode {
    var entries: [YAMLMapping.Entry] = []
    var seen: [[UInt8]: Int] = [:]
    for (keyNode, valueNode) in mapping {
      let keyLine = keyNode.mark?.line ?? line
      let keyColumn = keyNode.mark?.column ?? column
      guard case .scalar(let scalar) = keyNode else {
        diagnostics.error(line: keyLine, column: keyColumn, "a name must be text")
        continue
      }
      if scalar.string == "<<" {
        diagnostics.error(
          line: keyLine, column: keyColumn, "merge keys are not allowed",
          remedy: "write the values out")
        continue
      }
      // Looking for equal names has resolved the names' tags to text; other tags were written.
      guard accepts(scalar.tag, keyLine, keyColumn, orText: true) else { continue }
      if let first = seen.updateValue(keyLine, forKey: Array(scalar.string.utf8)) {
        diagnostics.error(
          line: keyLine, column: keyColumn,
          "key \(scalar.string.shown) is there twice, first on line \(first)")
        continue
      }
      guard let value = walk(valueNode, depth: depth + 1) else { continue }
      entries.append(
        .init(key: scalar.string, line: keyLine, column: keyColumn, value: value))
    }
    return YAMLNode(
      .mapping(YAMLMapping(entries: entries, line: line)), line: line, column: column)
  }

  private mutating func accepts(
    _ tag: Tag, _ line: Int, _ column: Int, orText: Bool = false
  ) -> Bool {
    let name = tag.description
    if name.isEmpty || (orText && name == Tag.Name.str.rawValue) { return true }
    diagnostics.error(
      line: line, column: column, "tags are not allowed: \(name.shown)",
      remedy: "write the plain value")
    return false
  }
}

/// Looks for a plain scalar that begins at one of some places.
struct YAMLPlaceFinder {
  struct Place: Hashable {
    var line: Int
    var column: Int

    init(_ place: (line: Int, column: Int)) {
      line = place.line
      column = place.column
    }
  }

  let places: Set<Place>
  var found: Place?

  init(places: Set<Place>) {
    self.places = places
  }

  /// Walks until something is found.
  mutating func walk(_ node: Node) {
    if found != nil { return }
    switch node {
    case .scalar(let scalar):
      guard scalar.style == .plain, let mark = scalar.mark else { return }
      let place = Place((mark.line, mark.column))
      if places.contains(place) { found = place }
    case .sequence(let sequence):
      for item in sequence { walk(item) }
    case .mapping(let mapping):
      for (key, value) in mapping {
        walk(key)
        walk(value)
      }
    case .alias: break
    }
  }
}

/// The library's errors as diagnostics.
enum YAMLProblem {
  static func diagnostic(for error: YamlError, file: String) -> Diagnostic {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      let words = problem.printable
      if words.contains("another document") {
        return .init(
          .error, file: file, line: mark.line, column: mark.column,
          "a second document begins here", remedy: "keep one document per file")
      }
      return .init(
        .error, file: file, line: mark.line, column: mark.column, "the file is not YAML: \(words)")
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.map(\.shown).joined(separator: ", ")
      return .init(
        .error, file: file, line: context.mark.line, column: context.mark.column,
        "key \(names) is there twice, first here")
    case .reader(let problem, _, _, _):
      return .init(.error, file: file, "the file is not YAML: \(problem.printable)")
    default:
      return .init(.error, file: file, "the file is not YAML")
    }
  }
}
