import Comparison
import ErrorRates
import PADVocabulary
import Testing

struct TransferMatrixTests {
  /// An evaluation with this many of 20 attacks accepted.
  private func results(accepted: Int) throws -> EvaluationResults {
    var table = ScoreTable()
    for index in 0..<20 {
      table.append(.score(index < accepted ? 1 : 0), species: print)
      table.append(.score(1), species: nil)
    }
    return try ErrorRates.evaluate(dev: nil, test: table, criterion: .fixed(0.5))
  }

  @Test func `versions and datasets make a table with its worst and its unseen part`() throws {
    let matrix = TransferMatrix(
      [
        .init(
          version: "v1", dataset: "A", learntFrom: ["A"], results: try results(accepted: 1)),
        .init(
          version: "v1", dataset: "B", learntFrom: ["A"], results: try results(accepted: 4)),
        .init(
          version: "v1", dataset: "C", learntFrom: ["A"], results: try results(accepted: 10)),
        .init(
          version: "v2", dataset: "C", fold: "1", learntFrom: ["A", "B"],
          results: try results(accepted: 2)),
        .init(
          version: "v2", dataset: "C", fold: "2", learntFrom: ["A", "B"],
          results: try results(accepted: 6)),
        .init(version: "v2", dataset: "A", results: try results(accepted: 3)),
      ], kind: .apcerWorst)
    #expect(matrix.datasets == ["A", "B", "C"])
    #expect(matrix.rows.map(\.version) == ["v1", "v2"])
    let first = matrix.rows[0]
    #expect(first.cells.map { $0?.relation } == [.within, .cross, .cross])
    #expect(first.all.worst?.fold == "C" && first.all.worst?.value == 0.5)
    // numpy 2: mean and std(ddof=1) of .05, .2, .5 and of .2, .5.
    #expect(abs(try #require(first.all.mean) - 0.25) <= 1e-12)
    #expect(abs(try #require(first.all.standardDeviation) - 0.22912878474779202) <= 1e-12)
    #expect(abs(try #require(first.unseen.mean) - 0.35) <= 1e-12)
    #expect(abs(try #require(first.unseen.standardDeviation) - 0.21213203435596426) <= 1e-12)
    let second = matrix.rows[1]
    #expect(second.cells.map { $0?.relation } == [.unknown, nil, .leftOut])
    #expect(second.cells[2]?.folds.worst?.fold == "2")
    #expect(second.cells[2]?.folds.mean == 0.2)
    #expect(second.unseen.values.map(\.fold) == ["C"])
  }

  @Test func `an undefined figure is named, not counted as zero`() throws {
    var table = ScoreTable()
    table.append(.score(1), species: nil)
    let only = try ErrorRates.evaluate(dev: nil, test: table, criterion: .fixed(0.5))
    let matrix = TransferMatrix(
      [.init(version: "v", dataset: "bona fide only", results: only)], kind: .apcerWorst)
    #expect(matrix.rows[0].all.mean == nil)
    #expect(matrix.rows[0].all.undefinedFolds == ["bona fide only"])
    #expect(TransferMatrix([], kind: .bpcer).rows.isEmpty)
  }
}
