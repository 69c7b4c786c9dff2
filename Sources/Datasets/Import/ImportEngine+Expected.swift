import PADVocabulary
import StructuredText

extension ImportEngine {
  /// Brings protocols into their order; where lists and the layout's rule both make one, the lists
  /// count and every difference is reported.
  mutating func settleProtocols() {
    for index in protocols.indices {
      var findings: [ImportFinding] = []
      var rows = protocols[index].rows
      rows.settle { dropped, kept in
        let id = list.id(at: Int(dropped.presentation)).printable
        let place = shownList(Int(kept.file)) + ":\(kept.line)"
        findings.append(
          dropped.partition == kept.partition
            ? ImportFinding(
              .repeatedLine, shownList(Int(dropped.file)), line: Int(dropped.line),
              "\(id) is in \(place) too")
            : ImportFinding(
              .contradiction, shownList(Int(dropped.file)), line: Int(dropped.line),
              "\(id) is in \(kept.partition.rawValue) by \(place), which counts"))
      }
      protocols[index].rows = rows
      for finding in findings { log.add(finding) }
    }
    for index in ruleProtocols.indices {
      ruleProtocols[index].settle { _, _ in }
      let rule = layout.protocols[index]
      if let listed = protocols.firstIndex(where: { $0.name == rule.name }) {
        compare(protocols[listed].rows, withRule: ruleProtocols[index], of: rule)
      } else {
        protocols.append((rule.name, ruleProtocols[index]))
        if rule.isUnverified, !ruleProtocols[index].rows.isEmpty {
          rely(on: "the protocol '\(rule.name)'")
        }
      }
    }
    protocols.removeAll { $0.rows.rows.isEmpty }
    protocols.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Reports what lists say otherwise than the published rule, and what they leave out.
  private mutating func compare(
    _ listed: ProtocolRows, withRule rule: ProtocolRows, of declaration: ProtocolRule
  ) {
    typealias Place = (fold: String, presentation: Int32)
    func precedes(_ left: Place, _ right: Place) -> Bool {
      left.fold == right.fold
        ? left.presentation < right.presentation
        : left.fold.utf8.lexicographicallyPrecedes(right.fold.utf8)
    }
    var first = listed.rows[...]
    var second = rule.rows[...]
    while first.first != nil || second.first != nil {
      let left = first.first.map { (listed.folds[Int($0.fold)], $0.presentation) }
      let right = second.first.map { (rule.folds[Int($0.fold)], $0.presentation) }
      let isLeft = right.map { right in left.map { precedes($0, right) } ?? false } ?? true
      let isRight = left.map { left in right.map { precedes($0, left) } ?? false } ?? true
      if isLeft, let row = first.popFirst() {
        log.add(
          ImportFinding(
            .contradiction, shownList(Int(row.file)), line: Int(row.line),
            "\(name(row)) is in \(row.partition.rawValue), and by the published rule in none"))
      } else if isRight, let row = second.popFirst() {
        let fold = right.map { $0.0.isEmpty ? "" : ", fold \($0.0)" } ?? ""
        log.add(
          ImportFinding(
            .unlisted, name(row),
            "no list of \(declaration.name)\(fold) names it; by the published rule it is in "
              + row.partition.rawValue))
      } else if let row = first.popFirst(), let published = second.popFirst(),
        row.partition != published.partition
      {
        log.add(
          ImportFinding(
            .contradiction, shownList(Int(row.file)), line: Int(row.line),
            "\(name(row)) is in \(row.partition.rawValue), and by the published rule in "
              + published.partition.rawValue))
      }
    }
  }

  private func name(_ row: ProtocolRows.Row) -> String {
    list.id(at: Int(row.presentation)).printable
  }

  /// Looks for the presentations that grids say must be there.
  mutating func lookForMissing() {
    for grid in layout.grids {
      var values = PartValues(count: layout.names.all.count)
      lookForMissing(grid, axis: 0, &values)
    }
  }

  private mutating func lookForMissing(
    _ grid: GridRule, axis: Int, _ values: inout PartValues
  ) {
    guard axis < grid.axes.count else {
      let id = grid.id.filled(values)
      if list.row(of: id) == nil { noteMissing(id, "every copy of the dataset has it") }
      return
    }
    for value in grid.axes[axis].values {
      values[grid.axes[axis].slot] = value
      lookForMissing(grid, axis: axis + 1, &values)
    }
  }
}
