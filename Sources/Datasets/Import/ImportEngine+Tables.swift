import PADVocabulary
import StructuredText

extension ImportEngine {
  /// Fills the tables from the layout's rows and from files.
  mutating func readTables() throws {
    for number in tables.indices {
      let declaration = tables[number].declaration
      for row in declaration.rows { try add(row, to: number) }
      guard let source = declaration.source else { continue }
      try forEachListFile(source) { engine, place in
        var values = PartValues(count: engine.layout.names.all.count)
        engine.setParts(of: place, &values)
        let reader = ListReader(format: source.format)
        try reader.read(place.path, values: &values) { line, values in
          if let problem = line.problem {
            engine.reportBadLine(place, line.number, problem)
            return
          }
          engine.stripBase(&values[.path])
          engine.stripBase(&values[.stem])
          let entry = engine.tables[number].add(values, file: place.row, line: line.number)
          guard case .contradicts(let row) = entry else { return }
          let earlier = engine.tables[number].origins[row].line
          engine.log.add(
            ImportFinding(
              .contradiction, place.shown, line: line.number,
              "\(engine.tables[number].key(at: row).shown) is there with other values in line "
                + "\(earlier), which counts"))
        }
        if declaration.isUnverified { engine.rely(on: "the table '\(declaration.name)'") }
      }
    }
  }

  private mutating func add(_ cells: [String], to number: Int) throws {
    let declaration = tables[number].declaration
    var values = PartValues(count: layout.names.all.count)
    for (slot, cell) in zip(declaration.keys + declaration.columns, cells) { values[slot] = cell }
    guard case .contradicts = tables[number].add(values, file: -1, line: -1) else { return }
    throw InvalidInput(
      .init(
        .error, file: layout.name,
        "\(cells.first?.shown ?? "a key") is twice in the table \(declaration.name.shown)",
        remedy: "say once what it means"))
  }

  /// Takes note of a line that cannot be read; once, though a table and a list may both want it.
  mutating func reportBadLine(_ place: ListPlace, _ line: Int, _ problem: String) {
    guard badLines.insert([place.row, line]).inserted else { return }
    log.add(ImportFinding(.badLine, place.shown, line: line, problem))
  }

  /// Remembers that something unverified was used.
  mutating func rely(on what: String) {
    if !hearsay.contains(what) { hearsay.append(what) }
  }

  /// A file of lines.
  struct ListPlace {
    /// Its row in the scan; from `scan.count` on it is in the folder of further lists.
    var row: Int
    var path: String
    var shown: String
    var pattern: PathPattern
    var ranges: [Range<Int>]
    var inside: String
  }

  /// Calls `body` for every file that a source names, in the order of their paths.
  mutating func forEachListFile(
    _ source: ListSource, _ body: (inout ImportEngine, ListPlace) throws -> Void
  ) throws {
    for row in 0..<scan.count where fates[row] == .open || fates[row] == .list {
      guard let place = place(row, in: scan, of: folder, source) else { continue }
      fates[row] = .list
      try body(&self, place)
    }
    guard let listFolder else { return }
    for row in 0..<listFolder.scan.count where listFolder.scan.kinds[row] == .file {
      guard var place = place(row, in: listFolder.scan, of: listFolder.path, source) else {
        continue
      }
      place.row += scan.count
      try body(&self, place)
    }
  }

  private func place(
    _ row: Int, in scan: FolderScan, of folder: String, _ source: ListSource
  ) -> ListPlace? {
    scan.paths.withBytes(row) { bytes in
      let start = baseLength(bytes)
      let inside = bytes.extracting(start..<bytes.count)
      var ranges: [Range<Int>] = []
      for pattern in source.files {
        guard case .matches = pattern.match(inside, ranges: &ranges) else { continue }
        let path = bytes.text(0..<bytes.count)
        return ListPlace(
          row: row, path: folder + "/" + path, shown: Self.printable(bytes), pattern: pattern,
          ranges: ranges, inside: inside.text(0..<inside.count))
      }
      return nil
    }
  }

  /// Gives the parts of a list file's own path their values.
  func setParts(of place: ListPlace, _ values: inout PartValues) {
    let bytes = Array(place.inside.utf8)
    for (slot, range) in zip(place.pattern.slots, place.ranges) {
      values[slot] = bytes.span.text(range)
    }
  }

  /// Takes the base folder off a path that a line gives, so that both ways of writing it meet.
  func stripBase(_ path: inout String) {
    let base = layout.base
    if !base.isEmpty, path.utf8.starts(with: base) {
      path = String(decoding: path.utf8.dropFirst(base.count), as: UTF8.self)
    }
  }

  /// The path of a list file by its row, as findings show it.
  func shownList(_ row: Int) -> String {
    guard row >= scan.count, let listFolder else { return row < 0 ? "" : shown(row) }
    return listFolder.scan.paths.withBytes(row - scan.count) { Self.printable($0) }
  }

  /// Says which lines of tables that list files name none.
  mutating func reportUnusedTableLines() {
    for table in tables where table.declaration.namesFiles {
      for row in table.unused {
        let origin = table.origins[row]
        guard origin.file >= 0 else { continue }
        let key = table.key(at: row)
        noteMissing(key)
        log.add(
          ImportFinding(
            .lineWithoutFile, shownList(Int(origin.file)), line: Int(origin.line), key.printable))
      }
    }
  }

  /// Takes note of a file that should be there; each counts once.
  mutating func noteMissing(_ name: String, _ detail: String = "") {
    // A list names a file with its extension, a grid without: it is missing once.
    if missing.insert(Self.withoutExtension(name)).inserted {
      log.add(ImportFinding(.missing, name.printable, detail))
    }
  }

  private static let extensions = [
    "avi", "bmp", "hdf5", "h5", "jpeg", "jpg", "mkv", "mov", "mp4", "png", "webm",
  ]

  private static func withoutExtension(_ name: String) -> String {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")),
      extensions.contains(name[name.utf8.index(after: dot)...].lowercased())
    else { return name }
    return String(name[..<dot])
  }
}
