import PADVocabulary
import StructuredText

/// Reads list files line by line into the values of a layout's names.
struct ListReader {
  /// The most bytes of a list file.
  static let largest = 1 << 30

  let format: ListFormat
  /// What a line tells: its number and, for one that cannot be used, why.
  typealias Line = (number: Int, problem: String?)

  /// Reads a file; calls `body` for each line, whose fields are then in `values`.
  ///
  /// - Parameters:
  ///   - path: the file on this machine.
  ///   - values: keeps what was in it for other names, such as parts of the file's own path.
  /// - Throws: `FileFault` when the file cannot be read.
  func read(
    _ path: String, values: inout PartValues, _ body: (Line, inout PartValues) -> Void
  ) throws(FileFault) {
    switch format.separator {
    case .csv: try readCSV(path, &values, body)
    case .json:
      let bytes = try readWholeFile(path, cap: Self.largest)
      var reader = JSONLists(bytes: bytes, format: format)
      reader.read(&values, body)
    default: try readLines(path, &values, body)
    }
  }

  private func readLines(
    _ path: String, _ values: inout PartValues, _ body: (Line, inout PartValues) -> Void
  ) throws(FileFault) {
    let bytes = try readWholeFile(path, cap: Self.largest)
    var start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    var number = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0a) ?? bytes.count
      number += 1
      var line = bytes[start..<end]
      if line.last == 0x0d { line.removeLast() }
      start = end + 1
      guard let text = String(validating: line, as: UTF8.self) else {
        body((number, "the line is not UTF-8"), &values)
        continue
      }
      if text.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      if !format.comment.isEmpty, text.utf8.starts(with: format.comment.utf8) { continue }
      if text.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 }) {
        body((number, "the line holds a control character"), &values)
        continue
      }
      body((number, fill(&values, fields(of: text))), &values)
    }
  }

  private func fields(of text: String) -> [Substring] {
    switch format.separator {
    case .blanks:
      text.utf8.split { $0 == 0x20 || $0 == 0x09 }.map { Substring($0) }
    case .comma: split(text, UInt8(ascii: ","))
    case .semicolon: split(text, UInt8(ascii: ";"))
    case .tab: split(text, 0x09)
    default: [Substring(text)]
    }
  }

  private func split(_ text: String, _ separator: UInt8) -> [Substring] {
    text.utf8.split(separator: separator, omittingEmptySubsequences: false).map { field in
      var field = field
      while field.first == 0x20 { field.removeFirst() }
      while field.last == 0x20 { field.removeLast() }
      return Substring(field)
    }
  }

  /// Puts fields where the columns say; says what is wrong with their number.
  private func fill(_ values: inout PartValues, _ fields: [Substring]) -> String? {
    let wanted = format.columns.count
    guard fields.count == wanted || (format.hasMore && fields.count > wanted) else {
      return "\(fields.count) fields where \(wanted) are expected"
    }
    for (slot, field) in zip(format.columns, fields) {
      if let slot { values[slot] = withoutBackslashes(String(field)) }
    }
    return nil
  }

  private func withoutBackslashes(_ text: String) -> String {
    guard format.hasBackslashes, text.utf8.contains(UInt8(ascii: "\\")) else { return text }
    return String(
      decoding: text.utf8.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 },
      as: UTF8.self)
  }

  private func readCSV(
    _ path: String, _ values: inout PartValues, _ body: (Line, inout PartValues) -> Void
  ) throws(FileFault) {
    var csv = try CSVReader(path: path)
    let places = zip(format.columns, format.columnNames).map { slot, name in
      (slot: slot, name: name, column: csv.column(name))
    }
    for place in places where place.column == nil && !csv.columns.isEmpty && !format.hasMore {
      body((1, "the column \(place.name.shown) is missing"), &values)
    }
    while try csv.next() {
      for place in places {
        guard let slot = place.slot else { continue }
        values[slot] = withoutBackslashes(place.column.map { csv.string($0) } ?? "")
      }
      body((csv.line, nil), &values)
    }
    for problem in csv.diagnostics.all where problem.severity == .error {
      body((problem.line ?? 1, problem.message), &values)
    }
  }
}
