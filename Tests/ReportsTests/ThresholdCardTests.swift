import ErrorRates
import PADVocabulary
import Testing

@testable import Reports

@Suite struct ThresholdCardTests {
  private func table(_ bonaFide: [Double], _ attacks: [(String, Double)]) -> ScoreTable {
    var table = ScoreTable()
    for score in bonaFide { table.append(.score(score), species: nil, cluster: "") }
    for (species, score) in attacks {
      table.append(.score(score), species: PAISpecies(species), cluster: "")
    }
    return table
  }

  private func card(named name: String = "lbp") throws -> ThresholdCard {
    let dev = table([0.4, 0.8, 0.9], [("print", 0.1), ("mask \"x\"\n", 0.5)])
    let results = try ErrorRates.evaluate(dev: dev, test: dev, criterion: .bpcer(20))
    return try ThresholdCard(of: results, subsystem: name, dev: dev)
  }

  @Test(arguments: ["lbp", "a: b # c", "\"quoted\"", "- x", "日本語", "two\nlines", ""])
  func `a card is read back as it was written, whatever its names`(name: String) throws {
    let card = try card(named: name)
    #expect(card.threshold == 0.8)
    #expect(card.expected.map(\.errors) == [1, 0, 0])
    #expect(try ThresholdCard.read(bytes: Array(card.yaml.utf8), name: "card") == card)
  }

  @Test func `the digest is of the outcomes, whatever their order`() {
    let one = table([0.5, 0.75], [("print", 0.25)])
    let other = table([0.75, 0.5], [("print", 0.25)])
    #expect(ThresholdCard.digest(of: one) == ThresholdCard.digest(of: other))
    #expect(
      ThresholdCard.digest(of: one)
        != ThresholdCard.digest(of: table([0.5, 0.75], [("replay", 0.25)])))
    // sha256sum of "attack\tprint\t0.25\nbona_fide\t\t0.5\nbona_fide\t\t0.75\n" (coreutils).
    #expect(
      ThresholdCard.digest(of: one)
        == "37d75f9ebd26d4ad159a290e36e575467d4e2c0de6c22b7e2b743d10a9365305")
  }

  @Test func `a threshold that was not chosen on dev is not kept`() throws {
    let scores = table([0.9], [("print", 0.1)])
    for criterion in [Criterion.fixed(0.5), .card(0.5)] {
      let results = try ErrorRates.evaluate(dev: scores, test: scores, criterion: criterion)
      #expect(throws: InvalidInput.self) {
        try ThresholdCard(of: results, subsystem: "x", dev: scores)
      }
    }
  }
}
