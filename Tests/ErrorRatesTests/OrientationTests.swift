import ErrorRates
import PADVocabulary
import Testing

struct OrientationTests {
  private func warning(_ set: BruteForce) throws -> Diagnostic? {
    let results = try ErrorRates.evaluate(dev: nil, test: set.table, criterion: nil)
    let found = results.warnings.filter { $0.message.contains("look reversed") }
    #expect(found.count <= 1)
    return found.first
  }

  @Test func `one species that scores above bona fide is named, though all together do not`() throws
  {
    let set = BruteForce(
      bonaFide: [4, 5, 6, 7], species: [[0, 1, 2, 3], [5, 8, 9, 6], [0, 1, 2, 3]])
    let warning = try #require(try warning(set))
    #expect(warning.severity == .warning)
    // By hand: of 16 pairs bona fide win 1 + 2 and tie 2: 4/16.
    #expect(warning.message.hasSuffix(": s1 (AUC 0.250)"))
    #expect(warning.remedy.contains("higher score means more bona fide"))
  }

  @Test func `all attacks and every species are told in one warning`() throws {
    let set = BruteForce(bonaFide: [0, 1], species: [[2, 3], [4, 1]])
    let warning = try #require(try warning(set))
    #expect(
      warning.message.hasSuffix(": all attacks (AUC 0.062), s0 (AUC 0.000), s1 (AUC 0.125)"))
  }

  @Test func `chance and better raise no warning`() throws {
    #expect(try warning(BruteForce(bonaFide: [1, 2], species: [[1, 2], [0]])) == nil)
    #expect(try warning(BruteForce(bonaFide: [], species: [[1]])) == nil)
  }
}
