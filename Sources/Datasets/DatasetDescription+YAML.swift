public import PADVocabulary
import StructuredText

extension DatasetDescription {
  static let keys = [
    "name", "version", "synthetic", "licence", "purposes", "consent_basis", "retention",
    "provenance", "species", "media_roots",
  ]

  /// Reads the bytes of a `dataset.yaml`; `file` stands for it in diagnostics.
  ///
  /// - Returns: the description, and what a user should know about it.
  /// - Throws: `InvalidInput` with everything that is wrong.
  public static func parse(
    _ bytes: [UInt8], file: String
  ) throws(InvalidInput) -> (description: DatasetDescription, warnings: [Diagnostic]) {
    let root = try StrictYAML.parse(bytes, name: file)
    var diagnostics = DiagnosticList(file: file)
    guard let mapping = root.mapping(keys: keys, &diagnostics) else {
      throw InvalidInput(diagnostics.all)
    }
    func text(_ key: String, _ diagnostics: inout DiagnosticList) -> String {
      mapping[key]?.line(&diagnostics) ?? ""
    }
    let name = mapping.required("name", &diagnostics)?.line(&diagnostics) ?? ""
    let version = mapping.required("version", &diagnostics)?.line(&diagnostics) ?? ""
    let isSynthetic = mapping["synthetic"]?.flag(&diagnostics)
    if mapping["synthetic"] == nil {
      diagnostics.error(
        line: mapping.line, "'synthetic' is missing",
        remedy: "write 'synthetic: false' for pictures of real presentations, else 'true'")
    }
    let description = DatasetDescription(
      name: name,
      version: version,
      isSynthetic: isSynthetic ?? false,
      licence: text("licence", &diagnostics),
      purposes: mapping["purposes"]?.strings(&diagnostics) ?? [],
      consentBasis: text("consent_basis", &diagnostics),
      retention: text("retention", &diagnostics),
      provenance: mapping["provenance"]?.string(&diagnostics) ?? "",
      species: mapping["species"].map { speciesTable($0, &diagnostics) } ?? [],
      mediaRoots: mapping["media_roots"].map { mediaRoots($0, &diagnostics) } ?? [])
    if isSynthetic == false {
      for (key, value) in [
        ("licence", description.licence), ("consent_basis", description.consentBasis),
      ] where value.isEmpty && mapping[key] == nil {
        diagnostics.warning(
          line: mapping.line, "'\(key)' is not stated for pictures of real persons",
          remedy: "state it, so that reports can say that the data may be used")
      }
    }
    try diagnostics.throwErrors()
    return (description, diagnostics.all)
  }

  private static func speciesTable(
    _ node: YAMLNode, _ diagnostics: inout DiagnosticList
  ) -> [SpeciesEntry] {
    guard let table = node.mapping(&diagnostics) else { return [] }
    return table.entries.map { entry in
      if let problem = TextProblem.identifier(Array(entry.key.utf8).span) {
        diagnostics.error(
          line: entry.line, column: entry.column, "the species \(entry.key.shown) \(problem)")
      }
      guard !entry.value.isNull else { return SpeciesEntry(PAISpecies(entry.key)) }
      let row = entry.value.mapping(keys: ["attack_potential", "description"], &diagnostics)
      return SpeciesEntry(
        PAISpecies(entry.key),
        attackPotential: row?["attack_potential"]?.choice(of: AttackPotential.self, &diagnostics),
        description: row?["description"]?.string(&diagnostics) ?? "")
    }
  }

  private static func mediaRoots(
    _ node: YAMLNode, _ diagnostics: inout DiagnosticList
  ) -> [MediaRoot] {
    guard let table = node.mapping(&diagnostics) else { return [] }
    return table.entries.map { entry in
      if !MediaRoot.isName(entry.key) {
        diagnostics.error(
          line: entry.line, column: entry.column,
          "\(entry.key.shown) cannot name a media root",
          remedy: "use ASCII letters, digits, '-' and '_', at most 64")
      }
      let words = entry.value.isNull ? "" : entry.value.string(&diagnostics) ?? ""
      return MediaRoot(entry.key, description: words)
    }
  }
}

extension YAMLNode {
  /// The node as one line of text that says something.
  fileprivate func line(_ diagnostics: inout DiagnosticList) -> String? {
    guard let text = string(&diagnostics) else { return nil }
    if text.utf8.allSatisfy({ $0 <= 0x20 }) {
      diagnostics.error(line: line, column: column, "an empty text where a word is expected")
    } else if text.unicodeScalars.contains(where: \.isUnprintable) {
      diagnostics.error(
        line: line, column: column, "a line break or an invisible character in the text",
        remedy: "write it on one line")
    }
    return text
  }
}
