import Foundation
import PADVocabulary
import ScoreFiles
import StructuredText
import TestSupport
import Testing

@Suite struct ScoreWritingTests {
  func contents(_ path: String) throws -> String {
    String(decoding: try readWholeFile(path, cap: 1 << 20), as: UTF8.self)
  }

  @Test func `writes Bob's columns first`() throws {
    let scratch = try Scratch()
    let path = scratch.path("s.csv")
    var writer = try ScoreFileWriter(path: path, metadata: ["sex", "x,y"])
    try writer.append(
      .init(
        claimedID: "s-1", presentationID: "=a,b", species: nil, outcome: .score(0.1),
        metadata: ["f", "1"]))
    try writer.append(
      .init(
        claimedID: "", presentationID: "b", species: PAISpecies("print"),
        outcome: .nonResponse(.noFace)))
    try writer.append(
      .init(
        claimedID: "s-1", presentationID: "c", species: PAISpecies("print"),
        outcome: .score(-.infinity)))
    #expect(!FileManager.default.fileExists(atPath: path))
    try writer.finish()
    #expect(
      try contents(path)
        == """
        claimed_id,test_label,is_bonafide,attack_type,score,reason,sex,"x,y"
        s-1,"=a,b",True,,0.1,,f,1
        ,b,False,print,nan,no-face,,
        s-1,c,False,print,-inf,,,

        """)
    let file = try ScoreFile.read(path: path, options: .init(keepsPresentationIDs: true))
    #expect(file.presentationIDs?[0] == "=a,b")
    #expect(file.table.outcome(at: 1) == .nonResponse(.noFace))
    #expect(file.table.outcome(at: 2) == .score(-.infinity))
    #expect(file.diagnostics == [])
  }

  static let source = "ann ann a 0.5\nann attack/print b -1\nbob attack/print c 0.25\n"

  func file(keepsIDs: Bool = true) throws -> ScoreFile {
    try ScoreFile.read(
      bytes: Array(Self.source.utf8), name: "s", options: .init(keepsPresentationIDs: keepsIDs))
  }

  @Test(arguments: [
    (ScoreFormat.bobFourColumn, source),
    (.bobFiveColumn, "ann ann ann a 0.5\nann ann attack/print b -1\nbob bob attack/print c 0.25\n"),
    (.gradgpad, "{\n  \"a\": -0.5,\n  \"b\": 1,\n  \"c\": -0.25\n}\n"),
    (
      .csv,
      """
      claimed_id,test_label,is_bonafide,attack_type,score,reason
      ann,a,True,,0.5,
      ann,b,False,print,-1,
      bob,c,False,print,0.25,

      """
    ),
  ])
  func `converts what a format can hold`(format: ScoreFormat, text: String) throws {
    let scratch = try Scratch()
    let path = scratch.path("out")
    try ScoreConversion.write(file(), as: format, to: path)
    #expect(try contents(path) == text)
  }

  @Test func `refuses to lose what a format cannot hold`() throws {
    let scratch = try Scratch()
    let path = scratch.path("out")
    let file = try file()
    for format in [ScoreFormat.scoreLabel, .casiaSurf, .pairedLists, .bobVulnerability] {
      #expect(throws: InvalidInput.self) { try ScoreConversion.write(file, as: format, to: path) }
    }
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(
      !ScoreConversion.obstacles(to: try self.file(keepsIDs: false), in: .bobFourColumn).isEmpty)
    let blank = try ScoreFile.read(
      bytes: Array("test_label,is_bonafide,attack_type,score\na b,True,,1\n".utf8), name: "",
      options: .init(keepsPresentationIDs: true))
    #expect(ScoreConversion.obstacles(to: blank, in: .bobFourColumn) == ["'a b' is not one word"])
    let plain = try ScoreFile.read(
      bytes: Array("0.5 1\nnan 0\n".utf8), name: "", options: .init(format: .scoreLabel))
    try ScoreConversion.write(plain, as: .scoreLabel, to: path)
    #expect(try contents(path) == "0.5 1\nnan 0\n")
  }
}
