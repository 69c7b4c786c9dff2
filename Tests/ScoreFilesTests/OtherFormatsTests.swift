import Foundation
import PADVocabulary
import ScoreFiles
import StructuredText
import TestSupport
import Testing

@Suite struct OtherFormatsTests {
  func read(
    _ text: String, _ options: ScoreReadingOptions = ScoreReadingOptions()
  ) throws -> ScoreFile {
    try ScoreFile.read(bytes: Array(text.utf8), name: "s", options: options)
  }

  func complaint(_ text: String, _ options: ScoreReadingOptions = ScoreReadingOptions()) -> String {
    do {
      _ = try read(text, options)
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    ("claimed_id,test_label,is_bonafide,attack_type,score\n", ScoreFormat.csv),
    ("bio_ref_subject_id,probe_subject_id,probe_attack_type,score\n", .bobVulnerability),
    ("1 1 a.png 0.5\n", .bobFourColumn), ("\n1 m1 attack/print a.png -0.5\r\n", .bobFiveColumn),
    ("0.93 1\n", .scoreLabel), ("label,score\npositives,6.0\n", .labelScore),
    ("  {\"a\":1}", .gradgpad),
    ("T/1-color.jpg T/1-depth.jpg T/1-ir.jpg 0.9\n", .casiaSurf),
  ])
  func `knows formats by their content`(text: String, format: ScoreFormat) {
    #expect(ScoreFormat.detected(in: Array(text.utf8)) == format)
  }

  @Test(arguments: ["", "\n\n", "1 -0.3\n", "0 1\n", "0.5\n", "a,b\n", "a b c d e f\n", "\0\0"])
  func `does not guess`(text: String) {
    #expect(ScoreFormat.detected(in: Array(text.utf8)) == nil)
  }

  @Test func `reads Bob's four and five columns`() throws {
    let four = try read(
      "ann ann a.png 0.5\nann attack/print b.png -1\nbob attack c.png nan\n",
      .init(keepsPresentationIDs: true))
    #expect(four.format == .bobFourColumn)
    #expect((0..<3).map { four.table.species(at: $0)?.name } == [nil, "print", "attack"])
    #expect(four.table.outcome(at: 2) == .nonResponse(.unstated))
    #expect(four.table.clusters == ["ann", "bob"])
    #expect(four.presentationIDs?[1] == "b.png")
    let five = try read("ann m ann a.png 0.5\nann m attack/print b.png -1\n")
    #expect(five.format == .bobFiveColumn)
    #expect(five.table.scores == [0.5, -1])
    #expect(complaint("ann bob a.png 0.5\n").contains("neither the claimed id nor an attack"))
    #expect(complaint("ann ann a.png 0.5\nann ann a.png 0.6\n").contains("'a.png' is there twice"))
    #expect(
      complaint("ann ann a.png 0.5\nann ann 0.6\n").contains("s:2: error: 3 words, 4 expected"))
    #expect(
      complaint("ann ann a.png x\n", .init(format: .bobFourColumn)).contains("'x' is not a number"))
  }

  @Test func `reads scores with labels`() throws {
    let file = try read("0.93 1\n0.10 0\n", .init(unnamedSpecies: PAISpecies("spoof")))
    #expect(file.format == .scoreLabel)
    #expect((0..<2).map { file.table.species(at: $0)?.name } == [nil, "spoof"])
    #expect(
      complaint("0.93 1\n0.10 2\n").contains("s:2:2: error: '2' is neither 1 (bona fide) nor 0"))
    #expect(complaint("0.93 1\n0,10 0\n").contains("'0,10' is not a number"))
  }

  @Test func `reads labels with scores, as bob.measure's files have them`() throws {
    let csv = try read("label,score\r\npositives,6.0\r\nnegatives,-1e3\r\n")
    #expect(csv.table.scores == [6, -1000])
    #expect((0..<2).map { csv.table.species(at: $0)?.name } == [nil, "attack"])
    let lines = try read("-1 -0.25 \n1 0.5\n0 nan\n", .init(format: .labelScore))
    #expect((0..<3).map { lines.table.species(at: $0)?.name } == ["attack", nil, "attack"])
    #expect(lines.table.outcome(at: 2) == .nonResponse(.unstated))
    #expect(complaint("label,score\nmaybe,1\n").contains("s:2:1: error: 'maybe' is neither"))
    #expect(complaint("label,score\npositives\n").contains("s:2: error: 1 word, 2 expected"))
    #expect(complaint("label,score\n").contains("there is no score"))
  }

  @Test func `reads gradgpad's names only with polarity and labels`() throws {
    var labels = LabelList()
    labels["rose_a"] = .bonaFide
    labels["rose_b"] = .attack(PAISpecies("mask/paper"))
    labels["rose_c"] = .attack(nil)
    let text = #"{"rose_a": 0.25, "rose_b": 0.75, "rose_c": 1}"#
    #expect(complaint(text).contains("no labels"))
    #expect(complaint(text, .init(labels: labels)).contains("lower for bona fide"))
    let file = try read(text, .init(polarity: .lowerIsBonaFide, labels: labels))
    #expect(file.table.scores == [-0.25, -0.75, -1])
    #expect(file.table.species.map(\.name) == ["mask/paper", "attack"])
    let options = ScoreReadingOptions(polarity: .lowerIsBonaFide, labels: labels)
    #expect(complaint(#"{"x": 1}"#, options).contains("'x' is not in the list"))
    #expect(complaint(#"{"rose_a": "1"}"#, options).contains("is no number"))
    #expect(complaint(#"{"rose_a": 1, "rose_a": 2}"#, options).contains("there twice"))
    #expect(
      complaint("[1]", .init(format: .gradgpad, polarity: .lowerIsBonaFide, labels: labels))
        .contains("no object"))
  }

  @Test func `reads pairs of lists`() throws {
    let scratch = try Scratch()
    let bonaFide = try scratch.write("b.txt", "0.9\n\n0.8\n")
    let attacks = try scratch.write("a.txt", "0.1\r\n0.2\r\nnan\r\n")
    let file = try ScoreFile.read(bonaFide: bonaFide, attacks: attacks)
    #expect(file.table.count == 5)
    #expect((0..<5).map { file.table.species(at: $0) == nil } == [true, true, false, false, false])
    try scratch.write("a.txt", "0.1 0.2\n")
    #expect(throws: InvalidInput.self) { try ScoreFile.read(bonaFide: bonaFide, attacks: attacks) }
  }

  @Test func `reads CASIA-SURF submissions with their list`() throws {
    let scratch = try Scratch()
    let list = try scratch.write(
      "val.txt", "c/1.jpg d/1.jpg i/1.jpg 1\nc/2.jpg d/2.jpg i/2.jpg 0\n")
    let labels = try LabelList.read(path: list)
    #expect(labels.count == 2)
    let text = "c/1.jpg d/1.jpg i/1.jpg 0.9\nc/2.jpg d/2.jpg i/2.jpg 0.2\n"
    let file = try read(text, .init(labels: labels))
    #expect(file.format == .casiaSurf)
    #expect((0..<2).map { file.table.species(at: $0)?.name } == [nil, "attack"])
    #expect(complaint(text).contains("no labels"))
    try scratch.write("val.txt", "c/1.jpg x\nc/2.jpg 1\nc/2.jpg 0\n")
    let error = try #require(throws: InvalidInput.self) { _ = try LabelList.read(path: list) }
    #expect(error.diagnostics.map(\.line) == [1, 3])
  }

  @Test func `reads labels from score files and manifests`() throws {
    let scratch = try Scratch()
    let scores = try LabelList.read(
      path: scratch.write("s.csv", "test_label,is_bonafide,attack_type\na,True,\nb,False,print\n"))
    #expect(scores["a"] == .bonaFide)
    #expect(scores["b"] == .attack(PAISpecies("print")))
    #expect(scores["c"] == nil)
    let manifest = try LabelList.read(
      path: scratch.write(
        "m.csv", "presentation_id,label,pai_species\na,bona_fide,\nb,attack,print\n"))
    #expect(manifest["a"] == .bonaFide)
    #expect(manifest["b"] == .attack(PAISpecies("print")))
    #expect(throws: InvalidInput.self) {
      try LabelList.read(
        path: scratch.write("d.csv", "presentation_id,label,pai_species\na,live,\n"))
    }
  }

  @Test(arguments: ["probe_attack_type", "attack_type"])
  func `reads comparisons with either name of the attack column`(column: String) throws {
    let text =
      "bio_ref_subject_id,probe_subject_id,\(column),score\n1,1,,0.9\n1,2,,0.1\n1,1,print,0.8\n2,2,,nan\n"
    let found = try ComparisonScores.read(bytes: Array(text.utf8), name: "v.csv")
    #expect(found.mated.scores == [0.9, 0])
    #expect(found.mated.outcome(at: 1) == .nonResponse(.unstated))
    #expect(found.nonMated.scores == [0.1])
    #expect(found.attacks.scores == [0.8])
    #expect(found.attacks.species.map(\.name) == ["print"])
    #expect(complaint(text).contains("read it as comparisons"))
    #expect(throws: InvalidInput.self) {
      try ComparisonScores.read(bytes: Array("bio_ref_subject_id,score\n1,1\n".utf8), name: "")
    }
  }

  @Test(.reference("scores/bob-measure/dev-1.txt"))
  func `refuses label-first files without a word of doubt`() throws {
    let path = try ReferenceData.url("scores/bob-measure/dev-1.txt").path
    #expect(throws: InvalidInput.self) { try ScoreFile.read(path: path) }
  }
}
