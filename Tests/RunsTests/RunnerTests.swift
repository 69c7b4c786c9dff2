import Datasets
import Foundation
import Imaging
import Media
import PADVocabulary
import Runs
import Subsystems
import TestSupport
import Testing

private let someRows: [(id: String, columns: String, grey: UInt8?)] = [
  ("a", "bona_fide,,ann,test,,,,", 200),
  ("b", "attack,print,,test,,,,", 20),
  ("c", "bona_fide,,cem,test,,,,", nil),
  ("d", "attack,replay,,dev,,,,", 90),
  ("e", "bona_fide,,dora,dev,2,3,8,6", 180),
]

@Suite struct RunnerTests {
  @Test(arguments: [1, 2, 7])
  func `gives the outcomes in the dataset's order, whatever the number of jobs`(
    jobs: Int
  ) async throws {
    let grey = try GreyDataset(someRows)
    let result = try await grey.run(grey.request([GreyDetector()], jobs: jobs))
    #expect(
      result.outcomes == [
        [.score(200), .score(20), .nonResponse(.decode), .score(90), .score(180)]
      ])
    #expect(result.nonResponses(ofDetector: 0) == 1)
    #expect(result.incidents.map(\.presentationID) == ["c"])
    #expect(result.incidents[0].message.contains("c.png"))
  }

  @Test func `shows every detector the same pictures, each at its own scale`() async throws {
    let grey = try GreyDataset(someRows)
    let sizes: @Sendable (Frame) -> Outcome = { .score(Double($0.pixels.width)) }
    let result = try await grey.run(
      grey.request([
        GreyDetector("full", answer: sizes), GreyDetector("half", scale: .half, answer: sizes),
        GreyDetector("eighth", scale: .eighth, answer: sizes),
      ]))
    #expect(result.outcomes.map { $0[0] } == [.score(16), .score(8), .score(2)])
  }

  @Test func `a dataset that differs from its lock is refused, naming every file`() async throws {
    let grey = try GreyDataset(someRows)
    try DatasetLock.make(for: grey.dataset).write(folder: grey.scratch.folder.path)
    let locked = try GreyDataset(at: grey.scratch)
    #expect(try await locked.run(locked.request([GreyDetector()])).incidents.count == 1)
    let other = PixelBuffer(width: 16, height: 12, channels: .rgb, repeating: 7)
    for name in ["a", "d"] {
      try grey.scratch.write("\(name).png", bytes: try ImageEncoder.png(other))
    }
    let refusal = await #expect(throws: InvalidInput.self) {
      try await locked.run(locked.request([GreyDetector()]))
    }
    let messages = refusal?.diagnostics.map(\.message) ?? []
    #expect(messages.count == 2)
    #expect(messages.first?.contains("presentation 'a'") == true)
    #expect(messages.last?.contains("d.png") == true)
  }

  @Test func `a neighbour never changes a detector's scores`() async throws {
    let grey = try GreyDataset(someRows)
    let alone = try await grey.run(grey.request([GreyDetector()]))
    let together = try await grey.run(
      grey.request([GreyDetector("other", scale: .quarter), GreyDetector()]))
    #expect(alone.outcomes[0] == together.outcomes[1])
  }

  @Test func `takes the dataset's face box before the finder's, scaled to the picture`()
    async throws
  {
    let grey = try GreyDataset(someRows)
    let finder = FixedFinder {
      [FaceDetection(box: FaceBox(x: 4, y: 2, width: 4, height: 4), confidence: 1)]
    }
    let left: @Sendable (Frame) -> Outcome = { frame in
      frame.faceBox.map { .score($0.x) } ?? .nonResponse(.noFace)
    }
    let result = try await grey.run(
      grey.request(
        [GreyDetector(needs: .faceBox, scale: .half, answer: left)], finder: finder))
    #expect(result.outcomes[0][0] == .score(2))
    #expect(result.outcomes[0][4] == .score(1))
  }

  @Test func `says why a face finder failed`() async throws {
    let grey = try GreyDataset(someRows)
    let finder = FixedFinder { () throws(SubsystemFault) in
      throw SubsystemFault(subsystem: "fixed-finder", message: "it is out of order")
    }
    let result = try await grey.run(
      grey.request(
        [GreyDetector(needs: .faceBox) { $0.faceBox == nil ? .nonResponse(.noFace) : .score(1) }],
        finder: finder))
    #expect(result.outcomes[0][0] == .nonResponse(.noFace))
    #expect(result.incidents[0].message.contains("out of order"))
    #expect(result.outcomes[0][4] == .score(1))
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `makes a non-response of an answer that is no number`(answer: Double) async throws {
    let grey = try GreyDataset(someRows)
    let result = try await grey.run(grey.request([GreyDetector { _ in .score(answer) }]))
    #expect(result.outcomes[0][0] == .nonResponse(.notFinite))
  }

  @Test func `counts what it leaves out, so that every row is accounted for`() async throws {
    let grey = try GreyDataset(
      [
        ("a", "bona_fide,,ann,test,probe", 200), ("b", "attack,print,,train,probe", 20),
        ("c", "bona_fide,,ann,test,reference", 30), ("d", "attack,print,,,probe", 90),
      ], header: "presentation_id,media,label,pai_species,subject_id,partition,role")
    let result = try await grey.run(grey.request([GreyDetector()]))
    #expect(result.presentations.count == 1)
    let left = result.dataset.exclusions
    #expect((left.references, left.otherPartitions, left.unassigned) == (1, 1, 1))
    #expect(result.presentations.count + left.total == result.dataset.rows)
  }

  @Test func `evaluates a dataset without partitions as test, and says so`() async throws {
    let grey = try GreyDataset(
      [("a", "bona_fide,,ann", 200), ("b", "attack,print,", 20)],
      header: "presentation_id,media,label,pai_species,subject_id")
    let request = try grey.request([GreyDetector()])
    let result = try await grey.run(request)
    #expect(result.partitions == [.test])
    #expect(request.selection.notes.count == 1)
    #expect(result.table(ofDetector: 0, in: .test)?.count == 2)
    #expect(result.table(ofDetector: 0, in: .dev) == nil)
  }

  @Test func `tells each presentation once to whoever watches`() async throws {
    let grey = try GreyDataset(someRows)
    let seen = Counter()
    _ = try await grey.run(grey.request([GreyDetector()], jobs: 3)) { step in
      seen.add(step.presentations, step.nonResponses)
    }
    #expect(seen.values == (5, 1))
  }

  @Test func `rows of one subject or series share a cluster`() async throws {
    let grey = try GreyDataset(
      [
        ("a", "bona_fide,,,ann,test", 200), ("b", "bona_fide,,,ann,test", 201),
        ("c", "attack,print,s1,,test", 20), ("d", "attack,print,s1,,test", 21),
        ("e", "attack,print,,,test", 22),
      ], header: "presentation_id,media,label,pai_species,pai_series,subject_id,partition")
    let result = try await grey.run(grey.request([GreyDetector()]))
    let table = try #require(result.table(ofDetector: 0, in: .test))
    #expect(table.clusterNumbers[0] == table.clusterNumbers[1])
    #expect(table.clusterNumbers[2] == table.clusterNumbers[3])
    #expect(Set(table.clusterNumbers).count == 3)
  }
}
