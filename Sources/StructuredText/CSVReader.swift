public import PADVocabulary

/// Reads a CSV file record by record: RFC 4180, UTF-8, LF or CRLF, a first record of column names.
///
/// The reader is the cursor: `next()` moves it to the next well-formed record, whose fields are
/// then asked for by column. Malformed records are skipped and told in `diagnostics`, so that one
/// pass finds everything; whoever reads throws `diagnostics.throwErrors()` at the end. Blank lines
/// are skipped, a byte order mark at the start is too. A record costs no allocation.
public struct CSVReader {
  /// What is wrong so far; callers add what they find wrong with values.
  public var diagnostics: DiagnosticList
  /// The names of the columns, as written; empty when the header is unusable.
  public private(set) var columns: [String] = []
  /// The line on which the current record begins, counted from 1.
  public private(set) var line = 0
  /// The well-formed records so far.
  public private(set) var rows = 0

  let limits: CSVLimits
  let file: InputFile?
  private let onRead: ((Span<UInt8>) -> Void)?
  /// A window of the file, or all bytes when there is no file.
  private(set) var buffer: [UInt8]
  @usableFromInline private(set) var scanner: CSVScanner
  private(set) var start = 0
  private(set) var end: Int
  private var offset = 0
  private var nextLine = 1
  private var isAtEnd: Bool
  private var isFinished = false

  /// Opens a file and reads its header; what is wrong with the header is in `diagnostics`.
  ///
  /// - Parameter onRead: lent the file's bytes piece by piece, each byte once and in order, before
  ///   they are looked at; all of them when reading comes to the end without an error.
  /// - Throws: `FileFault` when the file cannot be opened or read.
  public init(
    path: String, limits: CSVLimits = CSVLimits(), onRead: ((Span<UInt8>) -> Void)? = nil
  ) throws(FileFault) {
    let file = try InputFile(path: path)
    self.init(file: file, bytes: [], name: path, limits: limits, onRead: onRead)
    buffer = [UInt8](repeating: 0, count: max(4 * limits.recordBytes, 262_144))
    try readHeader()
  }

  /// Reads from memory; `name` stands for the file in diagnostics.
  public init(bytes: [UInt8], name: String, limits: CSVLimits = CSVLimits()) {
    self.init(file: nil, bytes: bytes, name: name, limits: limits)
    // Without a file nothing can fail to be read.
    try? readHeader()
  }

  private init(
    file: InputFile?, bytes: [UInt8], name: String, limits: CSVLimits,
    onRead: ((Span<UInt8>) -> Void)? = nil
  ) {
    diagnostics = DiagnosticList(file: name)
    self.file = file
    self.onRead = onRead
    self.limits = limits
    buffer = bytes
    end = bytes.count
    isAtEnd = file == nil
    scanner = CSVScanner(maximumFields: limits.fields)
  }

  /// Moves to the next well-formed record; `false` at the end.
  public mutating func next() throws(FileFault) -> Bool {
    while try advance() {
      guard scanner.count == columns.count else {
        reportRagged()
        continue
      }
      guard rows < limits.rows else {
        diagnostics.error(line: line, "there are more than \(limits.rows) rows")
        isFinished = true
        return false
      }
      rows += 1
      return true
    }
    return false
  }

  private mutating func readHeader() throws(FileFault) {
    try fill()
    if let fault = encodingFault() {
      diagnostics.error(line: 1, fault, remedy: "save it as UTF-8")
      isFinished = true
      return
    }
    if end >= 3, buffer[0] == 0xef, buffer[1] == 0xbb, buffer[2] == 0xbf { start = 3 }
    guard try advance() else {
      if !diagnostics.hasErrors { diagnostics.error("the file is empty") }
      isFinished = true
      return
    }
    let names = (0..<scanner.count).map { string($0) }
    for (index, name) in names.enumerated() {
      if names[..<index].contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
        diagnostics.error(line: line, column: index + 1, "column \(name.shown) is there twice")
        isFinished = true
      }
    }
    if names.count == 1 {
      for (sign, word) in [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")]
      where names[0].utf8.contains(sign.utf8.first ?? 0) {
        diagnostics.error(
          line: line, "fields are separated by \(word)", remedy: "separate them with commas")
        isFinished = true
      }
    }
    columns = names
  }

  /// Moves to the next record that can be split, whatever its number of fields.
  private mutating func advance() throws(FileFault) -> Bool {
    while !isFinished {
      let result = scanner.scan(buffer, from: start, to: end, isLast: isAtEnd)
      switch result {
      case .record(let next):
        if next == start {
          isFinished = true
          return false
        }
        if next - start > limits.recordBytes {
          try skipLongRecord()
          continue
        }
        line = nextLine
        nextLine += scanner.innerLines + 1
        start = next
        let isBlank =
          scanner.count == 1 && scanner[0].isEmpty
          && scanner.innerLines == 0
        if isBlank || !checkBytes() { continue }
        scanner.undoubleQuotes(in: &buffer)
        return true
      case .unfinished:
        if isAtEnd {
          line = nextLine
          diagnostics.error(
            line: line, column: scanner.count + 1,
            "a quote is opened here and never closed")
          isFinished = true
        } else if end - start > limits.recordBytes {
          try skipLongRecord()
        } else {
          try fill()
        }
      case .problem(let problem):
        line = nextLine
        report(problem)
        if !isFinished { try skipLine() }
      }
    }
    return false
  }

  /// Moves what is left to the front and reads more behind it.
  private mutating func fill() throws(FileFault) {
    guard let file, !isAtEnd else { return }
    let left = end - start
    for index in 0..<left { buffer[index] = buffer[start + index] }
    start = 0
    scanner.forgetMarks()
    let got = try file.read(into: &buffer, at: left..<buffer.count, offset: offset)
    offset += got
    end = left + got
    onRead?(buffer.span.extracting(left..<end))
    isAtEnd = end < buffer.count
  }

  private mutating func skipLongRecord() throws(FileFault) {
    line = nextLine
    let remedy = scanner.isInsideQuotes || scanner.innerLines > 0 ? "is a quote left open?" : ""
    diagnostics.error(
      line: line, "the record is longer than \(limits.recordBytes) bytes", remedy: remedy)
    try skipLine()
  }

  private mutating func skipLine() throws(FileFault) {
    nextLine += 1
    while true {
      while start < end {
        start += 1
        if buffer[start - 1] == 0x0a { return }
      }
      if isAtEnd {
        isFinished = true
        return
      }
      try fill()
    }
  }

  private func encodingFault() -> String? {
    guard end >= 2 else { return nil }
    let isMarked =
      (buffer[0] == 0xff && buffer[1] == 0xfe) || (buffer[0] == 0xfe && buffer[1] == 0xff)
    let isUnmarked = (buffer[0] == 0) != (buffer[1] == 0)
    return isMarked || isUnmarked ? "the file is UTF-16" : nil
  }

  private mutating func checkBytes() -> Bool {
    guard scanner.hasNUL || scanner.hasWideBytes else { return true }
    for index in (0..<scanner.count) {
      let (hasNUL, isText) = withBytes(index) { bytes in
        (bytes.contains(0), (try? UTF8Span(validating: bytes)) != nil)
      }
      if hasNUL {
        diagnostics.error(line: line, column: index + 1, "a NUL byte in the text")
        return false
      }
      if !isText {
        diagnostics.error(
          line: line, column: index + 1, "the text is not UTF-8", remedy: "save it as UTF-8")
        return false
      }
    }
    return true
  }

  private mutating func report(_ problem: CSVScanner.Problem) {
    let column = scanner.count
    switch problem {
    case .quoteInside:
      diagnostics.error(
        line: line, column: column, "a quote inside a field that is not quoted",
        remedy: "quote the whole field and double the quotes in it")
    case .textAfterQuote:
      diagnostics.error(
        line: line, column: column, "text after the closing quote of a field",
        remedy: "double the quotes inside a quoted field")
    case .tooManyFields:
      diagnostics.error(line: line, "more than \(limits.fields) fields")
    case .carriageReturn:
      diagnostics.error(
        line: line, column: column,
        "a line ends with a carriage return alone (classic Mac)",
        remedy: "save with LF or CRLF line ends")
      isFinished = true
    }
  }

  private mutating func reportRagged() {
    let found = scanner.count
    diagnostics.error(
      line: line, column: min(found, columns.count) + 1,
      "\(found) \(found == 1 ? "field" : "fields"), \(columns.count) expected")
  }
}

extension Span<UInt8> {
  /// Whether a byte is among these.
  func contains(_ byte: UInt8) -> Bool {
    for index in indices where self[index] == byte { return true }
    return false
  }
}
