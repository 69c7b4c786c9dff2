import StructuredText

/// Which field of a manifest row is which column.
struct ManifestHeader: Sendable {
  /// Per field of a row, the known column, or `nil` for an attribute.
  private(set) var columns: [ManifestColumn?] = []
  /// The attributes' names, in file order.
  private(set) var attributeNames: [String] = []
  /// Where each known column is; -1 where it is missing.
  private var fields = [Int](repeating: -1, count: ManifestColumn.allCases.count)

  /// Reads the header's names, which are distinct.
  init(_ names: [String], line: Int, diagnostics: inout DiagnosticList) {
    for (field, name) in names.enumerated() {
      let known = ManifestColumn(name: name)
      columns.append(known)
      if let known { fields[known.rawValue] = field }
    }
    let missing = ManifestColumn.allCases.filter { self[$0] == nil }
    for (field, name) in names.enumerated() where columns[field] == nil {
      if let meant = Self.meant(by: name, missing: missing) {
        diagnostics.error(
          line: line, column: field + 1,
          "unknown column \(name.shown), did you mean '\(meant.name)'?",
          remedy: "if it is an attribute, give it a name less like that column's")
      } else if let problem = Self.problem(withAttribute: name) {
        diagnostics.error(
          line: line, column: field + 1, "the column name \(name.shown) \(problem)",
          remedy: "rename the column")
      }
      attributeNames.append(name)
    }
    let lacking = ManifestColumn.required.filter { self[$0] == nil }
    if !lacking.isEmpty {
      let list = lacking.map { "'\($0.name)'" }.joined(separator: ", ")
      diagnostics.error(
        line: line, "the manifest lacks the column\(lacking.count == 1 ? "" : "s") \(list)",
        remedy: "its first line names the columns, at least presentation_id,media,label")
    }
  }

  /// The field of a known column, or `nil` where the manifest does not have it.
  subscript(column: ManifestColumn) -> Int? {
    fields[column.rawValue] < 0 ? nil : fields[column.rawValue]
  }

  private static func meant(by name: String, missing: [ManifestColumn]) -> ManifestColumn? {
    let plain = name.lowercased()
    if let foreign = ManifestColumn.foreignNames.first(where: { $0.0 == plain })?.1,
      missing.contains(foreign)
    {
      return foreign
    }
    return nearestName(to: name, among: missing.map(\.name)).flatMap { ManifestColumn(name: $0) }
  }

  private static func problem(withAttribute name: String) -> String? {
    if name.isEmpty { return "is empty" }
    if name.utf8.count > 64 { return "is longer than 64 bytes" }
    if name.utf8.first == 0x20 || name.utf8.last == 0x20 { return "begins or ends with a space" }
    return TextProblem.unseen(name) ?? TextProblem.mixedScripts(name)
  }
}
