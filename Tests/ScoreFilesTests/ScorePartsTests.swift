import PADVocabulary
import ScoreFiles
import TestSupport
import Testing

/// Files larger than one part (4 MiB): rows, numbers and diagnostics may not depend on the jobs.
@Suite struct ScorePartsTests {
  /// About 9 MiB, three parts, with long ids so that debug builds stay quick.
  static func bigFile(spoilt: Bool) -> [UInt8] {
    var text = "claimed_id,test_label,is_bonafide,attack_type,score,reason\n"
    let filler = String(repeating: "x", count: 4_000)
    for row in 0..<2_300 {
      let species = ["", "print", "replay", "mask"][row % 4]
      let isNone = row % 97 == 0
      text += "s\(row % 50),\(row)\(filler),\(row % 4 == 0 ? "True" : "False"),\(species),"
      text += isNone ? "nan,r\(row % 3)\n" : "\(Double(row) / 8),\n"
      if spoilt, row % 211 == 5 { text += "s1,\(row)\(filler),True,,1,\n" }
      if spoilt, row % 500 == 7 { text += "s1,bad,True,,oops,\n\n" }
      if spoilt, row == 1_200 { text += "s1,\(String(repeating: "y", count: 70_000)),True,,1,\n" }
    }
    return Array(text.utf8)
  }

  @Test func `gives the same table for any number of jobs`() throws {
    let bytes = Self.bigFile(spoilt: false)
    #expect(bytes.count > 2 << 22)
    var options = ScoreReadingOptions(keepsPresentationIDs: true, jobs: 1)
    let one = try ScoreFile.read(bytes: bytes, name: "s", options: options)
    #expect(one.table.count == 2_300)
    #expect(one.table.scores[801] == 801.0 / 8)
    #expect(one.table.clusters == (0..<50).map { "s\($0)" })
    #expect(one.table.outcome(at: 97) == .nonResponse(NonResponseReason(rawValue: "r1")))
    #expect(one.presentationIDs?[2_299].hasPrefix("2299x") == true)
    let scratch = try Scratch()
    let path = try scratch.write("s", bytes: bytes)
    for jobs in [2, 3, 8] {
      options.jobs = jobs
      let many = try ScoreFile.read(path: path, options: options)
      #expect(many.table.scores == one.table.scores)
      #expect(many.table.species == one.table.species)
      #expect(many.table.speciesNumbers == one.table.speciesNumbers)
      #expect(many.table.reasons == one.table.reasons)
      #expect(many.table.reasonNumbers == one.table.reasonNumbers)
      #expect(many.table.clusters == one.table.clusters)
      #expect(many.table.clusterNumbers == one.table.clusterNumbers)
      #expect(many.presentationIDs == one.presentationIDs)
    }
  }

  @Test func `gives the same diagnostics for any number of jobs`() throws {
    let scratch = try Scratch()
    let path = try scratch.write("s", bytes: Self.bigFile(spoilt: true))
    let one = try ScoreLint.look(at: path, options: .init(jobs: 1)).diagnostics
    let duplicates = one.filter { $0.message.contains("is there twice") }
    #expect(duplicates.count == 11)
    // Row 5 is on line 7; its double follows it.
    #expect(duplicates.first?.line == 8)
    #expect(duplicates.first?.message.hasSuffix("first on line 7") == true)
    #expect(one.filter { $0.message.contains("'oops'") }.count == 5)
    #expect(one.filter { $0.message.contains("longer than 65536") }.count == 1)
    for jobs in [2, 5] {
      #expect(try ScoreLint.look(at: path, options: .init(jobs: jobs)).diagnostics == one)
    }
    let error = #expect(throws: InvalidInput.self) {
      try ScoreFile.read(path: path, options: .init(jobs: 2))
    }
    #expect(error?.diagnostics == one)
  }

  @Test func `counts the duplicates that it does not show`() throws {
    var text = "claimed_id,test_label,is_bonafide,attack_type,score\n"
    for row in 0..<200 { text += "s,p\(row % 20),True,,1\n" }
    let scratch = try Scratch()
    let found = try ScoreLint.look(at: scratch.write("s", text)).diagnostics
    #expect(found.count == 51)
    #expect(found.last?.message == "130 more errors of this file are not shown")
  }
}
