import Foundation
import StructuredText
import TestSupport
import Testing

@Suite struct CellTextTests {
  @Test(arguments: [
    ("=1+1", "'=1+1"), (" =1+1", "' =1+1"), ("\t=1+1", "'\\u{9}=1+1"), ("\0=1", "'\\u{0}=1"),
    ("\r", "'\\u{d}"), ("=\u{338}1+1", "'=\u{338}1+1"), ("\u{ff1d}1+1", "'\u{ff1d}1+1"),
    ("\u{200b}=1+1", "'\\u{200b}=1+1"), ("\u{feff}=1+1", "'\\u{feff}=1+1"), ("-2", "'-2"),
    ("+5", "'+5"), ("@SUM(1)", "'@SUM(1)"), ("|calc", "'|calc"), ("%0A", "'%0A"),
    ("a=b", "a=b"), ("", ""), ("x\u{202e}y", "x\\u{202e}y"), ("'=1", "'=1"), ("00123", "00123"),
  ])
  func `disarms formulas by scalars`(text: String, cell: String) {
    #expect(Array(CellText.spreadsheet(text).unicodeScalars) == Array(cell.unicodeScalars))
  }

  @Test func `never touches typed numbers`() {
    var writer = CSVWriter(.guarded)
    writer.text("-0.25")
    writer.number(-0.25)
    writer.number(-3)
    writer.number(-0.125, decimals: 2)
    writer.empty()
    writer.endRow()
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "'-0.25,-0.25,-3,-0.12,\n")
  }

  @Test func `quotes what would split a cell`() {
    var writer = CSVWriter(.guarded)
    writer.row(["a,b", "c\"d", ";=1+1", " x"])
    writer.row([""])
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == "\"a,b\",\"c\"\"d\",\";=1+1\",\" x\"\n\"\"\n")
  }

  @Test func `reads plain cells back byte for byte`() throws {
    let texts = ["=1+1", "a,\"b\"\r\nc", "\u{200b}", "e\u{301}", "-2", "", " ", "\t"]
    var writer = CSVWriter(.plain)
    writer.row(texts.indices.map { "c\($0)" })
    writer.row(texts)
    var reader = CSVReader(bytes: writer.bytes, name: "")
    #expect(try reader.next())
    for (index, text) in texts.enumerated() { #expect(reader.matches(index, text)) }
  }

  @Test func `escapes Markdown and HTML`() {
    #expect(CellText.markdown("a|b") == "a\\|b")
    #expect(CellText.markdown("![x](http://y)") == "\\!\\[x\\](http\\://y)")
    #expect(
      CellText.markdown("www.x <b>\n#1 @u $x$ ~~ &lt;")
        == "www\\.x \\<b\\>\\\\u{a}\\#1 \\@u \\$x\\$ \\~\\~ \\&lt;")
    #expect(CellText.html("<a b=\"c\" d='e'>&") == "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;")
    #expect(CellText.html("x\u{1b}[2J") == "x\\u{1b}[2J")
  }

  @Test(.reference("text/generated/payloads.json"))
  func `disarms every payload in every place`() throws {
    let payloads = try StrictJSON.read(path: ReferenceData.url("text/generated/payloads.json").path)
    for group in try #require(payloads.members) {
      for text in try #require(group.value.items).compactMap(\.text) {
        let cell = CellText.spreadsheet(text).unicodeScalars
        #expect(!"=+-@|%".unicodeScalars.contains(cell.first ?? "x"), "\(text)")
        #expect(!"\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".unicodeScalars.contains(cell.first ?? "x"))
        let html = CellText.html(text)
        #expect(!html.contains { "<>\"'".contains($0) }, "\(text)")
        let markdown = CellText.markdown(text)
        #expect(!markdown.utf8.contains(0x0a))
        var bars = 0
        var isEscaped = false
        for byte in markdown.utf8 {
          if byte == UInt8(ascii: "|"), !isEscaped { bars += 1 }
          isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        #expect(bars == 0, "\(text)")
        for shown in [CellText.spreadsheet(text), html, markdown] {
          #expect(!shown.unicodeScalars.contains { $0.properties.generalCategory == .control })
        }
      }
    }
  }
}
