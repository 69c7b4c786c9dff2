/// The fields of the current record, by the position of their column from 0.
extension CSVReader {
  /// The position of a column, or `nil` when there is none of this name.
  public func column(_ name: String) -> Int? {
    columns.firstIndex { $0.utf8.elementsEqual(name.utf8) }
  }

  /// The position of a column that must be there; adds an error, naming the nearest column, when
  /// it is not.
  public mutating func requiredColumn(_ name: String) -> Int? {
    if let found = column(name) { return found }
    if columns.isEmpty { return nil }
    let near = nearestName(to: name, among: columns)
    diagnostics.error(
      line: 1, "column \(name.shown) is missing",
      remedy: near.map { "is \($0.shown) meant to be it?" } ?? "")
    return nil
  }

  /// Adds an error for every column whose name is not among `known`.
  public mutating func refuseColumns(otherThan known: [String]) {
    for (index, name) in columns.enumerated() where !known.contains(name) {
      diagnostics.error(
        line: 1, column: index + 1, "unknown column \(name.shown)",
        remedy: remedy(for: name, among: known))
    }
  }

  /// Adds an error when there was no row; for the end of reading.
  public mutating func requireRows() {
    if rows == 0, !diagnostics.hasErrors {
      diagnostics.error("there is a header but no row below it")
    }
  }

  /// A field as text; empty when there is no such field.
  public func string(_ column: Int) -> String {
    guard column >= 0, column < scanner.count else { return "" }
    let field = scanner[column]
    return String(decoding: buffer[field.start..<field.end], as: UTF8.self)
  }

  /// A field's bytes, valid UTF-8; they stay what they are when the reader moves on.
  public func bytes(_ column: Int) -> ArraySlice<UInt8> {
    guard column >= 0, column < scanner.count else { return [] }
    let field = scanner[column]
    return buffer[field.start..<field.end]
  }

  /// The size of the file when it was opened; for bytes from memory their count.
  public var fileSize: Int { file?.size ?? buffer.count }

  /// The bytes in which the current record lies, for who looks at many fields of it; to be let go
  /// before the reader moves on, or they are copied.
  package var window: [UInt8] { buffer }

  /// Where a field lies in `window`; empty when there is no such field.
  @inlinable package func range(_ column: Int) -> Range<Int> {
    guard column >= 0, column < scanner.count else { return 0..<0 }
    return scanner.fields[column].start..<scanner.fields[column].end
  }

  /// Where the first two fields of the records after the current one seem to lie in `window`, as
  /// far as they are there. A guess, for who can prepare for those records: quotes are overlooked.
  package func fieldsAhead(_ most: Int) -> [(first: Range<Int>, second: Range<Int>)] {
    let bytes = buffer.span.extracting(start..<end)
    var found: [(first: Range<Int>, second: Range<Int>)] = []
    found.reserveCapacity(most)
    var place = 0
    while found.count < most, let first = ByteMarks.first(0x2c, in: bytes, from: place),
      let second = ByteMarks.first(0x2c, in: bytes, from: first + 1),
      let line = ByteMarks.first(0x0a, in: bytes, from: second + 1)
    {
      found.append((start + place..<start + first, start + first + 1..<start + second))
      place = line + 1
    }
    return found
  }

  /// Lends a field's bytes, valid UTF-8, without copying.
  public func withBytes<Value, Failure>(
    _ column: Int, _ body: (Span<UInt8>) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    guard column >= 0, column < scanner.count else {
      let none: [UInt8] = []
      return try body(none.span)
    }
    let field = scanner[column]
    return try body(buffer.span.extracting(field.start..<field.end))
  }

  /// Whether a field has no text.
  public func isEmpty(_ column: Int) -> Bool {
    guard column >= 0, column < scanner.count else { return true }
    return scanner[column].isEmpty
  }

  /// Whether a field is this text, byte for byte.
  public func matches(_ column: Int, _ text: String) -> Bool {
    guard column >= 0, column < scanner.count else { return text.isEmpty }
    let field = scanner[column]
    return buffer[field.start..<field.end].elementsEqual(text.utf8)
  }

  /// A field as a number; adds an error and gives `nil` when it is none.
  public mutating func double(_ column: Int) -> Double? {
    do throws(NumberFault) {
      return try withBytes(column) { (bytes) throws(NumberFault) in
        try NumberText.double(bytes)
      }
    } catch {
      self.error(column, "\(string(column).shown) \(error)")
      return nil
    }
  }

  /// A field as a whole number; adds an error and gives `nil` when it is none.
  public mutating func integer(_ column: Int) -> Int? {
    do throws(NumberFault) {
      return try withBytes(column) { (bytes) throws(NumberFault) in
        try NumberText.integer(bytes)
      }
    } catch {
      let whole = error == .malformed ? "is not a whole number" : error.description
      self.error(column, "\(string(column).shown) \(whole)")
      return nil
    }
  }

  /// Adds an error about a field of the current record.
  public mutating func error(_ column: Int, _ message: String, remedy: String = "") {
    diagnostics.error(line: line, column: column + 1, message, remedy: remedy)
  }

  /// Adds a warning about a field of the current record.
  public mutating func warning(_ column: Int, _ message: String, remedy: String = "") {
    diagnostics.warning(line: line, column: column + 1, message, remedy: remedy)
  }
}
