import Datasets
import Evidence
import Foundation
import Imaging
import Media
import PADVocabulary
import StructuredText
import Subsystems
import TestSupport

@testable import Runs

/// A little dataset on disk, whose pictures' grey value is the score of the `mean-grey` detector.
struct GreyDataset {
  let scratch: Scratch
  let dataset: Dataset

  /// Writes a dataset: one still per row, `nil` standing for a file that is no picture.
  init(_ rows: [(id: String, columns: String, grey: UInt8?)], header: String? = nil) throws {
    scratch = try Scratch()
    try scratch.write(
      "dataset.yaml", "name: grey\nversion: \"1\"\nsynthetic: true\nlicence: CC0-1.0\n")
    var manifest =
      (header
        ?? "presentation_id,media,label,pai_species,subject_id,partition,face_x,face_y,face_w,face_h")
      + "\n"
    for row in rows {
      manifest += "\(row.id),\(row.id).png,\(row.columns)\n"
      if let grey = row.grey {
        let picture = PixelBuffer(width: 16, height: 12, channels: .rgb, repeating: grey)
        try scratch.write("\(row.id).png", bytes: try ImageEncoder.png(picture))
      } else {
        try scratch.write("\(row.id).png", "this is no picture")
      }
    }
    try scratch.write("manifest.csv", manifest)
    dataset = try Dataset.load(folder: scratch.folder.path)
  }

  /// A dataset that is there already, loaded again.
  init(at scratch: Scratch) throws {
    self.scratch = scratch
    dataset = try Dataset.load(folder: scratch.folder.path)
  }

  func request(
    _ detectors: [any LivenessDetector], finder: (any FaceFinder)? = nil, jobs: Int = 1,
    partitions: [Partition] = [.dev, .test]
  ) throws -> RunRequest {
    RunRequest(
      selection: RunSelection(of: dataset.presentations, partitions: partitions),
      reader: PresentationReader(try MediaOpener(dataset)), detectors: detectors,
      faceFinder: finder, jobs: jobs)
  }

  /// A journal in a folder of its own beside the dataset.
  func journal(_ request: RunRequest, in folder: String = "run") throws -> RunJournal {
    let path = scratch.path(folder)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return try RunJournal.create(folder: path, heading: heading(of: request))
  }

  /// What the run says of itself; detectors of equal cards have equal scoring keys.
  func heading(of request: RunRequest) -> RunHeading {
    RunHeading(
      identity: ["format": "padbench-run/1", "rates": "none"],
      dataset: RecordedDataset(
        name: "grey", version: "1", isSynthetic: true, rootDigest: dataset.lock?.root.hex,
        protocolName: "", licence: "CC0-1.0", consentBasis: "", purposes: [], provenance: "",
        attributeNames: dataset.attributeNames, attackPotentials: [],
        classes: [
          .init(partition: .test, species: nil, presentations: request.selection.count)
        ],
        rows: dataset.presentations.count, exclusions: request.selection.exclusions),
      detectors: request.detectors.map { detector in
        RecordedDetector(
          name: detector.card.name, version: detector.card.version, kind: "builtin",
          digest: detector.card.digest.hex, preprocessing: "", threshold: nil,
          scoringKey: detector.card.digest.hex)
      },
      rates: .object([]), diagnostics: [],
      matchers: request.matchers.map { matcher in
        RecordedDetector(
          name: matcher.card.name, version: matcher.card.version, kind: "builtin",
          digest: matcher.card.digest.hex, preprocessing: "", threshold: nil,
          scoringKey: matcher.card.digest.hex)
      },
      matching: request.matching == nil ? nil : MatchingTerms())
  }

  /// Runs a request into a new journal and reads everything back.
  func run(
    _ request: RunRequest, progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) async throws -> RunRecord {
    let journal = try journal(request, in: "run-\(UInt64.random(in: 0 ... .max))")
    try await Runner.run(request, into: journal, progress: progress)
    try journal.seal()
    return try journal.record()
  }
}

/// Scores a picture by the grey of its middle pixel.
struct GreyDetector: LivenessDetector {
  var card: SubsystemCard
  var answer: @Sendable (Frame) -> Outcome

  init(
    _ name: String = "mean-grey", needs: SubsystemNeeds = [], scale: DecodeScale = .full,
    answer: @escaping @Sendable (Frame) -> Outcome = { frame in
      let pixels = frame.pixels
      return .score(Double(pixels.bytes[(pixels.height / 2 * pixels.width + pixels.width / 2) * 3]))
    }
  ) {
    card = SubsystemCard(
      name: name, version: "1", preprocessing: Preprocessing(decodeScale: scale), needs: needs)
    self.answer = answer
  }

  func makeObserver() throws(SubsystemFault) -> any LivenessObserver { Observer(answer: answer) }

  final class Observer: LivenessObserver {
    let answer: @Sendable (Frame) -> Outcome
    var outcome = Outcome.nonResponse(.missingInput)

    init(answer: @escaping @Sendable (Frame) -> Outcome) { self.answer = answer }
    func begin() { outcome = .nonResponse(.missingInput) }
    func observe(_ frame: Frame) { outcome = answer(frame) }
    func finish() -> Outcome { outcome }
  }
}

/// Finds the same face everywhere, and counts how often it was asked.
final class FixedFinder: FaceFinder {
  let card = SubsystemCard(name: "fixed-finder", version: "1", role: .faceFinder)
  let answer: @Sendable () throws(SubsystemFault) -> [FaceDetection]

  init(_ answer: @escaping @Sendable () throws(SubsystemFault) -> [FaceDetection]) {
    self.answer = answer
  }

  func makeSearcher() throws(SubsystemFault) -> any FaceSearcher { Searcher(answer: answer) }

  final class Searcher: FaceSearcher {
    let answer: @Sendable () throws(SubsystemFault) -> [FaceDetection]
    init(answer: @escaping @Sendable () throws(SubsystemFault) -> [FaceDetection]) {
      self.answer = answer
    }
    func faces(in pixels: PixelBuffer) throws(SubsystemFault) -> [FaceDetection] { try answer() }
  }
}
