import PADVocabulary
import StructuredText

/// The names that may stand in a text: what a file, its rule and its tables give.
struct NameScope {
  private(set) var slots: Set<Int>

  /// The names of every file, and these.
  init(_ slots: [Int] = [], builtIns: [PartNames.BuiltIn] = PartNames.BuiltIn.ofFiles) {
    self.slots = Set(slots + builtIns.map(\.slot))
  }

  mutating func add(_ more: [Int]) {
    slots.formUnion(more)
  }
}

extension LayoutReader {
  /// A text with names.
  mutating func template(_ node: YAMLNode, _ scope: NameScope) -> TextTemplate? {
    guard let text = node.string(&diagnostics) else { return nil }
    do throws(LayoutProblem) {
      let names = names
      return try TextTemplate(text) { (name) throws(LayoutProblem) in
        if let slot = names.find(name), scope.slots.contains(slot) { return slot }
        let known = scope.slots.sorted().map { names.all[$0] }
        throw LayoutProblem(
          "nothing is called \(name.shown) here", remedy(for: name, among: known))
      }
    } catch {
      refuse(node, error)
      return nil
    }
  }

  /// A value: a text, `{by, map, otherwise}`, or `{number, plus, digits}`.
  mutating func value(_ node: YAMLNode, _ scope: NameScope) -> ValueRule? {
    guard case .mapping(let mapping) = node.content else {
      return template(node, scope).map { .text($0) }
    }
    if let number = mapping["number"] {
      mapping.refuseKeys(otherThan: ["number", "plus", "digits"], &diagnostics)
      let plus = mapping["plus"]?.integer(in: -1_000_000...1_000_000, &diagnostics) ?? 0
      let digits = mapping["digits"]?.integer(in: 1...18, &diagnostics) ?? 1
      return template(number, scope).map { .number($0, plus: plus, digits: digits) }
    }
    mapping.refuseKeys(otherThan: ["by", "map", "otherwise"], &diagnostics)
    guard let by = mapping.required("by", &diagnostics),
      let entries = mapping.required("map", &diagnostics)?.mapping(&diagnostics)?.entries,
      let key = template(by, scope)
    else { return nil }
    var map: [String: TextTemplate] = [:]
    for entry in entries {
      map[entry.key] = entry.value.isNull ? empty : template(entry.value, scope)
    }
    return .mapped(
      by: key, map: map, otherwise: mapping["otherwise"].flatMap { template($0, scope) })
  }

  /// The text without anything in it.
  private var empty: TextTemplate? {
    try? TextTemplate("") { (_) throws(LayoutProblem) in 0 }
  }

  /// Conditions on names: a value, a list of values, or `{not: …}`.
  mutating func condition(_ node: YAMLNode?, _ scope: NameScope) -> LayoutCondition {
    var condition = LayoutCondition()
    guard let node, let mapping = node.mapping(&diagnostics) else { return condition }
    for entry in mapping.entries {
      guard let slot = names.find(entry.key), scope.slots.contains(slot) else {
        let known = scope.slots.sorted().map { names.all[$0] }
        diagnostics.error(
          line: entry.line, column: entry.column, "nothing is called \(entry.key.shown) here",
          remedy: remedy(for: entry.key, among: known))
        continue
      }
      var value = entry.value
      var isNegated = false
      if case .mapping(let inner) = value.content {
        inner.refuseKeys(otherThan: ["not"], &diagnostics)
        guard let other = inner.required("not", &diagnostics) else { continue }
        value = other
        isNegated = true
      }
      let nodes: [YAMLNode]
      if case .sequence(let list) = value.content { nodes = list } else { nodes = [value] }
      let templates = nodes.compactMap { $0.isNull ? empty : template($0, scope) }
      condition.terms.append(.init(slot: slot, isNegated: isNegated, values: templates))
    }
    return condition
  }

  /// Values of an axis: a list, or a range such as `1..20` or `01..20`.
  mutating func axis(_ node: YAMLNode) -> [String] {
    let nodes: [YAMLNode]
    if case .sequence(let list) = node.content { nodes = list } else { nodes = [node] }
    var values: [String] = []
    for node in nodes {
      guard let text = node.string(&diagnostics) else { continue }
      guard let dots = text.firstRange(of: "..") else {
        values.append(text)
        continue
      }
      let first = text[..<dots.lowerBound]
      guard let low = Int(first), let high = Int(text[dots.upperBound...]), low <= high,
        low >= 0, high < 1_000_000
      else {
        refuse(
          node, "\(text.shown) is no range", remedy: "write '1..20', or '01..20' for two digits")
        continue
      }
      let digits = first.utf8.first == UInt8(ascii: "0") ? first.utf8.count : 1
      values += (low...high).map { number in
        let words = String(number)
        return String(repeating: "0", count: max(0, digits - words.utf8.count)) + words
      }
    }
    return values
  }
}
