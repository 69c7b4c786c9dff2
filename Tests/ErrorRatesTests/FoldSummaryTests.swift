import ErrorRates
import PADVocabulary
import Testing

struct FoldSummaryTests {
  /// A fold with these counts at a threshold of 0.5: accepted of 20 attacks per species, rejected of
  /// 20 bona fide.
  private func fold(
    _ accepted: [(String, Int)], rejected: Int?
  ) throws -> EvaluationResults {
    var table = ScoreTable()
    for (species, count) in accepted {
      for index in 0..<20 {
        table.append(.score(index < count ? 1 : 0), species: PAISpecies(species))
      }
    }
    if let rejected {
      for index in 0..<20 { table.append(.score(index < rejected ? 0 : 1), species: nil) }
    }
    return try ErrorRates.evaluate(dev: nil, test: table, criterion: .fixed(0.5))
  }

  @Test func `mean, deviation and worst fold of each figure`() throws {
    let folds = [
      ("one", try fold([("print", 2), ("replay", 1)], rejected: 1)),
      ("two", try fold([("print", 6)], rejected: nil)),
      ("three", try fold([("replay", 5), ("print", 3)], rejected: 5)),
    ]
    let summary = FoldSummary.of(folds)
    #expect(summary.folds == ["one", "two", "three"])
    #expect(
      summary.figures.map(\.kind.description) == [
        "APCER", "BPCER", "APCER print", "APCER replay", "EER", "AUC", "ACER",
      ])
    // numpy 2.4.6 mean and std(ddof=1) of 0.1, 0.3, 0.25.
    let worst = try #require(summary.figure(.apcerWorst))
    #expect(abs(try #require(worst.mean) - 0.21666666666666667) <= 1e-15)
    #expect(abs(try #require(worst.standardDeviation) - 0.10408329997330663) <= 1e-15)
    #expect(worst.worst == FoldFigure.Value(fold: "two", index: 1, value: 0.3))
    #expect(worst.undefinedFolds.isEmpty)
    // Replay is not in fold two: counted as undefined, not as 0.
    let replay = try #require(summary.figure(.apcer(PAISpecies("replay"))))
    #expect(replay.values.map(\.value) == [0.05, 0.25])
    #expect(replay.undefinedFolds == ["two"])
    #expect(replay.worst?.index == 2)
    let bpcer = try #require(summary.figure(.bpcer))
    #expect(bpcer.values.map(\.fold) == ["one", "three"])
    #expect(bpcer.undefinedFolds == ["two"])
    let acer = try #require(summary.figure(.acerWorst))
    #expect(acer.values.map(\.value) == [(0.1 + 0.05) / 2, 0.25])
    // For an area the lowest fold is the worst.
    let auc = try #require(summary.figure(.auc))
    #expect(auc.worst?.fold == "three")
    #expect(auc.kind.prefersLarger)
  }

  @Test func `one fold has no deviation, and none no mean`() throws {
    let one = FoldSummary.of([("only", try fold([("print", 20)], rejected: 0))])
    #expect(one.figure(.apcerWorst)?.mean == 1)
    #expect(one.figure(.apcerWorst)?.standardDeviation == nil)
    let undefined = FoldSummary.of([("only", try fold([], rejected: 0))])
    #expect(undefined.figure(.apcerWorst)?.mean == nil)
    #expect(undefined.figure(.apcerWorst)?.worst == nil)
    #expect(undefined.figure(.apcerWorst)?.undefinedFolds == ["only"])
    #expect(FoldSummary.of([]).figures.allSatisfy { $0.values.isEmpty })
  }

  @Test func `the first of equally bad folds is named`() throws {
    let summary = FoldSummary.of([
      ("a", try fold([("print", 1)], rejected: 0)), ("b", try fold([("print", 4)], rejected: 0)),
      ("c", try fold([("print", 4)], rejected: 0)),
    ])
    #expect(summary.figure(.apcerWorst)?.worst?.fold == "b")
  }
}
