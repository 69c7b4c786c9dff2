import Foundation
import PADVocabulary
import StructuredText
import TestSupport
import Testing

@Suite struct StrictJSONTests {
  func parse(_ text: String) throws(InvalidInput) -> JSONValue {
    try StrictJSON.parse(Array(text.utf8), name: "t.json")
  }

  @Test func `reads values`() throws {
    let value = try parse(
      #" {"a":[1,-2.5,1e3,true,false,null],"b":"x\"\\\/\b\f\n\r\té😀\u0041\ud83d\ude00","c":{}} "#)
    #expect(
      value == [
        "a": [1, -2.5, 1000.0, true, false, .null],
        "b": "x\"\\/\u{8}\u{c}\n\r\té😀A😀", "c": .object([]),
      ])
    #expect(value["a"]?.items?[3].double == nil)
    #expect(try parse("-0").double?.sign == .minus)
    #expect(try parse("12345678901234567890").whole == nil)
    #expect(try parse("1.0").whole == nil)
  }

  @Test(arguments: [
    (#"{"a":1,"a":2}"#, "1:8: error: the name 'a' is there twice"),
    (#"{"score":0.5,}"#, "a quoted name"), ("[1,]", "no value"),
    ("{\"a\":1}\n x", "2:2: error: text behind"),
    ("1e400", "too large"), ("1e-400", "too near zero"), ("NaN", "no value"),
    ("Infinity", "no value"),
    ("-Infinity", "no value"), ("+1", "plain decimal"), ("0x1F", "text behind"),
    ("01", "leading zero"),
    ("-01", "leading zero"), ("1.", "plain decimal"), (".5", "plain decimal"), ("-", "no value"),
    ("\u{feff}1", "byte order mark"), (#""\ud800""#, "surrogate"), (#""\udc00""#, "surrogate"),
    (#""\ud800A""#, "surrogate"), (#""\x41""#, "escape"), (#""\u12g4""#, "hexadecimal"),
    ("\"a\nb\"", "control byte"), ("\"a", "never closed"), ("'a'", "no value"), ("", "ends"),
    ("0,5", "text behind"), ("tru", "no value"), ("[1 2]", "',' or ']'"),
    ("{a:1}", "a quoted name"),
    ("{\"a\" 1}", "':'"), ("{\"e\u{301}\":1,\"e\u{301}\":2}", "there twice"), ("nul\0", "no value"),
  ])
  func `refuses what is not JSON`(text: String, words: String) throws {
    let error = try #require(throws: InvalidInput.self) { _ = try parse(text) }
    #expect(error.description.contains(words), "\(error)")
  }

  @Test func `keeps names apart that only look equal`() throws {
    #expect(try parse("{\"e\u{301}\":1,\"\u{e9}\":2}").members?.count == 2)
  }

  @Test func `refuses deep nesting without deep recursion`() {
    #expect(throws: InvalidInput.self) { try parse(String(repeating: "[", count: 1_000_000)) }
    let deep = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
    #expect(throws: Never.self) { try parse(deep) }
    #expect(throws: InvalidInput.self) { try parse("[" + deep + "]") }
  }

  @Test func `refuses text that is not UTF-8`() {
    #expect(throws: InvalidInput.self) { try StrictJSON.parse([0x22, 0xe9, 0x22]) }
    #expect(throws: InvalidInput.self) { try StrictJSON.parse([0x22, 0xed, 0xa0, 0x80, 0x22]) }
  }

  @Test func `writes what it reads`() throws {
    let value: JSONValue = [
      "b": [1, 0.5, -0.0, 1e-7, "x\"\\\n\u{1}\u{7f}é", .null, true, []], "a": [:],
      "\u{1F600}": 1, "\u{fb33}": 2,
    ]
    #expect(
      String(decoding: try value.bytes(), as: UTF8.self)
        == "{\"b\":[1,0.5,-0,1e-7,\"x\\\"\\\\\\n\\u0001\u{7f}é\",null,true,[]],\"a\":{},"
        + "\"\u{1F600}\":1,\"\u{fb33}\":2}")
    // RFC 8785, 3.2.3: names sort by UTF-16 units, so that an emoji precedes U+FB33.
    #expect(
      String(decoding: try value.bytes(.canonical), as: UTF8.self)
        == "{\"a\":{},\"b\":[1,0.5,0,1e-7,\"x\\\"\\\\\\n\\u0001\u{7f}é\",null,true,[]],"
        + "\"\u{1F600}\":1,\"\u{fb33}\":2}")
    #expect(
      String(decoding: try JSONValue.object([.init("a", [1, 2])]).bytes(.indented), as: UTF8.self)
        == "{\n  \"a\": [\n    1,\n    2\n  ]\n}")
    for layout in [JSONValue.Layout.compact, .indented] {
      #expect(try StrictJSON.parse(value.bytes(layout)) == value)
    }
  }

  @Test func `does not write what JSON has no form for`() throws {
    let value: JSONValue = ["rates": [["apcer": .number(.nan)]]]
    let error = try #require(throws: UnwritableNumber.self) { _ = try value.bytes() }
    #expect(error.path == "rates.0.apcer")
    #expect(JSONValue.finite(.infinity) == .null)
  }

  @Test(.reference("text/JSONTestSuite")) func `agrees with JSONTestSuite`() throws {
    var seen = 0
    for file in try files(in: ReferenceData.url("text/JSONTestSuite")) where file.hasSuffix(".json")
    {
      let name = (file as NSString).lastPathComponent
      let value = try? StrictJSON.read(path: file)
      if name.hasPrefix("n_") { #expect(value == nil, "\(name)") }
      if name.hasPrefix("y_") {
        seen += 1
        // Two of the suite's valid files give a name twice, which strict reading refuses.
        let isTwice = name.hasPrefix("y_object_duplicated_key")
        #expect((value == nil) == isTwice, "\(name)")
      }
    }
    #expect(seen > 0)
  }

  @Test(
    .reference("text/generated/protocol"),
    arguments: [
      ("nan", false), ("inf", false), ("neg_inf", false), ("1e400", false), ("dup_key", false),
      ("comma_decimal", false), ("deep", false), ("bom", false), ("invalid_utf8", false),
      ("lone_surrogate", false), ("trailing_garbage", false), ("two_on_line", false),
      ("hex", false), ("leading_plus", false), ("1e-400", false), ("crlf", true),
      ("minus_zero", true), ("digits_5000", true), ("string", true), ("bool", true),
    ])
  func `judges the hostile protocol lines`(name: String, isJSON: Bool) throws {
    let path = try ReferenceData.url("text/generated/protocol/\(name).jsonl").path
    let value = try? StrictJSON.read(path: path)
    #expect((value != nil) == isJSON)
  }
}
