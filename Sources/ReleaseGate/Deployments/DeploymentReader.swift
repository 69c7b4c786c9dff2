public import PADVocabulary
import Evidence
import StructuredText

extension Deployment {
  /// Reads a deployment's file.
  ///
  /// - Throws: `FileFault` when it cannot be read; `InvalidInput` with everything that is wrong.
  public static func read(path: String) throws -> Deployment {
    try parse(readWholeFile(path, cap: StrictYAML.maximumBytes), file: path)
  }

  /// Parses the bytes of a deployment; `file` stands for it in diagnostics.
  ///
  /// - Throws: `InvalidInput` with everything that is wrong.
  public static func parse(_ bytes: [UInt8], file: String) throws(InvalidInput) -> Deployment {
    let root = try StrictYAML.parse(bytes, name: file)
    var reader = DeploymentReader(diagnostics: DiagnosticList(file: file))
    let deployment = reader.read(root, digest: ContentDigest(of: bytes))
    try reader.diagnostics.throwErrors()
    guard let deployment else { throw InvalidInput(reader.diagnostics.all) }
    return deployment
  }

  /// Reads what a user names: a deployment that comes with the program, or a file's path.
  public static func named(_ name: String) throws -> Deployment {
    if let shipped = ShippedDeployment(rawValue: name) { return try shipped.deployment() }
    guard name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") else {
      let known = ShippedDeployment.allCases.map(\.rawValue)
      throw InvalidInput(
        Diagnostic(
          .error, "there is no deployment \(name.shown)", remedy: remedy(for: name, among: known)))
    }
    return try read(path: name)
  }
}

/// Reads a deployment from its YAML, collecting everything that is wrong with it.
struct DeploymentReader {
  private static let keys = [
    "id", "title", "about", "attended", "camera", "species", "attempts", "limits", "factors",
  ]

  var diagnostics: DiagnosticList

  mutating func read(_ root: YAMLNode, digest: ContentDigest) -> Deployment? {
    guard let mapping = root.mapping(keys: Self.keys, &diagnostics) else { return nil }
    let id = mapping.required("id", &diagnostics).flatMap { word($0) } ?? ""
    let title = mapping["title"].flatMap { words($0) } ?? id
    let about = mapping.required("about", &diagnostics).flatMap { words($0) } ?? ""
    let isAttended = mapping.required("attended", &diagnostics)?.flag(&diagnostics) ?? false
    let camera = mapping.required("camera", &diagnostics).map { readCamera($0) } ?? ("", [])
    let species = mapping.required("species", &diagnostics).map { readSpecies($0) } ?? []
    let attempts =
      mapping.required("attempts", &diagnostics)?.integer(in: 1...1000, &diagnostics) ?? 1
    return Deployment(
      digest: digest, id: id, title: title, about: about, isAttended: isAttended,
      camera: camera.0, delivers: camera.1, species: species, attempts: attempts,
      limits: mapping.required("limits", &diagnostics).map { readLimits($0) } ?? [],
      factors: mapping["factors"].map { readFactors($0) } ?? [])
  }

  private mutating func readCamera(_ node: YAMLNode) -> (String, [CameraOutput]) {
    guard let mapping = node.mapping(keys: ["about", "delivers"], &diagnostics) else {
      return ("", [])
    }
    var found: [CameraOutput] = []
    let place = mapping.required("delivers", &diagnostics)
    for item in place?.list(&diagnostics) ?? [] {
      guard let output = item.choice(of: CameraOutput.self, &diagnostics) else { continue }
      if found.contains(output) {
        diagnostics.error(line: item.line, column: item.column, "\(output.rawValue) stands twice")
      }
      found.append(output)
    }
    if let place, !found.contains(.picture) {
      diagnostics.error(
        line: place.line, column: place.column, "a camera that delivers no picture",
        remedy: "matchers compare pictures: add 'picture'")
    }
    return (mapping["about"].flatMap { words($0) } ?? "", found)
  }

  private mutating func readSpecies(_ node: YAMLNode) -> [SpeciesPattern] {
    guard let nodes = node.list(&diagnostics) else { return [] }
    if nodes.isEmpty {
      diagnostics.error(
        line: node.line, column: node.column, "the list of species is empty",
        remedy: "name what an attacker can bring, such as print or mask-3d/*")
    }
    var found: [SpeciesPattern] = []
    for item in nodes {
      guard let text = words(item) else { continue }
      guard let pattern = SpeciesPattern(text) else {
        diagnostics.error(
          line: item.line, column: item.column, "\(text.shown) is no species and no kind",
          remedy: "write a species' name, or a kind with all its species as in replay/*")
        continue
      }
      if found.contains(pattern) {
        diagnostics.error(line: item.line, column: item.column, "\(text.shown) stands twice")
      }
      found.append(pattern)
    }
    return found
  }

  private mutating func readLimits(_ node: YAMLNode) -> [DeploymentLimit] {
    var found: [DeploymentLimit] = []
    for item in node.list(&diagnostics) ?? [] {
      guard let limit = readLimit(item) else { continue }
      if found.contains(where: { $0.metric == limit.metric }) {
        diagnostics.error(
          line: item.line, column: item.column, "two limits on \(limit.metric.rawValue)",
          remedy: "keep the one that is meant")
      }
      found.append(limit)
    }
    if !found.contains(where: { $0.metric == .iapar }) {
      diagnostics.error(
        line: node.line, column: node.column, "no limit on iapar, the attacks that get in",
        remedy: "add one: {metric: iapar, at_most: 0.07, source: …}")
    }
    if !found.contains(where: { $0.metric == .frr }) {
      diagnostics.error(
        line: node.line, column: node.column, "no limit on frr, the genuine users turned away",
        remedy: "without one a system that rejects everybody would pass")
    }
    return found
  }

  private mutating func readLimit(_ node: YAMLNode) -> DeploymentLimit? {
    let keys = ["metric", "at_most", "source", "status"]
    guard let mapping = node.mapping(keys: keys, &diagnostics) else { return nil }
    let metric = mapping.required("metric", &diagnostics)?
      .choice(of: DeploymentLimit.Metric.self, &diagnostics)
    let atMost = mapping.required("at_most", &diagnostics)?.double(in: 0...1, &diagnostics)
    let source = mapping.required("source", &diagnostics).flatMap { words($0) }
    let status = mapping["status"]?.choice(of: RuleStatus.self, &diagnostics) ?? .own
    guard let metric, let atMost, let source else { return nil }
    if atMost <= 0 || atMost >= 1, let place = mapping["at_most"] {
      diagnostics.error(
        line: place.line, column: place.column, "a limit must be above 0 and below 1",
        remedy: "no number of presentations shows a rate of 0, and none breaks a limit of 1")
    }
    return DeploymentLimit(metric: metric, atMost: atMost, source: source, status: status)
  }

  private mutating func readFactors(_ node: YAMLNode) -> [Deployment.Factor] {
    var found: [Deployment.Factor] = []
    for item in node.list(&diagnostics) ?? [] {
      let keys = ["name", "about", "compromise_probability", "source"]
      guard let mapping = item.mapping(keys: keys, &diagnostics) else { continue }
      let name = mapping.required("name", &diagnostics).flatMap { words($0) }
      let probability = mapping.required("compromise_probability", &diagnostics)?
        .double(in: 0...1, &diagnostics)
      let source = mapping.required("source", &diagnostics).flatMap { words($0) }
      let about = mapping["about"].flatMap { words($0) } ?? ""
      guard let name, let probability, let source else { continue }
      if found.contains(where: { $0.name == name }) {
        diagnostics.error(
          line: item.line, column: item.column, "two factors are called \(name.shown)")
      }
      found.append(
        Deployment.Factor(
          name: name, about: about, compromiseProbability: probability, source: source))
    }
    return found
  }

  /// One line of text that says something.
  private mutating func words(_ node: YAMLNode) -> String? {
    guard let text = node.string(&diagnostics) else { return nil }
    if text.utf8.allSatisfy({ $0 <= 0x20 }) {
      diagnostics.error(
        line: node.line, column: node.column, "an empty text where a word is expected")
      return nil
    }
    if text.unicodeScalars.contains(where: \.isUnprintable) {
      diagnostics.error(
        line: node.line, column: node.column,
        "a line break or an invisible character in the text", remedy: "write it on one line")
    }
    return text
  }

  /// A name of lower-case ASCII letters, digits and `-`: it stands in paths and options.
  private mutating func word(_ node: YAMLNode) -> String? {
    guard let text = words(node) else { return nil }
    let isName = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
    }
    if isName, text.utf8.count <= 64 { return text }
    diagnostics.error(
      line: node.line, column: node.column, "\(text.shown) is no name",
      remedy: "use lower-case ASCII letters, digits and '-', at most 64")
    return nil
  }
}
