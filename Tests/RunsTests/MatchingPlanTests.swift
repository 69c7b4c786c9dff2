import Datasets
import PADVocabulary
import TestSupport
import Testing

@testable import Runs

@Suite struct MatchingPlanTests {
  /// Whom presentations claim to be, as words.
  private func claims(_ grey: GreyDataset, _ plan: MatchingPlan) throws -> [String: [String]] {
    let selection = try grey.request([GreyDetector()]).selection
    var claims: [String: [String]] = [:]
    for position in 0..<selection.count {
      claims[selection.presentation(at: position).id] = plan.claims(of: position)
        .map { plan.references[Int($0)].person }
    }
    return claims
  }

  private func plan(
    _ grey: GreyDataset, _ terms: MatchingTerms = MatchingTerms()
  ) throws -> MatchingPlan {
    let selection = try grey.request([GreyDetector()]).selection
    return try MatchingPlan(selection, declared: grey.dataset.comparisons, terms: terms)
  }

  @Test func `labels say who claims to be whom`() throws {
    let grey = try GreyDataset.people()
    let plan = try plan(grey)
    #expect(plan.references.map(\.person) == ["ann", "bob"])
    #expect(plan.references.map(\.rows) == [[0, 1], [2]])
    #expect(plan.enrolmentRows == [0, 1, 2])
    #expect(
      try claims(grey, plan) == [
        "ann-1": ["ann", "bob"], "ann-2": ["ann", "bob"], "bob-1": ["ann", "bob"],
        "eve-1": ["ann", "bob"], "print-ann": ["ann"], "mask-bob": ["bob"], "print-eve": [],
        "hidden-bob": ["bob"], "broken": ["bob"],
      ])
    let note = try #require(plan.notes.first)
    #expect(note.message.hasPrefix("2 of 9 presentations show nobody who is enrolled"))
  }

  @Test func `a search compares attacks with everybody`() throws {
    let grey = try GreyDataset.people()
    let found = try claims(grey, plan(grey, MatchingTerms(identifies: true)))
    #expect(found["print-eve"] == ["ann", "bob"])
    #expect(found["mask-bob"] == ["ann", "bob"])
  }

  @Test func `without references the first bona fide presentation enrols`() throws {
    let grey = try GreyDataset(
      [
        ("a1", "bona_fide,,ann,,,test", 100), ("a2", "bona_fide,,ann,,,test", 101),
        ("b1", "bona_fide,,bob,,,test", 200), ("x", "attack,print,,ann,,test", 100),
      ], header: GreyDataset.peopleHeader)
    let plan = try plan(grey)
    #expect(plan.enrolment == .firstBonaFide)
    #expect(plan.enrolmentRows.isEmpty)
    #expect(
      try claims(grey, plan) == ["a1": [], "a2": ["ann", "bob"], "b1": [], "x": ["ann"]])
    #expect(plan.notes.contains { $0.message.contains("no enrolment references") })
  }

  @Test func `nobody can be claimed across partitions`() throws {
    let grey = try GreyDataset(
      [
        ("r1", "bona_fide,,ann,,reference,dev", 100), ("r2", "bona_fide,,bob,,reference,test", 1),
        ("d", "bona_fide,,ann,,,dev", 100), ("t", "bona_fide,,ann,,,test", 100),
      ], header: GreyDataset.peopleHeader)
    #expect(try claims(grey, plan(grey)) == ["d": ["ann"], "t": ["bob"]])
  }

  @Test func `a dataset that names nobody is refused`() throws {
    let grey = try GreyDataset([("a", "bona_fide,,,test,,,,", 1)])
    #expect(throws: InvalidInput.self) { try plan(grey) }
  }

  @Test func `declared comparisons stand in place of those that follow from labels`() throws {
    let people = try GreyDataset.people()
    try people.scratch.write(
      "comparisons.csv", "reference_id,probe_id\nbob,ann-1\nann,ann-1\nbob,mask-bob\nzoe,eve-1\n")
    let grey = try GreyDataset(at: people.scratch)
    let plan = try plan(grey)
    let found = try claims(grey, plan)
    #expect(found.filter { !$0.value.isEmpty } == ["ann-1": ["ann", "bob"], "mask-bob": ["bob"]])
    #expect(plan.notes.contains { $0.message.hasPrefix("1 comparisons of comparisons.csv") })
  }

  @Test func `too many comparisons of strangers are drawn, those of the person never`() throws {
    var rows: [(id: String, columns: String, grey: UInt8?)] = []
    for person in 0..<20 {
      rows.append(("r\(person)", "bona_fide,,s\(person),,reference,test", 1))
      for shot in 0..<5 { rows.append(("p\(person)-\(shot)", "bona_fide,,s\(person),,,test", 1)) }
    }
    let grey = try GreyDataset(rows, header: GreyDataset.peopleHeader)
    let terms = MatchingTerms(mostImpostorComparisons: 190)
    let drawn = try plan(grey, terms)
    // 100 mated; of 1,900 others a tenth is wanted: 190, give or take 4 standard deviations of 13.
    #expect((238...342).contains(drawn.count))
    let selection = try grey.request([GreyDetector()]).selection
    for position in 0..<selection.count {
      let person = selection.presentation(at: position).subjectID
      #expect(drawn.claims(of: position).contains { drawn.references[Int($0)].person == person })
    }
    #expect(drawn.notes.contains { $0.message.contains("about 10.0 %") })
    let again = try plan(grey, terms)
    #expect((0..<selection.count).allSatisfy { drawn.claims(of: $0) == again.claims(of: $0) })
  }
}
