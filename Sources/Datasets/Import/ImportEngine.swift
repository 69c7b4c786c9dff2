import PADVocabulary
import StructuredText

/// Turns an original folder into presentations and protocols, as a layout says, and accounts for
/// every file and every list line on the way.
struct ImportEngine {
  let layout: DatasetLayout
  let folder: String
  let scan: FolderScan
  /// The folder of further lists, with what lies in it.
  let listFolder: (path: String, scan: FolderScan)?
  var fates: [ImportSummary.Fate]
  /// Per entry of the scan, the presentation it is, or -1.
  var presentationOfFile: [Int32]
  var tables: [LayoutTable]
  var values: PartValues
  var list: PresentationList
  /// Per presentation, its rule, and whether its files lie in the layout's base folder.
  var ruleOfPresentation: [(rule: Int16, isInBase: Bool)] = []
  /// Presentations that are folders, by their folder.
  var folderPresentations: [String: Int] = [:]
  var looks = LookAlikes()
  var pathLooks = LookAlikes()
  var foldedPaths: Set<String> = []
  /// Side files of face boxes, by their rows in the scan, with the tables to make of them.
  var faceTracks: [(row: Int, table: String, rule: FaceTrackRule)] = []
  /// By name, in the order in which lists or rules brought them.
  var protocols: [(name: String, rows: ProtocolRows)] = []
  var ruleProtocols: [ProtocolRows]
  var countsFound: [Int]
  /// What hearsay was used, by the layout's own words.
  var hearsay: [String] = []
  var missing: Set<String> = []
  /// Lines that cannot be read, by the row of their file and their number.
  var badLines: Set<[Int]> = []
  var log: ImportLog

  init(_ request: ImportRequest, log: ImportLog) throws {
    layout = request.layout
    folder = request.folder
    scan = try FolderScan(request.folder)
    listFolder = try request.lists.map { ($0, try FolderScan($0)) }
    self.log = log
    fates = [ImportSummary.Fate](repeating: .open, count: scan.count)
    presentationOfFile = [Int32](repeating: -1, count: scan.count)
    tables = layout.tables.map { LayoutTable($0) }
    values = PartValues(count: layout.names.all.count)
    list = PresentationList(attributeCount: layout.attributeNames.count)
    ruleProtocols = layout.protocols.map { rule in
      var rows = ProtocolRows()
      for fold in rule.folds { _ = rows.fold(fold) }
      rows.isUnverified = rule.isUnverified
      return rows
    }
    countsFound = [Int](repeating: 0, count: layout.counts.count)
  }

  /// Does everything but writing.
  mutating func run() throws {
    setAsideStrangers()
    try readTables()
    findPresentations()
    sortLeftovers()
    try readLists()
    settleProtocols()
    lookForMissing()
    reportUnusedTableLines()
  }

  /// A file's path as findings show it.
  func shown(_ row: Int) -> String {
    scan.paths.withBytes(row) { Self.printable($0) }
  }

  /// Bytes as a text that steers no terminal; what is no UTF-8 is written as `\x` with two digits.
  static func printable(_ bytes: Span<UInt8>) -> String {
    let text = bytes.text(0..<bytes.count)
    if text.utf8.count == bytes.count, !text.unicodeScalars.contains("\u{fffd}") {
      return text.printable
    }
    var words = ""
    for index in bytes.indices {
      let byte = bytes[index]
      if byte >= 0x20 && byte < 0x7f {
        words.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        words += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
    return words
  }

  /// Accounts for what is no file, and for names that no manifest can hold.
  private mutating func setAsideStrangers() {
    for row in 0..<scan.count {
      switch scan.kinds[row] {
      case .file: break
      case .link:
        report(row, .link, "links are not followed; put the file itself there")
        continue
      case .special:
        report(row, .special, "a pipe, a socket or a device")
        continue
      case .closedFolder:
        report(row, .closedFolder, "it cannot be read, or lies more than 64 folders deep")
        continue
      }
      if isOfTheSystem(row) {
        fates[row] = .ignored
      } else if let problem = scan.paths.withBytes(row, { Self.problem(withName: $0) }) {
        report(row, .unusableName, problem)
      }
    }
  }

  /// Gives a file its fate among the findings.
  mutating func report(_ row: Int, _ kind: ImportFinding.Kind, _ detail: String) {
    fates[row] = .found
    log.add(ImportFinding(kind, shown(row), detail))
  }

  private static func problem(withName bytes: Span<UInt8>) -> String? {
    if PathScan.isPlain(bytes) { return nil }
    let text = bytes.text(0..<bytes.count)
    if TextProblem.plainASCII(bytes) == nil, (try? UTF8Span(validating: bytes)) == nil {
      return "the name is not UTF-8; rename the file"
    }
    if let problem = MediaReference.problem(with: Array(text.utf8)) { return problem.message }
    return TextProblem.unseen(text).map { "the name " + $0 + "; rename the file" }
  }

  /// Files that operating systems leave behind, and everything in hidden folders.
  private func isOfTheSystem(_ row: Int) -> Bool {
    scan.paths.withBytes(row) { bytes in
      var isStart = true
      for index in bytes.indices {
        if isStart, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: "@") {
          return true
        }
        isStart = bytes[index] == UInt8(ascii: "/")
      }
      return ["Thumbs.db", "desktop.ini"].contains { name in
        let start = bytes.count - name.utf8.count
        return start >= 0 && bytes.holds(Array(name.utf8), at: start, folded: true)
          && (start == 0 || bytes[start - 1] == UInt8(ascii: "/"))
      }
    }
  }

  /// Sets the names that every file has; `path` is inside the base folder.
  mutating func setNames(path: String) {
    values.clear()
    values[.path] = path
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    values[.folder] = slash.map { String(path[..<$0]) } ?? ""
    let name = slash.map { path[path.utf8.index(after: $0)...] } ?? path[...]
    if let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex {
      values[.file] = String(name[..<dot])
      values[.stem] = String(path[..<dot])
    } else {
      values[.file] = String(name)
      values[.stem] = path
    }
  }

  /// Where a path begins inside the base folder: behind it when it is there.
  func baseLength(_ bytes: Span<UInt8>) -> Int {
    !layout.base.isEmpty && bytes.holds(layout.base, at: 0, folded: false) ? layout.base.count : 0
  }
}
