import PADVocabulary
import StructuredText

extension LayoutReader {
  /// One pattern or a list of them.
  mutating func patterns(_ node: YAMLNode?, _ scope: inout NameScope) -> [PathPattern] {
    guard let node else { return [] }
    let nodes: [YAMLNode]
    if case .sequence(let list) = node.content { nodes = list } else { nodes = [node] }
    var found: [PathPattern] = []
    for node in nodes {
      guard let text = node.string(&diagnostics) else { continue }
      let tables = tables
      do throws(LayoutProblem) {
        let pattern = try PathPattern(text, names: &names) { name in
          tables.first { $0.name == name && $0.source == nil && $0.keys.count == 1 }
            .map { ($0.rows.map { $0[0] }, $0.isFolded) }
        }
        scope.add(pattern.slots)
        found.append(pattern)
      } catch {
        refuse(node, error)
      }
    }
    return found
  }

  /// A rule's name; without one, its number would have to do.
  mutating func name(_ mapping: YAMLMapping) -> String {
    mapping.required("name", &diagnostics)?.string(&diagnostics) ?? ""
  }

  mutating func fileRule(_ node: YAMLNode, hasRemedy: Bool) -> FileRule? {
    let keys = ["name", "path"] + (hasRemedy ? ["remedy"] : [])
    guard let mapping = node.mapping(keys: keys, &diagnostics) else { return nil }
    var scope = NameScope()
    return FileRule(
      name: name(mapping),
      patterns: patterns(mapping.required("path", &diagnostics), &scope),
      remedy: mapping["remedy"]?.string(&diagnostics) ?? "")
  }

  mutating func presentationRule(_ node: YAMLNode) -> PresentationRule? {
    typealias Field = PresentationRule.Field
    let keys =
      [
        "name", "path", "with", "join", "attributes", "depth_unit", "depth_missing", "faces",
        "unverified",
      ]
      + Field.allCases.map(\.rawValue)
    guard let mapping = node.mapping(keys: keys, &diagnostics) else { return nil }
    var scope = NameScope()
    var rule = PresentationRule(
      name: name(mapping),
      patterns: patterns(mapping.required("path", &diagnostics), &scope))
    for entry in mapping["with"]?.mapping(&diagnostics)?.entries ?? [] {
      guard let slot = slot(entry.key, mapping["with"]),
        let value = value(entry.value, scope)
      else { continue }
      rule.derived.append((slot, value))
      scope.add([slot])
    }
    for join in mapping["join"]?.strings(&diagnostics) ?? [] {
      guard let number = table(join, mapping["join"]) else { continue }
      for key in tables[number].keys where !scope.slots.contains(key) {
        refuse(
          mapping["join"], "the table \(join.shown) needs \(names.all[key].shown), which is no part"
        )
      }
      scope.add(tables[number].columns)
      rule.joins.append(number)
    }
    // The label may decide the other values.
    rule.values[.label] = mapping.required("label", &diagnostics).flatMap { value($0, scope) }
    scope.add([PartNames.BuiltIn.label.slot])
    for field in Field.allCases where field != .label {
      if let node = mapping[field.rawValue] { rule.values[field] = value(node, scope) }
    }
    if rule.values[.person] != nil,
      rule.values[.subjectID] != nil && rule.values[.targetID] != nil
    {
      refuse(node, "'person' beside both 'subject_id' and 'target_id' says nothing")
    }
    for entry in mapping["attributes"]?.mapping(&diagnostics)?.entries ?? [] {
      guard let value = value(entry.value, scope) else { continue }
      rule.attributes.append((attribute(entry), value))
    }
    rule.depthUnit = mapping["depth_unit"]?.double(in: 1e-9...1e3, &diagnostics)
    rule.depthMissing = mapping["depth_missing"]?.integer(in: 0...65_535, &diagnostics)
    rule.faces = mapping["faces"].flatMap { faces($0, scope) }
    rule.isUnverified = mapping["unverified"]?.flag(&diagnostics) ?? false
    return rule
  }

  private mutating func attribute(_ entry: YAMLMapping.Entry) -> Int {
    if let known = attributeNames.firstIndex(of: entry.key) { return known }
    if !PartNames.isName(entry.key) || ManifestColumn(name: entry.key) != nil {
      diagnostics.error(
        line: entry.line, column: entry.column, "\(entry.key.shown) cannot name an attribute")
    }
    attributeNames.append(entry.key)
    return attributeNames.count - 1
  }

  private mutating func faces(_ node: YAMLNode, _ scope: NameScope) -> FaceTrackRule? {
    let keys = ["file", "columns", "separator", "unverified"]
    guard let mapping = node.mapping(keys: keys, &diagnostics),
      let file = mapping.required("file", &diagnostics).flatMap({ template($0, scope) }),
      let columns = mapping.required("columns", &diagnostics)?.list(&diagnostics)
    else { return nil }
    var format = ListFormat()
    format.separator =
      mapping["separator"]?.choice(of: ListFormat.Separator.self, &diagnostics) ?? .blanks
    return FaceTrackRule(
      file: file, format: format,
      columns: columns.compactMap { $0.choice(of: FaceTrackRule.Column.self, &diagnostics) },
      isUnverified: mapping["unverified"]?.flag(&diagnostics) ?? false)
  }
}
