import PADVocabulary
import Testing

@Suite struct WordsTests {
  @Test func `orders species by bytes, whatever the locale`() {
    let names = ["replay/phone", "Print", "print", "mask-3d/resin", "ärmel"]
    #expect(
      names.map(PAISpecies.init).sorted().map(\.name) == [
        "Print", "mask-3d/resin", "print", "replay/phone", "ärmel",
      ])
  }

  @Test(arguments: [
    ("replay/phone", "replay"), ("print", "print"), ("mask-3d/resin/v2", "mask-3d"),
  ])
  func `knows the kind of a species`(name: String, kind: String) {
    #expect(PAISpecies(name).kind == kind)
  }

  @Test(arguments: [
    (ThresholdOrigin.dev(criterion: "bpcer20"), "dev:bpcer20"), (.fixed, "fixed"),
    (.card, "card"), (.oracle(criterion: "eer"), "oracle:test:eer"),
  ])
  func `names where a threshold comes from`(origin: ThresholdOrigin, text: String) {
    #expect(origin.description == text)
  }

  @Test func `says where a fault is, and what to do`() {
    let diagnostic = Diagnostic(
      .error, file: "manifest.csv", line: 3, column: 2, "the label is 'live'",
      remedy: "write bona_fide or attack")
    #expect(
      diagnostic.description
        == "manifest.csv:3:2: error: the label is 'live'; write bona_fide or attack")
    #expect(Diagnostic(.warning, "no dev partition").description == "warning: no dev partition")
  }

  @Test func `squares a box around its centre`() {
    let box = FaceBox(x: 10, y: 20, width: 40, height: 60).squared(times: 1.5)
    #expect(box == FaceBox(x: -15, y: 5, width: 90, height: 90))
  }

  @Test(arguments: [
    ("plain é", "plain é"), ("a\u{1b}[31mb", "a\\u{1b}[31mb"), ("a\u{202e}b", "a\\u{202e}b"),
    ("\u{200b}", "\\u{200b}"), ("line\nend", "line\\u{a}end"),
  ])
  func `shows what would steer a terminal`(text: String, shown: String) {
    #expect(text.printable == shown)
  }
}
