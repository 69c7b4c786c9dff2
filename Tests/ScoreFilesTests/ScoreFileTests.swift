import PADVocabulary
import ScoreFiles
import TestSupport
import Testing

@Suite struct ScoreFileTests {
  static let header = "claimed_id,test_label,is_bonafide,attack_type,score,reason\n"

  func read(
    _ text: String, _ options: ScoreReadingOptions = ScoreReadingOptions()
  ) throws -> ScoreFile {
    try ScoreFile.read(bytes: Array(text.utf8), name: "s.csv", options: options)
  }

  func complaints(_ text: String, _ options: ScoreReadingOptions = ScoreReadingOptions())
    -> [String]
  {
    do {
      return try read(text, options).diagnostics.map(\.description)
    } catch let error as InvalidInput {
      return error.diagnostics.map(\.description)
    } catch {
      return ["\(error)"]
    }
  }

  @Test func `reads Bob's columns by name`() throws {
    let text = """
      score,attack_type,is_bonafide,test_label,claimed_id,sample_n
      0.5,,True,a,1,x
      -1e-3,print,False,b,1,x
      inf,replay/phone,FALSE,c,2,x
      nan,print,false,d,2,x

      """
    let file = try read(text, .init(keepsPresentationIDs: true))
    #expect(file.format == .csv)
    #expect(file.diagnostics == [])
    #expect(file.table.count == 4)
    #expect(
      (0..<4).map { file.table.outcome(at: $0) } == [
        .score(0.5), .score(-0.001), .score(.infinity), .nonResponse(.unstated),
      ])
    #expect(
      (0..<4).map { file.table.species(at: $0)?.name } == [nil, "print", "replay/phone", "print"])
    #expect(file.table.clusters == ["1", "2"])
    #expect(file.table.clusterNumbers == [0, 0, 1, 1])
    #expect((0..<4).map { file.presentationIDs?[$0] } == ["a", "b", "c", "d"])
  }

  @Test func `keeps the reason of a non-response`() throws {
    let file = try read(
      Self.header + "1,a,True,,nan,no-face\n1,b,False,print,NaN,\n1,c,True,,0.5,\n")
    #expect(file.table.outcome(at: 0) == .nonResponse(.noFace))
    #expect(file.table.outcome(at: 1) == .nonResponse(.unstated))
    #expect(file.table.outcome(at: 2) == .score(0.5))
  }

  @Test func `changes the sign of scores only when that is declared`() throws {
    let text = Self.header + "1,a,True,,0.5,\n1,b,False,print,-2,\n"
    #expect(try read(text).table.scores == [0.5, -2])
    #expect(try read(text, .init(polarity: .lowerIsBonaFide)).table.scores == [-0.5, 2])
  }

  @Test(arguments: [
    (
      "1,a,True,print,1,\n",
      "s.csv:2:4: error: a bona fide presentation has the attack type 'print'"
    ),
    ("1,a,False,,1,\n", "s.csv:2:4: error: an attack has no attack type"),
    ("1,a,yes,,1,\n", "s.csv:2:3: error: 'yes' is neither True nor False"),
    ("1,a,True,,0x1,\n", "s.csv:2:5: error: '0x1' is not a number"),
    ("1,a,True,,1e400,\n", "s.csv:2:5: error: '1e400' is too large"),
    ("1,a,True,,,\n", "s.csv:2:5: error: '' is empty"),
    ("1,a,True,,1,no-face\n", "s.csv:2:6: error: a score and a reason"),
    ("1,,True,,1,\n", "s.csv:2:2: error: the presentation id is empty"),
    ("1,a,True,,1\n", "s.csv:2:6: error: 5 fields, 6 expected"),
    ("1,a,True,,1,,\n", "s.csv:2:7: error: 7 fields, 6 expected"),
    ("1,\"a,True,,1,\n", "s.csv:2: error: a quoted field does not end on its line"),
    ("1,\"a\nb\",True,,1,\n", "s.csv:2: error: a quoted field does not end on its line"),
    ("1,\"a\"b,True,,1,\n", "s.csv:2:2: error: text after the closing quote"),
    ("1,a\"b,True,,1,\n", "s.csv:2:2: error: a quote inside a field"),
    ("1,a\r,True,,1,\n", "s.csv:2:2: error: a carriage return alone"),
    ("1,a\0,True,,1,\n", "s.csv:2: error: a NUL byte"),
    (
      "1,a,True,,1,\n\n2,b,True,,2,\n3,a,True,,3,\n",
      "s.csv:5: error: presentation 'a' is there twice, first on line 2"
    ),
    ("", "s.csv: error: there is no score in the file"),
  ])
  func `says which line is wrong`(rows: String, complaint: String) {
    let found = complaints(Self.header + rows)
    #expect(found.contains { $0.hasPrefix(complaint) }, "\(found)")
  }

  @Test(arguments: [
    ("is_bonafide,atack_type,score\nTrue,,1\n", "column 'attack_type' is missing; is 'atack_type'"),
    ("", "the file is empty"), ("a b c\n", "its format cannot be told"),
    ("1 -0.33\n", "its format cannot be told"), ("a;b\n", "its format cannot be told"),
    ("1 2 3 x\n", "its format cannot be told"),
  ])
  func `asks where the content leaves doubt`(text: String, words: String) {
    let found = complaints(text)
    #expect(found.contains { $0.contains(words) }, "\(found)")
  }

  @Test func `reads quoted ids and line ends of all kinds`() throws {
    let text =
      "\u{feff}claimed_id,test_label,is_bonafide,attack_type,score\r\n"
      + "\"1\",\"a\"\"b, é\",\"True\",\"\",\"0.5\"\r\n\r\n2,x,False,print,1"
    let file = try read(text, .init(keepsPresentationIDs: true))
    #expect(file.presentationIDs?[0] == "a\"b, é")
    #expect(file.table.scores == [0.5, 1])
  }

  @Test func `takes the cluster from the best column`() throws {
    let base = "claimed_id,test_label,is_bonafide,attack_type,score"
    func clusters(_ text: String, _ rule: ScoreReadingOptions.Clusters = .automatic) throws
      -> [String]
    {
      try read(text, .init(clusters: rule)).table.clusters
    }
    #expect(try clusters(base + "\n1,a,True,,1\n1,b,True,,1\n") == ["1"])
    #expect(try clusters(base + "\n1,a,True,,1\n2,b,True,,1\n") == [])
    #expect(try clusters(base + ",subject\n1,a,True,,1,x\n1,b,True,,1,y\n") == ["x", "y"])
    #expect(try clusters(base + ",subject,cluster\n1,a,True,,1,x,k\n1,b,True,,1,y,\n") == ["k"])
    #expect(try clusters(base + "\n1,a,True,,1\n1,b,True,,1\n", .none) == [])
    #expect(
      try clusters(base + ",dev\n1,a,True,,1,d\n1,b,True,,1,e\n", .column("dev")) == ["d", "e"])
    #expect(
      complaints(base + "\n1,a,True,,1\n", .init(clusters: .column("dev")))[0].contains(
        "'dev' is missing"))
    #expect(
      complaints(base + "\n1,a,True,,1\n2,b,True,,1\n") == [
        "s.csv: note: every claimed_id is another, so that rows count as independent of each other"
      ])
  }

  @Test func `can leave duplicates alone`() throws {
    let text = Self.header + "1,a,True,,1,\n1,a,True,,1,\n"
    #expect(try read(text, .init(refusesDuplicates: false)).table.count == 2)
    let noIDs = "is_bonafide,attack_type,score\nTrue,,1\nTrue,,1\n"
    #expect(try read(noIDs).table.count == 2)
    #expect(complaints(noIDs)[0].contains("no column 'test_label'"))
  }

  @Test func `refuses bytes that are not UTF-8`() {
    let bytes = Array((Self.header + "1,").utf8) + [0xe9] + Array(",True,,1,\n".utf8)
    let error = #expect(throws: InvalidInput.self) { try ScoreFile.read(bytes: bytes, name: "s") }
    #expect(error?.diagnostics[0].line == 2)
  }

  @Test func `refuses a flood of species`() {
    var text = Self.header
    for index in 0..<5_000 { text += "1,p\(index),False,s\(index),1,\n" }
    #expect(complaints(text).contains { $0.contains("more than 4096 species") })
  }
}
