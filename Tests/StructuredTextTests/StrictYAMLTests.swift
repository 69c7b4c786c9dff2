import Foundation
import PADVocabulary
import StructuredText
import TestSupport
import Testing

@Suite struct StrictYAMLTests {
  func complaint(_ text: String) -> String {
    do {
      _ = try StrictYAML.parse(Array(text.utf8), name: "t.yaml")
      return ""
    } catch {
      return error.description
    }
  }

  func mapping(_ text: String) throws -> YAMLMapping {
    var diagnostics = DiagnosticList()
    let node = try StrictYAML.parse(Array(text.utf8), name: "")
    return try #require(node.mapping(&diagnostics))
  }

  @Test func `keeps scalars as they are written`() throws {
    var diagnostics = DiagnosticList()
    let found = try mapping("country: NO\nversion: 1.10\noctal: 010\ntime: 22:22\nnothing: ~\n")
    #expect(found["country"]?.string(&diagnostics) == "NO")
    #expect(found["version"]?.string(&diagnostics) == "1.10")
    #expect(found["octal"]?.integer(&diagnostics) == 10)
    #expect(found["time"]?.string(&diagnostics) == "22:22")
    #expect(found["nothing"] == nil)
    #expect(found.entries.map(\.key) == ["country", "version", "octal", "time", "nothing"])
    #expect(found.entries.map(\.line) == [1, 2, 3, 4, 5])
    #expect(!diagnostics.hasErrors)
  }

  @Test(arguments: [
    ("a: &x 1\n", "1:4: error: anchors"), ("a: 1\nb: *a\n", "2:4: error: anchors"),
    ("&x [1]\n", "1:1: error: anchors"), ("- &x\n  k: 1\n", "1:3: note"),
    ("{a: 1, b: *x}\n", "1:11: error: anchors"), ("*x : 1\n", "1:1: error: anchors"),
    ("? *x\n: 1\n", "1:3: error: anchors"),
    ("a: !!python/object:os.system x\n", "1:4: error: tags"),
    ("!x a: 1\n", "error: tags"), ("a: !x &y 1\n", "error: tags"),
    ("a: 1\n<<: {b: 2}\n", "2:1: error: merge keys"), ("a: 1\na: 2\n", "'a' is there twice"),
    ("a: 1\n---\nb: 2\n", "a second document"), ("a:\n\t- 1\n", "not YAML"),
    ("[a]: b\n", "1:1: error: a name must be text"), ("", "the file is empty"),
    ("# nothing\n", "the file is empty"), ("a: [1\n", "not YAML"),
    ("a: 1\u{2028}b: 2\n", "1: error: a line break"), ("a: 1\rb: 2\r", "a line break"),
  ])
  func `refuses what strict YAML does not have`(text: String, words: String) {
    #expect(complaint(text).contains(words), "\(complaint(text))")
  }

  @Test func `leaves signs alone that are text`() throws {
    var diagnostics = DiagnosticList()
    let found = try mapping(
      """
      # - *all* attacks, &c
      a: "x: *y"
      b: print & replay
      c: |
        - *bold*
        &x
      d: '*.png'
      """)
    #expect(found["a"]?.string(&diagnostics) == "x: *y")
    #expect(found["b"]?.string(&diagnostics) == "print & replay")
    #expect(found["c"]?.string(&diagnostics) == "- *bold*\n&x\n")
    #expect(found["d"]?.string(&diagnostics) == "*.png")
  }

  @Test func `refuses nested aliases as names at once`() {
    var text = "e0: &e0 [x, x]\n"
    for level in 1...40 { text += "e\(level): &e\(level) [*e\(level - 1), *e\(level - 1)]\n" }
    #expect(complaint(text + "? *e40\n: 1\n").contains("anchors"))
  }

  @Test func `holds to its limits`() {
    let nested = String(repeating: "[", count: 80) + String(repeating: "]", count: 80)
    #expect(complaint(nested).contains("64 levels"))
    #expect(complaint(String(repeating: "[", count: 100_000)) != "")
    #expect(complaint(String(repeating: "- ", count: 100_000)) != "")
    #expect(complaint(String(repeating: "x", count: 1_048_577)).contains("larger than"))
    #expect(
      complaint("[" + String(repeating: "1,", count: 200_001) + "]").contains("more than 200000"))
  }

  @Test(arguments: [
    ".nan", ".inf", "1e400", "0x1F", "1_000", "190:20:30", "+1", ".5", "5.", "5%", "\"0.05\"",
    "'1'", "", "~", "[1]", "{a: 1}", "1e-400",
  ])
  func `takes only plain decimal numbers`(text: String) throws {
    var diagnostics = DiagnosticList()
    let found = try mapping("limit: \(text)\n")
    #expect(found.entries[0].value.double(&diagnostics) == nil)
    #expect(diagnostics.errorCount == 1)
    #expect(diagnostics.all[0].line == 1)
  }

  @Test func `collects everything that does not fit`() throws {
    enum Kind: String, CaseIterable { case builtin, onnx }
    var diagnostics = DiagnosticList(file: "t.yaml")
    let node = try StrictYAML.parse(
      Array("kind: onx\nmax_apcerr: 1\nratio: 1.5\nflag: yes\nlist: 3\ncount: 2.0\n".utf8), name: ""
    )
    let found = try #require(
      node.mapping(
        keys: ["kind", "max_apcer", "ratio", "flag", "list", "count"], &diagnostics))
    #expect(found["kind"]?.choice(of: Kind.self, &diagnostics) == nil)
    #expect(found["ratio"]?.double(in: 0...1, &diagnostics) == nil)
    #expect(found["flag"]?.flag(&diagnostics) == nil)
    #expect(found["list"]?.strings(&diagnostics) == nil)
    #expect(found["count"]?.integer(&diagnostics) == nil)
    #expect(found.required("max_apcer", &diagnostics) == nil)
    #expect(
      diagnostics.all.map(\.description) == [
        "t.yaml:2:1: error: unknown key 'max_apcerr'; did you mean 'max_apcer'?",
        "t.yaml:1:7: error: 'onx' is not a value that may stand here; did you mean 'onnx'?",
        "t.yaml:3:8: error: '1.5' is not within 0 … 1",
        "t.yaml:4:7: error: 'yes' is neither true nor false",
        "t.yaml:5:7: error: text where a list is expected",
        "t.yaml:6:8: error: '2.0' is not a whole number",
        "t.yaml:1: error: 'max_apcer' is missing",
      ])
  }

  @Test(
    .reference("text/generated/yaml"), .timeLimit(.minutes(1)),
    arguments: [
      ("billion_laughs", "anchors"), ("quadratic_alias", "anchors"), ("self_alias", "anchors"),
      ("merge_bomb", ""), ("deep_flow", ""), ("python_tag", "tags"), ("dup_key", "there twice"),
      ("tabs", "not YAML"), ("multi_doc", "second document"), ("empty", "empty"),
      ("invalid_utf8", "not UTF-8"),
    ])
  func `refuses the hostile files`(name: String, words: String) throws {
    let path = try ReferenceData.url("text/generated/yaml/\(name).yaml").path
    let error = try #require(throws: InvalidInput.self) { _ = try StrictYAML.read(path: path) }
    #expect(words.isEmpty || error.description.contains(words), "\(error)")
  }

  @Test(
    .reference("text/generated/yaml"), arguments: ["norway", "bom", "unknown_key", "null_rules"])
  func `reads the files whose structure is good`(name: String) throws {
    _ = try StrictYAML.read(path: ReferenceData.url("text/generated/yaml/\(name).yaml").path)
  }

  @Test(.reference("text/yaml-test-suite")) func `survives the YAML test suite`() throws {
    let folder = try ReferenceData.url("text/yaml-test-suite")
    for file in try files(in: folder) {
      _ = try? StrictYAML.read(path: file)
    }
  }
}
