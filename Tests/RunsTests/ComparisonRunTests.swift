import Foundation
import Imaging
import PADVocabulary
import Subsystems
import TestSupport
import Testing

@testable import Runs

/// What was compared, as words: probe, claimed person, score.
private func compared(_ record: RunRecord, matcher: Int = 0) -> [String] {
  guard let comparisons = record.comparisons else { return [] }
  let own = comparisons.matchers[matcher]
  return own.scores.indices.map { row in
    let probe = record.presentations[Int(own.presentations[row])].id
    let person = comparisons.references[Int(own.references[row])].person
    return "\(probe) \(person) \(own.scores[row])"
  }
}

@Suite struct ComparisonRunTests {
  /// Greys of `GreyDataset.people`: minus the distance to the closest reference of the person, by
  /// hand.
  private static let byHand = [
    "ann-1 ann -10.0", "ann-1 bob -90.0", "ann-2 ann nan", "ann-2 bob nan", "bob-1 ann -50.0",
    "bob-1 bob -10.0", "eve-1 ann -10.0", "eve-1 bob -50.0", "print-ann ann -5.0",
    "mask-bob bob -30.0", "hidden-bob bob -180.0", "broken bob nan",
  ]

  @Test(arguments: [1, 3])
  func `every claim gets the score of the closest reference`(jobs: Int) async throws {
    let grey = try GreyDataset.people()
    let record = try await grey.compare(
      try grey.matchingRequest([GreyMatcher()], jobs: jobs), in: "run")
    #expect(compared(record) == Self.byHand)
    #expect(record.isComplete)
    #expect(record.isSealed)
    let own = try #require(record.comparisons?.matchers.first)
    #expect(own.enrolments.map(\.templates) == [2, 1])
    let failures = zip(record.presentations, own.failures).filter { $0.1 != nil }
    #expect(failures.map { $0.0.id } == ["ann-2", "broken"])
    #expect(failures.map { $0.1 } == [.noFace, .decode])
    // References are no probes: no detector's outcome is of one.
    #expect(record.presentations.count == 9)
  }

  @Test func `a run that goes on encodes only what is missing`() async throws {
    let grey = try GreyDataset.people()
    let matcher = GreyMatcher()
    let request = try grey.matchingRequest([matcher])
    _ = try await grey.compare(request, in: "run")
    #expect(matcher.encoded.values.0 == 11)
    let again = try await grey.compare(request, in: "run")
    #expect(matcher.encoded.values.0 == 11)
    #expect(compared(again) == Self.byHand)
    let picture = PixelBuffer(width: 16, height: 12, channels: .rgb, repeating: 90)
    for name in ["ann-1", "bob-ref"] {
      try grey.scratch.write("\(name).png", bytes: try ImageEncoder.png(picture))
    }
    let changed = try await grey.compare(request, in: "run")
    #expect(matcher.encoded.values.0 == 13)
    #expect(compared(changed).prefix(2) == ["ann-1 ann -10.0", "ann-1 bob -0.0"])
  }

  @Test func `templates are for their owner's eyes and can be deleted`() async throws {
    let grey = try GreyDataset.people()
    let matcher = GreyMatcher()
    let request = try grey.matchingRequest([matcher])
    _ = try await grey.compare(request, in: "run")
    let path = grey.scratch.path("run/templates.sqlite")
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    try FileManager.default.removeItem(atPath: path)
    #expect(try compared(RunRecord.read(folder: grey.scratch.path("run"))) == Self.byHand)
    let again = try await grey.compare(request, in: "run")
    #expect(compared(again) == Self.byHand)
    #expect(matcher.encoded.values.0 == 22)
  }

  @Test(arguments: ["", "no database", String(repeating: "x", count: 9_000)])
  func `damaged templates are made again`(content: String) async throws {
    let grey = try GreyDataset.people()
    let request = try grey.matchingRequest([GreyMatcher()])
    _ = try await grey.compare(request, in: "run")
    try grey.scratch.write("run/templates.sqlite", content)
    #expect(try await compared(grey.compare(request, in: "run")) == Self.byHand)
  }

  @Test func `another matcher's templates are not taken for one's own`() async throws {
    let grey = try GreyDataset.people()
    let folder = grey.scratch.path("store")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let first = try TemplateStore(folder: folder, matchers: ["a"])
    try first.append(
      EncodedPresentation(
        matcher: 0, presentation: "p", inputDigest: "d",
        encoding: .template(FaceTemplate(bytes: [1])), message: "", seconds: 0))
    try first.close()
    let second = try TemplateStore(folder: folder, matchers: ["b"])
    #expect(second.missing(of: "p", retries: false) == [0])
    #expect(try second.encodings(ofMatcher: 0).isEmpty)
    try second.close()
  }

  @Test func `a changed score breaks the seal`() async throws {
    let grey = try GreyDataset.people()
    _ = try await grey.compare(try grey.matchingRequest([GreyMatcher()]), in: "run")
    let path = grey.scratch.path("run/outcomes.sqlite")
    var bytes = Array(try Data(contentsOf: URL(filePath: path)))
    // -10 as a double, the low byte first, behind the number of the reference.
    let score: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x24, 0xc0]
    let place = try #require(
      bytes.indices.first { bytes[$0...].starts(with: score) }, "the score is in the file")
    bytes[place + 10] = 0x14
    try Data(bytes).write(to: URL(filePath: path))
    #expect(throws: InvalidInput.self) { try RunRecord.read(folder: grey.scratch.path("run")) }
  }

  @Test func `two matchers and a detector see a picture in one pass`() async throws {
    let grey = try GreyDataset.people()
    let matchers = [GreyMatcher("one"), GreyMatcher("two")]
    let record = try await grey.compare(try grey.matchingRequest(matchers), in: "run")
    #expect(compared(record, matcher: 1) == Self.byHand)
    #expect(record.matchers.map(\.name) == ["one", "two"])
    #expect(record.outcomes[0][0] == .score(110))
  }

  @Test func `points that only a matcher wants are shown to it alone`() async throws {
    let grey = try GreyDataset(
      [("a", "bona_fide,,ann,,test,2,2,8,8", 90), ("b", "bona_fide,,ann,,test,2,2,8,8", 91)],
      header: "presentation_id,media,label,pai_species,subject_id,target_id,partition,"
        + "face_x,face_y,face_w,face_h")
    let finder = FixedFinder {
      let points = (0..<5).map { Landmark(x: Double($0 + 2), y: 4) }
      return [
        FaceDetection(box: FaceBox(x: 12, y: 8, width: 4, height: 4), confidence: 1),
        FaceDetection(
          box: FaceBox(x: 3, y: 2, width: 8, height: 8), confidence: 0.9, landmarks: points),
      ]
    }
    var matcher = GreyMatcher()
    matcher.card.preprocessing.alignments = [.fivePoints]
    matcher.landmarks = Counter()
    var request = try grey.matchingRequest([matcher])
    request.faceFinder = finder
    request.detectors = [
      GreyDetector(needs: .faceBox) { .score(Double($0.landmarks.count) + ($0.faceBox?.x ?? 0)) }
    ]
    let record = try await grey.compare(request, in: "run")
    #expect(record.outcomes[0] == [.score(2), .score(2)])
    #expect(matcher.landmarks?.values.0 == 10)
  }
}
