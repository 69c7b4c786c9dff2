import Comparison
import PADVocabulary
import Statistics
import Testing

/// Versions that differ on one species only: APCER .05 against .07, the errors nested.
struct PlantedRegressionTests {
  @Test func `the species that got worse is named first with its flips, over a hundred seeds`()
    throws
  {
    var named = 0
    for seed in 0..<100 {
      var random = Xoshiro256(seed: UInt64(seed))
      var baseline: [PresentationOutcome] = []
      var candidate: [PresentationOutcome] = []
      var planted: [String] = []
      for species in [nil, mask, print, replay] {
        for index in 0..<(species == print ? 400 : 100) {
          let id = "\(species?.name ?? "bona-fide") \(index)"
          let draw = random.unit()
          let isWrong = draw < 0.05
          let isFlipped = species == print && draw >= 0.05 && draw < 0.07
          if isFlipped { planted.append(id) }
          func outcome(_ errs: Bool) -> Outcome { .score(errs == (species != nil) ? 1 : 0) }
          baseline.append(.init(id: id, species: species, outcome: outcome(isWrong)))
          candidate.append(
            .init(id: id, species: species, outcome: outcome(isWrong || isFlipped)))
        }
      }
      let results = try SubsystemComparison.compare(
        baseline: set("a", baseline), candidates: [set("b", candidate)],
        options: ComparisonOptions(matched: []))
      let own = try #require(results.comparisons[0].own)
      if own.byConcern.first?.species == print,
        Set(own.flips.map(\.id)) == Set(planted),
        own.flips.allSatisfy({ $0.kind == .newlyAcceptedAttack })
      {
        named += 1
      }
    }
    // No flip at all has probability .98^400 = .0003 per seed.
    #expect(named >= 99)
  }
}
