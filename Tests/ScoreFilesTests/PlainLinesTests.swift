import PADVocabulary
import ScoreFiles
import Testing

/// Plain lines are read another way than lines with quotes; both ways must say the same.
@Suite struct PlainLinesTests {
  static let header = "claimed_id,test_label,is_bonafide,attack_type,score,reason"

  /// Rows of every kind that plain lines may have, and some that they may not.
  static func rows(seed: UInt64, count: Int) -> [[String]] {
    var state = seed
    func next(_ bound: UInt64) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % bound)
    }
    let scores = [
      "0", "-0.0", "1e-3", "0.5842893811545375", "-1.6089201844652607", "17", "1E5", "inf", "-inf",
      "nan", "123456789012345678901234567890", "0.1000000000000000055511151231257827",
      "2.2250738585072014e-308", "-9007199254740993",
    ]
    return (0..<count).map { row in
      let isBonaFide = next(3) == 0
      let score = scores[next(UInt64(scores.count))]
      let cluster = ["", "s\(next(90))", "a-name-that-is-too-long-for-two-words-\(next(9))", "é"]
      return [
        cluster[[0, 1, 1, 1, 1, 1, 2, 3][next(8)]], "p/\(row).jpg",
        isBonaFide ? ["True", "true", "TRUE"][next(3)] : ["False", "fALSE"][next(2)],
        isBonaFide ? "" : ["print", "replay/phone", "mask-3d/resin of a long name"][next(3)],
        score, score == "nan" ? ["", "no-face", "timeout"][next(3)] : "",
      ]
    }
  }

  @Test(arguments: [("\n", UInt64(1)), ("\r\n", 2), ("\n", 3)])
  func `plain and quoted lines say the same`(ending: String, seed: UInt64) throws {
    let rows = Self.rows(seed: seed, count: 700)
    let plain = rows.map { $0.joined(separator: ",") }
    let quoted = rows.map { $0.map { "\"\($0)\"" }.joined(separator: ",") }
    let mixed = rows.indices.map { $0 % 5 == 3 ? quoted[$0] : plain[$0] }
    let files = try [plain, quoted, mixed].map { lines in
      let text = ([Self.header] + lines).joined(separator: ending)
      return try ScoreFile.read(
        bytes: Array(text.utf8), name: "s", options: .init(keepsPresentationIDs: true))
    }
    #expect(files[0].table.count == 700)
    #expect(files[0].table.clusters.count > 32)
    for file in files {
      #expect(
        file.table.scores.map(\.bitPattern) == files[1].table.scores.map(\.bitPattern))
      #expect(file.table.species == files[1].table.species)
      #expect(file.table.speciesNumbers == files[1].table.speciesNumbers)
      #expect(file.table.reasons == files[1].table.reasons)
      #expect(file.table.reasonNumbers == files[1].table.reasonNumbers)
      #expect(file.table.clusters == files[1].table.clusters)
      #expect(file.table.clusterNumbers == files[1].table.clusterNumbers)
      #expect(file.presentationIDs == files[1].presentationIDs)
    }
    // What was written, row by row, by the library's own number reading as the third opinion.
    for (row, cells) in rows.enumerated() where cells[4] != "nan" {
      let expected = try #require(Double(cells[4]))
      #expect(files[0].table.outcome(at: row) == .score(expected), "\(cells)")
      #expect(files[0].table.species(at: row)?.name ?? "" == cells[3])
      let number = Int(files[0].table.clusterNumbers[row])
      #expect((number < 0 ? "" : files[0].table.clusters[number]) == cells[0])
    }
  }

  @Test(arguments: [
    "s,a,True,,1", "s,a,True,,1,,", "s,a,True,x,1,", "s,a,False,,1,", "s,,True,,1,",
    "s,a,Treu,,1,", "s,a,Falsy,,1,", "s,a,True,,0x1,", "s,a,True,,1e400,", "s,a,True,,,",
    "s,a,True,,1.,", "s,a,True,, 1,", "s,a,True,,1,no-face", "s,b,True,,1,", "s,a\0,True,,1,",
  ])
  func `a wrong line is told by its number wherever it stands`(wrong: String) {
    for before in [1, 31, 32, 33, 100] {
      var lines = [Self.header] + (0..<before).map { "s\($0),b\($0),True,,\($0)," }
      lines[1] = "s,b,True,,0,"
      let good = (0..<40).map { "s\($0),c\($0),False,print,\($0)," }
      let text = (lines + [wrong] + good).joined(separator: "\n") + "\n"
      let error = #expect(throws: InvalidInput.self) {
        try ScoreFile.read(bytes: Array(text.utf8), name: "s")
      }
      let errors = error?.diagnostics.filter { $0.severity == .error } ?? []
      #expect(errors.map(\.line) == [before + 2], "\(errors)")
    }
  }
}
