import Testing

@testable import DatasetAudit

@Suite struct ClusteredAUCTests {
  /// scipy.stats.mannwhitneyu: U / (m n) = 9.5 / 12 for these scores, with one tie.
  @Test func `counts ties half`() throws {
    let area = try #require(
      ClusteredAUC(
        scores: [0.1, 0.4, 0.4, 0.3, 0.9, 0.8, 0.2],
        isAttack: [
          false, false, true, false, true, true, true,
        ], clusters: [0, 1, 2, 3, 4, 5, 6]))
    #expect(abs(area.value - 9.5 / 12) < 1e-12)
    #expect(area.lower < area.value && area.value < area.upper)
  }

  @Test func `is undefined without both classes`() {
    #expect(ClusteredAUC(scores: [1, 2], isAttack: [true, true], clusters: [0, 1]) == nil)
  }

  @Test func `never is certain of a perfect separation of few persons`() throws {
    let isAttack = (0..<40).map { $0 % 2 == 1 }
    let found = ClusteredAUC(
      scores: isAttack.map { $0 ? 1 : 0 }, isAttack: isAttack,
      clusters: (0..<40).map { Int32($0 / 20) })
    let area = try #require(found)
    #expect(area.value == 1)
    #expect(area.lower < 0.7)
  }
}
