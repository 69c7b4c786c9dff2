import Imaging
import PADVocabulary
import Subsystems
import Testing

struct ConformanceCheckTests {
  /// Answers by a rule of the test's; `seen` counts presentations of one observer.
  struct Fake: LivenessDetector {
    var card = SubsystemCard(name: "fake", version: "1")
    var rule: @Sendable (_ frames: [Frame], _ seen: Int) -> Outcome

    func makeObserver() throws(SubsystemFault) -> any LivenessObserver { Observer(rule: rule) }

    final class Observer: LivenessObserver {
      let rule: @Sendable ([Frame], Int) -> Outcome
      var frames: [Frame] = []
      var seen = 0
      init(rule: @escaping @Sendable ([Frame], Int) -> Outcome) { self.rule = rule }
      func begin() {
        frames = []
        seen += 1
      }
      func observe(_ frame: Frame) { frames.append(frame) }
      func finish() -> Outcome { rule(frames, seen) }
    }
  }

  func rules(_ detector: any LivenessDetector) throws -> Set<ConformanceCheck.Rule> {
    Set(try ConformanceCheck().findings(of: detector).map(\.rule))
  }

  @Test func `the null detector conforms`() throws {
    #expect(try ConformanceCheck().findings(of: NullDetector()) == [])
  }

  @Test func `finds a detector that remembers`() throws {
    let found = try rules(Fake { _, seen in .score(Double(seen)) })
    #expect(found == [.repeatable, .forgets, .orderIndependent])
  }

  @Test func `finds a detector that changes its mind only after others`() throws {
    let found = try rules(Fake { _, seen in .score(seen > 5 ? 1 : 0) })
    #expect(found == [.forgets, .orderIndependent])
  }

  @Test func `finds scores that are no numbers and reasons that are no words`() throws {
    #expect(try rules(Fake { _, _ in .score(.infinity) }) == [.reasoned])
    #expect(
      try rules(Fake { _, _ in .nonResponse(NonResponseReason(rawValue: "Not Sure")) })
        == [.reasoned])
  }

  @Test func `finds a detector that scores faces it was not shown`() throws {
    let card = SubsystemCard(name: "fake", version: "1", needs: .faceBox)
    #expect(try rules(Fake(card: card) { _, _ in .score(1) }) == [.honoursNeeds])
  }
}
