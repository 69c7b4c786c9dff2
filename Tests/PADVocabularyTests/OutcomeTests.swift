import PADVocabulary
import Testing

@Suite struct OutcomeTests {
  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `never takes a computed number that is not finite for a score`(value: Double) {
    #expect(Outcome(computed: value) == .nonResponse(.notFinite))
  }

  @Test func `keeps a finite number`() {
    #expect(Outcome(computed: -0.5).score == -0.5)
    #expect(Outcome(computed: -0.5).reason == nil)
  }
}
