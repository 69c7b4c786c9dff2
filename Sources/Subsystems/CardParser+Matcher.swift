import StructuredText

/// What only a matcher's card says.
extension CardParser {
  /// The ways to align a face: one word, or a list of them, the first that a frame has points for
  /// counts.
  mutating func alignments(
    _ section: YAMLMapping, isRequired: Bool, role: SubsystemCard.Role
  ) -> [Preprocessing.Alignment] {
    guard role == .matcher else {
      if let node = section["alignment"] {
        diagnostics.error(
          line: node.line, column: node.column,
          "'alignment' is for matchers, and this is the card of a \(role.rawValue)",
          remedy: "say with crop_scale how much of the picture is taken")
      }
      return []
    }
    let found =
      isRequired ? section.required("alignment", &diagnostics) : section["alignment"]
    guard let node = found else { return [] }
    if case .scalar = node.content {
      return node.choice(of: Preprocessing.Alignment.self, &diagnostics).map { [$0] } ?? []
    }
    let items = node.list(&diagnostics) ?? []
    var ways: [Preprocessing.Alignment] = []
    for item in items {
      guard let way = item.choice(of: Preprocessing.Alignment.self, &diagnostics) else { continue }
      if ways.contains(way) {
        diagnostics.error(
          line: item.line, column: item.column, "'\(way.rawValue)' stands here twice")
      } else {
        ways.append(way)
      }
    }
    if items.isEmpty {
      diagnostics.error(
        line: node.line, column: node.column, "there is no way to align a face here",
        remedy: "alignment: [five-points, eyes, box], or some of them")
    }
    return ways
  }

  /// What templates are compared by: a model's card says it, a program may compare them itself.
  mutating func comparison(
    _ top: YAMLMapping, isRequired: Bool, role: SubsystemCard.Role
  ) -> SimilarityMeasure? {
    guard role == .matcher else {
      if let node = top["comparison"] {
        diagnostics.error(
          line: node.line, column: node.column,
          "'comparison' is for matchers, and this is the card of a \(role.rawValue)")
      }
      return nil
    }
    let node = isRequired ? top.required("comparison", &diagnostics) : top["comparison"]
    return node?.choice(of: SimilarityMeasure.self, &diagnostics)
  }
}
