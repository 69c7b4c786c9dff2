import Datasets
import Evidence
import Foundation
import Imaging
import PADVocabulary
import Subsystems
import TestSupport

@testable import Runs

/// Takes the grey of a picture's middle pixel for who somebody is: the closer, the more alike. Black
/// is nobody.
struct GreyMatcher: FaceMatcher {
  var card: SubsystemCard
  /// Pictures that were encoded.
  let encoded = Counter()
  /// Points of faces that were seen; `nil` where nobody counts.
  var landmarks: Counter?

  init(_ name: String = "grey-matcher") {
    card = SubsystemCard(name: name, version: "1", role: .matcher)
  }

  func makeEncoder() throws(SubsystemFault) -> any FaceEncoder {
    Encoder(encoded: encoded, landmarks: landmarks)
  }

  func makeComparer(
    for references: [FaceTemplate]
  ) throws(SubsystemFault) -> any TemplateComparer {
    Comparer(references: references.map { Double($0.bytes[0]) })
  }

  final class Encoder: FaceEncoder {
    let encoded: Counter
    let landmarks: Counter?
    var encoding = Encoding.nonResponse(.missingInput)
    init(encoded: Counter, landmarks: Counter?) {
      self.encoded = encoded
      self.landmarks = landmarks
    }
    func begin() { encoding = .nonResponse(.missingInput) }
    func observe(_ frame: Frame) {
      encoded.add(1, 0)
      landmarks?.add(frame.landmarks.count, 0)
      let pixels = frame.pixels
      let grey = pixels.bytes[(pixels.height / 2 * pixels.width + pixels.width / 2) * 3]
      encoding = grey == 0 ? .nonResponse(.noFace) : .template(FaceTemplate(bytes: [grey]))
    }
    func finish() -> Encoding { encoding }
  }

  final class Comparer: TemplateComparer {
    let references: [Double]
    init(references: [Double]) { self.references = references }
    func similarities(of probes: [FaceTemplate]) throws(SubsystemFault) -> [Double] {
      probes.flatMap { probe in references.map { -abs($0 - Double(probe.bytes[0])) } }
    }
  }
}

extension GreyDataset {
  /// Columns of a dataset in which people can be told apart.
  static let peopleHeader =
    "presentation_id,media,label,pai_species,subject_id,target_id,role,partition"

  /// Two people enrolled in `test`, three who come, and attacks on them.
  static func people() throws -> GreyDataset {
    try GreyDataset(
      [
        ("ann-ref-1", "bona_fide,,ann,,reference,test", 100),
        ("ann-ref-2", "bona_fide,,ann,,reference,test", 140),
        ("bob-ref", "bona_fide,,bob,,reference,", 200),
        ("ann-1", "bona_fide,,ann,,probe,test", 110),
        ("ann-2", "bona_fide,,ann,,probe,test", 0),
        ("bob-1", "bona_fide,,bob,,probe,test", 190),
        ("eve-1", "bona_fide,,eve,,probe,test", 150),
        ("print-ann", "attack,print,,ann,probe,test", 105),
        ("mask-bob", "attack,mask,eve,bob,probe,test", 170),
        ("print-eve", "attack,print,,eve,probe,test", 105),
        ("hidden-bob", "attack,makeup,bob,,probe,test", 20),
        ("broken", "attack,print,,bob,probe,test", nil),
      ], header: peopleHeader)
  }

  /// A request that also compares people.
  func matchingRequest(
    _ matchers: [GreyMatcher], terms: MatchingTerms = MatchingTerms(), jobs: Int = 1,
    partitions: [Partition] = [.dev, .test]
  ) throws -> RunRequest {
    var request = try request([GreyDetector()], jobs: jobs, partitions: partitions)
    request.matchers = matchers
    request.matching = try MatchingPlan(
      request.selection, declared: dataset.comparisons, terms: terms)
    return request
  }

  /// Judges, compares, and reads everything back.
  func compare(_ request: RunRequest, in folder: String) async throws -> RunRecord {
    let path = scratch.path(folder)
    let journal =
      FileManager.default.fileExists(atPath: path)
      ? try RunJournal.open(folder: path) : try self.journal(request, in: folder)
    let templates = try TemplateStore(
      folder: path, matchers: request.matchers.map(\.card.digest.hex))
    try await Runner.run(request, into: journal, templates: templates)
    try await ComparisonRun.run(request, templates: templates, into: journal)
    try templates.close()
    try journal.seal()
    defer { try? journal.close() }
    return try journal.record()
  }
}
