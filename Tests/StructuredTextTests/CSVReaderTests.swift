import Foundation
import PADVocabulary
import StructuredText
import TestSupport
import Testing

@Suite struct CSVReaderTests {
  /// All rows of a text, and the complaints as `line:column message`.
  func read(
    _ text: String, limits: CSVLimits = CSVLimits()
  ) throws -> (rows: [[String]], lines: [Int], complaints: [String]) {
    var reader = CSVReader(bytes: Array(text.utf8), name: "t.csv", limits: limits)
    var rows: [[String]] = []
    var lines: [Int] = []
    while try reader.next() {
      rows.append(reader.columns.indices.map { reader.string($0) })
      lines.append(reader.line)
    }
    return (rows, lines, reader.diagnostics.all.map(\.description))
  }

  @Test(arguments: [
    "a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\n1,2", "\u{feff}a,b\n1,2\n", "\"a\",\"b\"\n\"1\",2\n",
    "a,b\n\n1,2\n\n\n", "a,b\r\n\r\n1,2",
  ])
  func `reads the usual forms`(text: String) throws {
    let found = try read(text)
    #expect(found.rows == [["1", "2"]])
    #expect(found.complaints == [])
  }

  @Test func `reads quotes, commas and line ends inside quotes`() throws {
    let found = try read("a,b\n\"a, b\nc.png\",\"s\"\"1\"\n\"\",\"\"\"\"\nx,y\n")
    #expect(found.rows == [["a, b\nc.png", "s\"1"], ["", "\""], ["x", "y"]])
    #expect(found.lines == [2, 4, 5])
  }

  @Test func `splits at bytes where characters would combine`() throws {
    let found = try read("a,b\nx,\u{301}y\n")
    #expect(found.rows[0].map(\.unicodeScalars.count) == [1, 2])
  }

  @Test(arguments: [
    ("a,b\n1\n", "t.csv:2:2: error: 1 field, 2 expected"),
    ("a,b\n1,2,3\n", "t.csv:2:3: error: 3 fields, 2 expected"),
    ("a,b\n1,\"2\n", "t.csv:2:2: error: a quote is opened here and never closed"),
    ("a,b\n1,2\"\n", "t.csv:2:2: error: a quote inside a field"),
    ("a,b\n\"1\"2,3\n", "t.csv:2:1: error: text after the closing quote"),
    ("a,b\r1,2\r", "t.csv:1:2: error: a line ends with a carriage return alone"),
    ("a,a\n1,2\n", "t.csv:1:2: error: column 'a' is there twice"),
    ("a;b\n1;2\n", "t.csv:1: error: fields are separated by semicolons"),
    ("a\tb\n1\t2\n", "t.csv:1: error: fields are separated by tabs"),
    ("a,b\n1,\0\n", "t.csv:2:2: error: a NUL byte"), ("", "t.csv: error: the file is empty"),
    ("\u{feff}", "t.csv: error: the file is empty"), ("\n\n", "t.csv: error: the file is empty"),
  ])
  func `says where a file is malformed`(text: String, complaint: String) throws {
    let found = try read(text)
    #expect(found.complaints.count == 1)
    #expect(found.complaints.first?.hasPrefix(complaint) == true, "\(found.complaints)")
  }

  @Test func `names other encodings`() throws {
    for bytes in [
      [0xff, 0xfe, 0x61, 0], [0xfe, 0xff, 0, 0x61], [0x61, 0, 0x2c, 0], [0, 0x61, 0, 0x2c],
    ] as [[UInt8]] {
      let reader = CSVReader(bytes: bytes, name: "t.csv")
      #expect(reader.diagnostics.all.map(\.message) == ["the file is UTF-16"])
    }
    var reader = CSVReader(bytes: Array("a,b\n1,".utf8) + [0xe9, 0x0a], name: "t.csv")
    #expect(try !reader.next())
    #expect(reader.diagnostics.all.map(\.line) == [2])
    #expect(reader.diagnostics.all.map(\.column) == [2])
  }

  @Test func `goes on behind a malformed record and counts what it does not show`() throws {
    let found = try read("a,b\n1\n\"x\"y,2\n3,4\n")
    #expect(found.rows == [["3", "4"]])
    #expect(found.lines == [4])
    #expect(found.complaints.count == 2)
    let many = try read("a,b\n" + String(repeating: "1\n", count: 60))
    #expect(many.complaints.count == 51)
    #expect(many.complaints.last?.contains("10 more errors") == true)
  }

  @Test func `holds to its limits`() throws {
    let wide = try read(
      "a\n" + String(repeating: "x", count: 100) + "\ny\n", limits: .init(recordBytes: 50))
    #expect(wide.rows == [["y"]])
    #expect(wide.complaints.first?.contains("longer than 50 bytes") == true)
    let open = try read(
      "a\n\"" + String(repeating: "x\n", count: 100), limits: .init(recordBytes: 50))
    #expect(open.complaints.first?.hasPrefix("t.csv:2") == true)
    let fields = try read("a,b,c\n", limits: .init(fields: 2))
    #expect(fields.complaints.first?.contains("more than 2 fields") == true)
    let long = try read("a\n1\n2\n3\n", limits: .init(rows: 2))
    #expect(long.rows.count == 2)
    #expect(long.complaints.first?.contains("more than 2 rows") == true)
  }

  /// The window of the file ends inside records, quotes and line ends.
  @Test func `reads a file in pieces as it reads memory`() throws {
    let scratch = try Scratch()
    var random = SplitMix(state: 3)
    var writer = CSVWriter(.plain)
    writer.row(["a", "b"])
    var expected: [[String]] = []
    for index in 0..<4_000 {
      let filler = String(
        repeating: ["x", ",", "\"", "\n", "é"][index % 5], count: Int(random.next() % 40))
      expected.append([String(index), filler])
      writer.row(expected[index])
    }
    let path = try scratch.write("big.csv", bytes: writer.bytes)
    var reader = try CSVReader(path: path, limits: .init(recordBytes: 128))
    var found: [[String]] = []
    while try reader.next() { found.append([reader.string(0), reader.string(1)]) }
    #expect(found == expected)
    #expect(reader.diagnostics.all.isEmpty)
  }

  @Test func `keeps a field's bytes when it moves on`() throws {
    var reader = CSVReader(bytes: Array("a\none\ntwo\n".utf8), name: "")
    #expect(try reader.next())
    let kept = reader.bytes(0)
    #expect(try reader.next())
    #expect(kept.elementsEqual("one".utf8))
    #expect(try !reader.next())
  }

  @Test func `names the nearest column`() throws {
    var reader = CSVReader(bytes: Array("path ,lable\nx,y\n".utf8), name: "t.csv")
    #expect(reader.requiredColumn("path") == nil)
    reader.refuseColumns(otherThan: ["path ", "label"])
    #expect(
      reader.diagnostics.all.map(\.description) == [
        "t.csv:1: error: column 'path' is missing; is 'path ' meant to be it?",
        "t.csv:1:2: error: unknown column 'lable'; did you mean 'label'?",
      ])
  }

  @Test func `reads numbers by the grammar and says what is wrong`() throws {
    var reader = CSVReader(bytes: Array("a,b\n0.5,7\n0x1,1.5\n1e400,\n".utf8), name: "")
    #expect(try reader.next())
    #expect(reader.double(0) == 0.5)
    #expect(reader.integer(1) == 7)
    for _ in 0..<2 {
      #expect(try reader.next())
      #expect(reader.double(0) == nil)
      #expect(reader.integer(1) == nil)
    }
    #expect(
      reader.diagnostics.all.map(\.description) == [
        "line 3:1: error: '0x1' is not a number in plain decimal form",
        "line 3:2: error: '1.5' is not a whole number",
        "line 4:1: error: '1e400' is too large for a number",
        "line 4:2: error: '' is empty where a number is expected",
      ])
  }

  @Test(
    .reference("text/generated/csv"),
    arguments: [
      ("ok_lf", 1, ""), ("ok_crlf", 1, ""), ("ok_bom", 1, ""), ("ok_no_final_newline", 1, ""),
      ("ok_quoted_comma_newline", 1, ""), ("blank_lines", 1, ""),
      ("ok_cr_only", 0, "classic Mac"), ("utf16le_bom", 0, "UTF-16"),
      ("latin1_byte", 0, "not UTF-8"),
      ("nul_byte", 0, "NUL"), ("ragged_short", 0, "2 fields, 3 expected"),
      ("ragged_long", 0, "4 fields"), ("unterminated_quote", 0, "never closed"),
      ("quote_inside_field", 0, "not quoted"), ("text_after_quote", 0, "closing quote"),
      ("dup_header", 0, "there twice"), ("empty", 0, "empty"), ("semicolon", 0, "semicolons"),
      ("tab", 0, "tabs"),
    ])
  func `judges the hostile manifests by their syntax`(name: String, rows: Int, words: String) throws
  {
    var reader = try CSVReader(path: ReferenceData.url("text/generated/csv/\(name).csv").path)
    while try reader.next() {}
    #expect(reader.rows == rows)
    let complaints = reader.diagnostics.all.map(\.message).joined()
    #expect(words.isEmpty ? complaints.isEmpty : complaints.contains(words), "\(complaints)")
  }

  @Test(.reference("text/generated/csv/path_fifo.csv")) func `refuses what is no regular file`()
    throws
  {
    for path in ["/dev/zero", "/", "/no/such/file"] {
      #expect(throws: FileFault.self) { try CSVReader(path: path) }
    }
  }
}
