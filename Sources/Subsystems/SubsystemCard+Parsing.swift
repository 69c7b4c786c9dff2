import Evidence
public import PADVocabulary
import StructuredText

extension SubsystemCard {
  /// Reads the text of a card file; the files it names are not looked at (`LoadedCard` does).
  ///
  /// - Parameter name: stands for the card file in diagnostics.
  /// - Throws: `InvalidInput` with everything that is wrong with it.
  public static func parse(
    _ bytes: [UInt8], name: String
  ) throws(InvalidInput) -> SubsystemCard {
    try parseWithLines(bytes, name: name).card
  }

  /// The card, and the line on which each of its files stands.
  static func parseWithLines(
    _ bytes: [UInt8], name: String
  ) throws(InvalidInput) -> (card: SubsystemCard, fileLines: [Int]) {
    let root = try StrictYAML.parse(bytes, name: name)
    var parser = CardParser(file: name)
    let card = parser.card(root)
    try parser.diagnostics.throwErrors()
    guard let card else {
      throw InvalidInput(Diagnostic(.error, file: name, "the file is no card"))
    }
    return (card, parser.fileLines)
  }
}

/// Reads a card section by section and collects what is wrong.
struct CardParser {
  /// The version of the card format that is read here.
  static let format = 1

  var diagnostics: DiagnosticList
  private(set) var fileLines: [Int] = []

  init(file: String) {
    diagnostics = DiagnosticList(file: file)
  }

  mutating func card(_ root: YAMLNode) -> SubsystemCard? {
    let keys =
      [
        "card", "name", "version", "kind", "role", "about", "licence", "source", "files", "command",
        "input", "comparison", "output", "needs", "frames", "limits", "threshold", "settings",
      ] + Self.processKeys
    guard let top = root.mapping(keys: keys, &diagnostics) else { return nil }
    _ = top.required("card", &diagnostics)?
      .integer(in: Self.format...Self.format, &diagnostics)
    let name = top.required("name", &diagnostics).flatMap { self.name($0) }
    let version = top.required("version", &diagnostics).flatMap { self.word($0) }
    let role = top.required("role", &diagnostics)?
      .choice(of: SubsystemCard.Role.self, &diagnostics)
    let kind = top.required("kind", &diagnostics)?
      .choice(of: SubsystemCard.Kind.self, &diagnostics)
    if kind == .builtin || kind == .trained {
      diagnostics.error(
        line: top["kind"]?.line, "built-in and trained subsystems have no card file",
        remedy: "name them as 'padbench detector list' does, or by the path of their model")
    }
    let needsModel = kind == .onnx
    var card = SubsystemCard(
      name: name ?? "", version: version ?? "", kind: kind ?? .onnx, role: role ?? .detector,
      about: text(top["about"]), licence: text(top["licence"]), source: text(top["source"]),
      files: files(top["files"]), command: command(top["command"]),
      process: processTerms(top),
      preprocessing: preprocessing(
        needsModel ? top.required("input", &diagnostics) : top["input"], isRequired: needsModel,
        role: role ?? .detector),
      comparison: comparison(top, isRequired: needsModel, role: role ?? .detector),
      output: output(
        needsModel && role == .detector ? top.required("output", &diagnostics) : top["output"],
        isRequired: needsModel && role == .detector, role: role ?? .detector),
      needs: needs(top["needs"]), framePolicy: frames(top["frames"]),
      limits: limits(top["limits"]),
      threshold: top["threshold"]?.double(&diagnostics), settings: settings(top["settings"]))
    if card.kind == .onnx, card.preprocessing.cropScale != nil, card.role == .detector {
      card.needs.insert(.faceBox)
    }
    // Points to align by come with a box.
    if card.kind == .onnx, card.role == .matcher { card.needs.insert(.faceBox) }
    if let kind, kind != .process { refuseProcessKeys(top, kind: kind) }
    checkKind(card, line: top.line)
    return card
  }

  /// What one kind has and another has not.
  private mutating func checkKind(_ card: SubsystemCard, line: Int) {
    switch card.kind {
    case .onnx:
      if card.files.count != 1 {
        diagnostics.error(
          line: line, "an onnx card names exactly one file, this one \(card.files.count)",
          remedy: "files: [{path: MODEL.onnx, sha256: …}]")
      }
      if !card.command.isEmpty {
        diagnostics.error(line: line, "an onnx card has no command")
      }
    case .process:
      if card.command.isEmpty {
        diagnostics.error(
          line: line, "'command' is missing", remedy: "command: [PROGRAM, ARGUMENT]")
      }
    case .builtin, .trained: break
    }
  }

  private mutating func name(_ node: YAMLNode) -> String? {
    guard let name = node.string(&diagnostics) else { return nil }
    guard SubsystemCard.isName(name) else {
      diagnostics.error(
        line: node.line, column: node.column, "\(name.shown) is no name for a subsystem",
        remedy: "use letters, digits, '.', '_' and '-', at most 64")
      return nil
    }
    return name
  }

  private mutating func word(_ node: YAMLNode) -> String? {
    guard let text = node.string(&diagnostics) else { return nil }
    guard !text.isEmpty, text.utf8.count <= 64,
      !text.unicodeScalars.contains(where: \.isUnprintable)
    else {
      diagnostics.error(
        line: node.line, column: node.column, "\(text.shown) is no version",
        remedy: "use at most 64 printable characters")
      return nil
    }
    return text
  }

  private mutating func text(_ node: YAMLNode?) -> String {
    node?.string(&diagnostics)?.printable ?? ""
  }

  private mutating func files(_ node: YAMLNode?) -> [CardFile] {
    guard let node, let list = node.list(&diagnostics) else { return [] }
    var files: [CardFile] = []
    for item in list {
      guard let entry = item.mapping(keys: ["path", "sha256"], &diagnostics) else { continue }
      let path = entry.required("path", &diagnostics).flatMap { self.path($0) }
      let digest = entry.required("sha256", &diagnostics).flatMap { self.digest($0) }
      guard let path, let digest else { continue }
      files.append(CardFile(path: path, sha256: digest))
      fileLines.append(item.line)
    }
    return files
  }

  private mutating func path(_ node: YAMLNode) -> String? {
    guard let path = node.string(&diagnostics) else { return nil }
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isContained = parts.allSatisfy { part in
      !part.isEmpty && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
    }
    guard isContained, !path.unicodeScalars.contains(where: \.isUnprintable) else {
      diagnostics.error(
        line: node.line, column: node.column,
        "\(path.shown) does not lie in the card's folder",
        remedy: "put the file beside the card and name it relative to the card, without '..'")
      return nil
    }
    return path
  }

  private mutating func digest(_ node: YAMLNode) -> ContentDigest? {
    guard let text = node.string(&diagnostics) else { return nil }
    guard let digest = ContentDigest(hex: text) else {
      diagnostics.error(
        line: node.line, column: node.column, "\(text.shown) is no SHA-256",
        remedy: "write the 64 lower-case digits that sha256sum prints")
      return nil
    }
    return digest
  }

  private mutating func command(_ node: YAMLNode?) -> [String] {
    guard let node, let words = node.strings(&diagnostics) else { return [] }
    if words.isEmpty || words.contains(where: { $0.utf8.contains(0) }) || words.first == "" {
      diagnostics.error(
        line: node.line, column: node.column, "the command is no list of a program and arguments")
    }
    return words
  }
}

extension SubsystemCard {
  /// Whether a text may name a subsystem: it stands in tables, paths and score files.
  public static func isName(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    func isLetterOrDigit(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
    }
    return (1...64).contains(bytes.count) && isLetterOrDigit(bytes[0])
      && bytes.allSatisfy { isLetterOrDigit($0) || "._-".utf8.contains($0) }
  }
}
