import PADVocabulary
import StructuredText

extension LayoutReader {
  private static let sourceKeys = [
    "file", "columns", "separator", "backslashes", "comment", "unverified",
  ]

  mutating func readTables() {
    guard let entries = root["tables"]?.mapping(&diagnostics)?.entries else { return }
    for entry in entries {
      let keys = Self.sourceKeys + ["key", "rows", "any_case", "names_files", "optional"]
      guard let mapping = entry.value.mapping(keys: keys, &diagnostics) else { continue }
      var scope = NameScope()
      let isInline = mapping["rows"] != nil
      let source = isInline ? nil : self.source(mapping, entry.value, &scope)
      var columns = source?.format.columns.compactMap(\.self) ?? []
      if isInline {
        columns = (mapping.required("columns", &diagnostics)?.strings(&diagnostics) ?? [])
          .compactMap { slot($0, mapping["columns"]) }
      } else {
        columns += scope.slots.filter { !columns.contains($0) }
          .filter { $0 >= PartNames.BuiltIn.allCases.count }
          .filter { names.all[$0].utf8.first != UInt8(ascii: "_") }.sorted()
      }
      let keyColumns = mapping["key"].map { keyNames($0) } ?? columns.first.map { [names.all[$0]] }
      var declaration = LayoutTable.Declaration(
        name: entry.key, keys: (keyColumns ?? []).compactMap { slot($0, mapping["key"]) },
        columns: columns)
      declaration.columns.removeAll { declaration.keys.contains($0) }
      declaration.isFolded = mapping["any_case"]?.flag(&diagnostics) ?? false
      declaration.namesFiles = mapping["names_files"]?.flag(&diagnostics) ?? false
      declaration.isOptional = mapping["optional"]?.flag(&diagnostics) ?? false
      declaration.isUnverified = mapping["unverified"]?.flag(&diagnostics) ?? false
      declaration.source = source
      for row in mapping["rows"]?.list(&diagnostics) ?? [] {
        guard let cells = row.list(&diagnostics) else { continue }
        let texts = cells.map { $0.isNull ? "" : $0.string(&diagnostics) ?? "" }
        if texts.count == columns.count {
          declaration.rows.append(texts)
        } else {
          refuse(row, "\(texts.count) values where \(columns.count) are expected")
        }
      }
      if isInline, columns.count == 2, root["map_into"]?.isText(entry.key) ?? false {
        declaration.addMeanings(meanings)
      }
      tables.append(declaration)
    }
  }

  private mutating func keyNames(_ node: YAMLNode) -> [String] {
    if case .sequence = node.content { return node.strings(&diagnostics) ?? [] }
    return node.string(&diagnostics).map { [$0] } ?? []
  }

  /// The slot of a column's name.
  mutating func slot(_ name: String, _ node: YAMLNode?) -> Int? {
    if let builtIn = PartNames.BuiltIn.ofFiles.first(where: { $0.rawValue == name }) {
      return builtIn.slot
    }
    guard PartNames.isName(name),
      !PartNames.BuiltIn.allCases.contains(where: { $0.rawValue == name })
    else {
      refuse(node, "\(name.shown) cannot name a column", remedy: "use another name")
      return nil
    }
    return names.declare(name)
  }

  /// Which files, and how their lines are taken apart; adds what the names of both are to `scope`.
  private mutating func source(
    _ mapping: YAMLMapping, _ node: YAMLNode, _ scope: inout NameScope
  ) -> ListSource? {
    var format = ListFormat()
    let files = patterns(mapping.required("file", &diagnostics), &scope)
    let separator = mapping["separator"]?.choice(of: ListFormat.Separator.self, &diagnostics)
    format.separator = separator ?? .blanks
    format.hasBackslashes = mapping["backslashes"]?.flag(&diagnostics) ?? false
    format.comment = mapping["comment"]?.string(&diagnostics) ?? ""
    guard let columns = mapping.required("columns", &diagnostics) else { return nil }
    if case .mapping(let named) = columns.content {
      // Our name for a column: its name in the file's header, or its number in a JSON list.
      for entry in named.entries {
        guard let slot = slot(entry.key, columns) else { continue }
        format.columns.append(slot)
        format.columnNames.append(entry.value.string(&diagnostics) ?? "")
      }
    } else {
      for name in columns.strings(&diagnostics) ?? [] {
        if name == "..." {
          format.hasMore = true
        } else if name == "-" {
          format.columns.append(nil)
          format.columnNames.append("")
        } else if let slot = slot(name, columns) {
          format.columns.append(slot)
          format.columnNames.append(name)
        }
      }
    }
    scope.add(format.columns.compactMap(\.self))
    return ListSource(files: files, format: format, line: node.line)
  }

  mutating func listRule(_ node: YAMLNode) -> ListRule? {
    let keys =
      Self.sourceKeys + [
        "name", "names", "protocol", "unless", "partition", "fold", "label", "depth", "infrared",
        "moves_partitions", "covers",
      ]
    guard let mapping = node.mapping(keys: keys, &diagnostics) else { return nil }
    var scope = NameScope([], builtIns: [])
    guard let source = source(mapping, node, &scope),
      let key = mapping.required("names", &diagnostics).flatMap({ template($0, scope) })
    else { return nil }
    var rule = ListRule(name: name(mapping), source: source, key: key)
    if let node = mapping["protocol"] {
      if case .scalar("*", _) = node.content {
        rule.isForAllProtocols = true
      } else {
        rule.protocolName = value(node, scope)
      }
    }
    rule.unless = mapping["unless"]?.string(&diagnostics)
    rule.partition = mapping["partition"].flatMap { value($0, scope) }
    rule.fold = mapping["fold"].flatMap { value($0, scope) }
    rule.label = mapping["label"].flatMap { value($0, scope) }
    rule.depth = mapping["depth"].flatMap { template($0, scope) }
    rule.infrared = mapping["infrared"].flatMap { template($0, scope) }
    rule.movesPartitions = mapping["moves_partitions"]?.flag(&diagnostics) ?? false
    rule.covers = mapping["covers"]?.strings(&diagnostics) ?? []
    rule.isUnverified = mapping["unverified"]?.flag(&diagnostics) ?? false
    return rule
  }

  mutating func protocolRule(_ node: YAMLNode) -> ProtocolRule? {
    let keys = ["name", "folds", "assign", "unverified"]
    guard let mapping = node.mapping(keys: keys, &diagnostics) else { return nil }
    let name = name(mapping)
    if !MediaRoot.isName(name) { refuse(node, "\(name.shown) cannot name a protocol") }
    var rule = ProtocolRule(
      name: name, folds: mapping["folds"].map { axis($0) } ?? [""], assignments: [])
    rule.isUnverified = mapping["unverified"]?.flag(&diagnostics) ?? false
    if rule.folds.count > 1_000 { refuse(node, "a protocol has at most 1000 folds") }
    for entry in mapping.required("assign", &diagnostics)?.list(&diagnostics) ?? [] {
      guard let assignment = entry.mapping(keys: ["partition", "when"], &diagnostics) else {
        continue
      }
      let condition = condition(assignment["when"], everything)
      guard
        let partition = assignment.required("partition", &diagnostics)?
          .choice(of: Partition.self, &diagnostics)
      else { continue }
      rule.assignments.append((condition, partition))
    }
    return rule
  }

  /// Every name of the layout: what protocols and counts may ask for.
  var everything: NameScope {
    NameScope(Array(names.all.indices))
  }

  mutating func readExpected() -> (grids: [GridRule], counts: [CountRule]) {
    guard let mapping = root["expected"]?.mapping(keys: ["grids", "counts"], &diagnostics) else {
      return ([], [])
    }
    var grids: [GridRule] = []
    for node in mapping["grids"]?.list(&diagnostics) ?? [] {
      guard let entry = node.mapping(keys: ["id", "values"], &diagnostics),
        let values = entry.required("values", &diagnostics)?.mapping(&diagnostics)
      else { continue }
      let axes = values.entries.compactMap { axis in
        slot(axis.key, axis.value).map { (slot: $0, values: self.axis(axis.value)) }
      }
      let scope = NameScope(axes.map(\.slot), builtIns: [])
      guard let id = entry.required("id", &diagnostics).flatMap({ template($0, scope) }) else {
        continue
      }
      let grid = GridRule(id: id, axes: axes, line: node.line)
      if grid.count == nil { refuse(node, "the grid has more than 5,000,000 combinations") }
      grids.append(grid)
    }
    var counts: [CountRule] = []
    for node in mapping["counts"]?.list(&diagnostics) ?? [] {
      let keys = ["what", "count", "when", "unverified"]
      guard let entry = node.mapping(keys: keys, &diagnostics),
        let count = entry.required("count", &diagnostics)?
          .integer(in: 0...1_000_000_000, &diagnostics)
      else { continue }
      counts.append(
        CountRule(
          what: entry.required("what", &diagnostics)?.string(&diagnostics) ?? "",
          condition: condition(entry["when"], everything), count: count,
          isUnverified: entry["unverified"]?.flag(&diagnostics) ?? false))
    }
    return (grids, counts)
  }
}

extension YAMLNode {
  /// Whether the node is this text.
  fileprivate func isText(_ text: String) -> Bool {
    if case .scalar(text, _) = content { true } else { false }
  }
}

extension LayoutTable.Declaration {
  /// Adds rows of the user's own, each in place of the layout's with the same key.
  fileprivate mutating func addMeanings(_ meanings: [(name: String, meaning: String)]) {
    for entry in meanings {
      let isFolded = isFolded
      rows.removeAll { row in
        isFolded ? row[0].lowercased() == entry.name.lowercased() : row[0] == entry.name
      }
      rows.append([entry.name, entry.meaning])
    }
  }
}
