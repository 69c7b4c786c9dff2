import PADVocabulary
import StructuredText

/// Reads a layout's YAML: names first, because rules may use those of tables declared below them.
struct LayoutReader {
  var diagnostics: DiagnosticList
  var names = PartNames()
  var tables: [LayoutTable.Declaration] = []
  var attributeNames: [String] = []
  let root: YAMLMapping
  /// What the user says that folder names mean; rows of the table that the layout names for it.
  let meanings: [(name: String, meaning: String)]

  static let keys = [
    "layout", "title", "source", "notes", "unverified", "dataset", "root", "base", "map_into",
    "tables", "presentations", "side_files", "ignored", "refused", "lists", "protocols", "expected",
  ]

  init(
    _ bytes: [UInt8], file: String, meanings: [(name: String, meaning: String)]
  ) throws(InvalidInput) {
    self.meanings = meanings
    let node = try StrictYAML.parse(bytes, name: file)
    diagnostics = DiagnosticList(file: file)
    guard let mapping = node.mapping(keys: Self.keys, &diagnostics) else {
      throw InvalidInput(diagnostics.all)
    }
    root = mapping
  }

  /// Reads everything.
  mutating func layout() throws(InvalidInput) -> DatasetLayout {
    let name = root.required("layout", &diagnostics)?.string(&diagnostics) ?? ""
    if !name.isEmpty, !MediaRoot.isName(name) {
      refuse(root["layout"], "\(name.shown) cannot name a layout")
    }
    let rootName = root["root"]?.string(&diagnostics) ?? "original"
    if !MediaRoot.isName(rootName) {
      refuse(root["root"], "\(rootName.shown) cannot name a media root")
    }
    let title = root["title"]?.string(&diagnostics) ?? name
    let description = readDescription(title: title, rootName: rootName)
    readTables()
    refuseUnusedMeanings()
    let presentations = entries("presentations") { $0.presentationRule($1) }
    if presentations.isEmpty, !diagnostics.hasErrors {
      diagnostics.error(line: root.line, "'presentations' is missing or empty")
    }
    let sideFiles = entries("side_files") { $0.fileRule($1, hasRemedy: false) }
    let ignored = entries("ignored") { $0.fileRule($1, hasRemedy: false) }
    let refused = entries("refused") { $0.fileRule($1, hasRemedy: true) }
    let lists = entries("lists") { $0.listRule($1) }
    for list in lists {
      if let other = list.unless, !lists.contains(where: { $0.name == other }) {
        diagnostics.error(line: list.source.line, "no list is called \(other.shown)")
      }
      for rule in list.covers where !presentations.contains(where: { $0.name == rule }) {
        diagnostics.error(
          line: list.source.line, "no rule of presentations is called \(rule.shown)",
          remedy: remedy(for: rule, among: presentations.map(\.name)))
      }
    }
    let protocols = entries("protocols") { $0.protocolRule($1) }
    let (grids, counts) = readExpected()
    try diagnostics.throwErrors()
    return DatasetLayout(
      name: name, title: title, source: root["source"]?.string(&diagnostics) ?? "",
      notes: texts("notes"), unverified: texts("unverified"), description: description,
      root: rootName, base: Array((root["base"]?.string(&diagnostics) ?? "").utf8), names: names,
      tables: tables, presentations: presentations, sideFiles: sideFiles,
      ignored: ignored, refused: refused, lists: lists, protocols: protocols, grids: grids,
      counts: counts, attributeNames: attributeNames)
  }

  private mutating func readDescription(title: String, rootName: String) -> DatasetDescription {
    let keys = [
      "name", "version", "synthetic", "licence", "purposes", "consent_basis", "retention",
      "provenance",
    ]
    let node = root["dataset"]?.mapping(keys: keys, &diagnostics)
    func text(_ key: String, _ diagnostics: inout DiagnosticList) -> String {
      node?[key]?.string(&diagnostics) ?? ""
    }
    let name = text("name", &diagnostics)
    let version = text("version", &diagnostics)
    return DatasetDescription(
      name: name.isEmpty ? title : name,
      version: version.isEmpty ? "1" : version,
      isSynthetic: node?["synthetic"]?.flag(&diagnostics) ?? false,
      licence: text("licence", &diagnostics),
      purposes: node?["purposes"]?.strings(&diagnostics) ?? [],
      consentBasis: text("consent_basis", &diagnostics),
      retention: text("retention", &diagnostics),
      provenance: text("provenance", &diagnostics),
      mediaRoots: [MediaRoot(rootName, description: "the original folder of " + title)])
  }

  private mutating func refuseUnusedMeanings() {
    guard !meanings.isEmpty else { return }
    let name = root["map_into"]?.string(&diagnostics) ?? ""
    if !tables.contains(where: { $0.name == name && $0.keys.count == 1 && $0.columns.count == 1 }) {
      diagnostics.error(
        "the layout takes no meanings of folder names",
        remedy: "leave out --map, or use the layout 'folders'")
    }
  }

  private mutating func texts(_ key: String) -> [String] {
    root[key]?.strings(&diagnostics) ?? []
  }

  /// Reads a list of entries, one after the other; what is wrong with one does not hide the next.
  private mutating func entries<Entry>(
    _ key: String, _ read: (inout LayoutReader, YAMLNode) -> Entry?
  ) -> [Entry] {
    guard let nodes = root[key]?.list(&diagnostics) else { return [] }
    return nodes.compactMap { read(&self, $0) }
  }

  /// Adds an error about a node.
  mutating func refuse(_ node: YAMLNode?, _ message: String, remedy: String = "") {
    diagnostics.error(line: node?.line, column: node?.column, message, remedy: remedy)
  }

  /// Adds an error about a text of a node.
  mutating func refuse(_ node: YAMLNode?, _ problem: LayoutProblem) {
    refuse(node, problem.message, remedy: problem.remedy)
  }

  /// The number of a declared table.
  mutating func table(_ name: String, _ node: YAMLNode?) -> Int? {
    if let number = tables.firstIndex(where: { $0.name == name }) { return number }
    refuse(
      node, "no table is called \(name.shown)",
      remedy: remedy(for: name, among: tables.map(\.name)))
    return nil
  }
}
