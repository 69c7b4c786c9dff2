import StructuredText

/// What a card says of a program's start and surroundings.
extension CardParser {
  /// The keys that only a `process` card has, beside `command`.
  static let processKeys = ["delivery", "working_folder", "environment", "pool", "window"]

  mutating func processTerms(_ top: YAMLMapping) -> ProcessTerms {
    let delivery = top["delivery"]?.choice(of: ProcessTerms.Delivery.self, &diagnostics)
    let folder = top["working_folder"]?
      .choice(of: ProcessTerms.WorkingFolder.self, &diagnostics)
    return ProcessTerms(
      delivery: delivery ?? .pixels, workingFolder: folder ?? .scratch,
      environment: variables(top["environment"]),
      pool: top["pool"]?.integer(in: 1...256, &diagnostics) ?? 1,
      window: top["window"]?.integer(in: 1...ProcessTerms.mostInWindow, &diagnostics) ?? 1)
  }

  private mutating func variables(_ node: YAMLNode?) -> [String] {
    guard let node, let names = node.strings(&diagnostics) else { return [] }
    for name in names where !Self.isVariable(name) {
      diagnostics.error(
        line: node.line, column: node.column, "\(name.shown) is no name of a variable",
        remedy: "list names only: the values are those of padbench's own environment")
    }
    return names
  }

  private static func isVariable(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    func isLetter(_ byte: UInt8) -> Bool {
      (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte) || byte == UInt8(ascii: "_")
    }
    return (1...128).contains(bytes.count) && isLetter(bytes[0])
      && bytes.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
  }

  /// Refuses what only a program's card may say on a card of another kind.
  mutating func refuseProcessKeys(_ top: YAMLMapping, kind: SubsystemCard.Kind) {
    for key in Self.processKeys {
      guard let node = top[key] else { continue }
      diagnostics.error(
        line: node.line, column: node.column,
        "'\(key)' is for programs, and this card is of kind '\(kind.rawValue)'")
    }
  }
}
