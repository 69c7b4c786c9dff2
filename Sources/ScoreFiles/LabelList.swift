public import PADVocabulary
import StructuredText

/// What presentations are, by id, for score files that do not say it.
public struct LabelList: Sendable {
  /// What a presentation is.
  public enum Label: Sendable, Hashable {
    /// Bona fide.
    case bonaFide
    /// An attack, of a species where the list names it.
    case attack(PAISpecies?)
  }

  private var labels: [[UInt8]: Label] = [:]

  /// Makes an empty list.
  public init() {}

  /// The label of a presentation, compared byte by byte; setting `nil` removes it.
  public subscript(id: String) -> Label? {
    get { labels[Array(id.utf8)] }
    set { labels[Array(id.utf8)] = newValue }
  }

  /// The count of presentations.
  public var count: Int { labels.count }

  /// Reads a list: CSV with `test_label, is_bonafide, attack_type` (a score file without need of
  /// scores), or with `presentation_id, label, pai_species` (a manifest); or lines
  /// `color depth ir label` of CASIA-SURF, label 1 for bona fide.
  ///
  /// - Throws: `FileFault`, or `InvalidInput` with everything that is wrong.
  public static func read(path: String) throws -> LabelList {
    let head = try readHead(path)
    if head.contains(UInt8(ascii: ",")) { return try readCSV(path) }
    return try readWords(path)
  }

  private static func readHead(_ path: String) throws(FileFault) -> ArraySlice<UInt8> {
    var head = [UInt8](repeating: 0, count: ScoreLines.maximumBytes)
    let got = try InputFile(path: path).read(into: &head, at: 0..<head.count, offset: 0)
    return head.prefix(got).prefix { $0 != 0x0a }
  }

  private static func readCSV(_ path: String) throws -> LabelList {
    var reader = try CSVReader(path: path)
    let isManifest = reader.column("presentation_id") != nil
    let id = reader.requiredColumn(isManifest ? "presentation_id" : "test_label")
    let kind = reader.requiredColumn(isManifest ? "label" : "is_bonafide")
    let species = reader.requiredColumn(isManifest ? "pai_species" : "attack_type")
    var list = LabelList()
    guard let id, let kind, let species else { throw InvalidInput(reader.diagnostics.all) }
    while try reader.next() {
      let name = PAISpecies(reader.string(species))
      switch reader.string(kind).lowercased() {
      case "true" where !isManifest, "bona_fide" where isManifest:
        list.add(.bonaFide, reader.string(id), column: id, &reader)
      case "false" where !isManifest, "attack" where isManifest:
        let named = name.name.isEmpty ? nil : name
        list.add(.attack(named), reader.string(id), column: id, &reader)
      default: reader.error(kind, "\(reader.string(kind).shown) is no label")
      }
    }
    reader.requireRows()
    try reader.diagnostics.throwErrors()
    return list
  }

  private mutating func add(
    _ label: Label, _ id: String, column: Int, _ reader: inout CSVReader
  ) {
    if labels.updateValue(label, forKey: Array(id.utf8)) != nil {
      reader.error(column, "presentation \(id.shown) is there twice")
    }
  }

  private static func readWords(_ path: String) throws -> LabelList {
    var list = LabelList()
    var diagnostics = DiagnosticList(file: path)
    let bytes = try readWholeFile(path, cap: 1 << 28)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InvalidInput(.init(.error, file: path, "the list is not UTF-8"))
    }
    for (index, line) in text.utf8.split(separator: 0x0a, omittingEmptySubsequences: false)
      .enumerated()
    {
      let words = line.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
      guard let name = words.first else { continue }
      let id = String(decoding: name, as: UTF8.self)
      let label = words.last.map { String(decoding: $0, as: UTF8.self) }
      guard words.count >= 2, label == "0" || label == "1" else {
        diagnostics.error(line: index + 1, "the line does not end with a label 0 or 1")
        continue
      }
      if list[id] != nil {
        diagnostics.error(line: index + 1, "presentation \(id.shown) is there twice")
      }
      list[id] = label == "1" ? .bonaFide : .attack(nil)
    }
    try diagnostics.throwErrors()
    return list
  }
}
