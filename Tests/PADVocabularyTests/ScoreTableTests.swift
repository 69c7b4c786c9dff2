import PADVocabulary
import Testing

@Suite struct ScoreTableTests {
  @Test func `keeps every row with its outcome and species`() {
    var table = ScoreTable()
    table.append(.score(0.25), species: nil, cluster: "ann")
    table.append(.score(-1), species: PAISpecies("print"), cluster: "p1")
    table.append(.nonResponse(.noFace), species: PAISpecies("print"))
    table.append(.score(.infinity), species: PAISpecies("replay/phone"), cluster: "p1")

    #expect(table.count == 4)
    #expect(
      (0..<4).map(table.outcome(at:)) == [
        .score(0.25), .score(-1), .nonResponse(.noFace), .score(.infinity),
      ])
    #expect(
      (0..<4).map(table.species(at:)) == [
        nil, PAISpecies("print"), PAISpecies("print"), PAISpecies("replay/phone"),
      ])
    #expect(table.clusterNumbers == [0, 1, ScoreTable.ownCluster, 1])
    #expect(table.clusters == ["ann", "p1"])
  }

  @Test func `folds reasons past the two hundred and fifty-fourth into failed`() {
    var table = ScoreTable()
    for index in 0..<400 {
      table.append(.nonResponse(NonResponseReason(rawValue: "reason-\(index)")), species: nil)
    }
    #expect(table.count == 400)
    #expect(table.outcome(at: 10) == .nonResponse(NonResponseReason(rawValue: "reason-10")))
    #expect(table.outcome(at: 399) == .nonResponse(.failed))
  }

  @Test func `counts species past the numbers there are as further species`() {
    var table = ScoreTable()
    for index in 0..<70_000 { table.append(.score(0), species: PAISpecies("s\(index)")) }
    #expect(table.count == 70_000)
    #expect(table.species.count == 65_535)
    #expect(table.species(at: 65_533)?.name == "s65533")
    #expect(table.species(at: 65_534) == ScoreTable.furtherSpecies)
    #expect(table.species(at: 69_999) == ScoreTable.furtherSpecies)
    table.append(.score(0), species: nil)
    #expect(table.species(at: 70_000) == nil)
  }
}
