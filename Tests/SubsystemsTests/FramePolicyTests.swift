import PADVocabulary
import Subsystems
import Testing

struct FramePolicyTests {
  @Test func `selects frames by their position alone`() {
    let policy = FramePolicy(skip: 2, every: 3, count: 3)
    #expect((-5..<20).filter(policy.selects) == [2, 5, 8])
    #expect(!policy.isComplete(at: 8) && policy.isComplete(at: 9))
    #expect((0..<20).allSatisfy { !policy.isComplete(at: $0) || $0 >= 9 })
    #expect(FramePolicy().selects(.max) == false)
    #expect(FramePolicy(skip: 0, every: 0).isComplete(at: 0))
  }

  @Test(arguments: [
    (FramePolicy.Aggregation.mean, 0.4), (.median, 0.35), (.min, 0.1), (.max, 0.8),
  ])
  func `aggregates scores`(aggregation: FramePolicy.Aggregation, expected: Double) throws {
    var scores = FrameScores(policy: FramePolicy(aggregation: aggregation))
    for (index, score) in [0.8, 0.1, 0.5, 0.2].enumerated() {
      scores.add(.score(score), at: index)
    }
    #expect(abs(try #require(scores.outcome.score) - expected) < 1e-15)
  }

  @Test func `too few scores are a non-response with the first reason`() {
    var scores = FrameScores(policy: FramePolicy(minimumScored: 2))
    #expect(scores.outcome == .nonResponse(.missingInput))
    scores.add(.score(1), at: 0)
    #expect(scores.outcome == .nonResponse(.missingInput))
    scores.add(.nonResponse(.noFace), at: 1)
    scores.add(.nonResponse(.failed), at: 2)
    #expect(scores.outcome == .nonResponse(.noFace))
    scores.add(.score(0), at: 3)
    #expect(scores.outcome == .score(0.5))
    scores.reset()
    #expect(scores.outcomes.isEmpty)
  }
}
