import Imaging
import PADVocabulary
import Subsystems
import Testing

/// What is expected is counted by hand: the "embedding" of a face is the first values of its pixels.
struct AlignedFaceEncoderTests {
  private func encoder(
    _ measure: SimilarityMeasure, policy: FramePolicy = FramePolicy(),
    vector: @escaping (PixelBuffer) throws(SubsystemFault) -> [Float] = { face in
      face.bytes.prefix(2).map(Float.init)
    }
  ) -> AlignedFaceEncoder {
    AlignedFaceEncoder(
      card: SubsystemCard(
        name: "test", version: "1", role: .matcher,
        preprocessing: Preprocessing(alignments: [.box], width: 2, height: 2), comparison: measure,
        framePolicy: policy, settings: [CardSetting("smallest_face", 2)]),
      encode: vector)
  }

  private func frame(_ one: UInt8, _ two: UInt8, index: Int = 0, hasFace: Bool = true) -> Frame {
    Frame(
      index: index,
      pixels: PixelBuffer(width: 2, height: 2, channels: .grey, bytes: [one, two, 0, 0]),
      faceBox: hasFace ? FaceBox(x: 0, y: 0, width: 2, height: 2) : nil)
  }

  private func encoding(of frames: [Frame], by encoder: AlignedFaceEncoder) -> Encoding {
    encoder.begin()
    for frame in frames { encoder.observe(frame) }
    return encoder.finish()
  }

  @Test(
    arguments: zip(
      [SimilarityMeasure.cosine, .euclidean, .chiSquare],
      // (3, 4) and (0, 20) of length 1 are (0.6, 0.8) and (0, 1); their mean (0.3, 0.9) has length
      // 0.94868…
      [[0.31622776, 0.94868329], [1.5, 12], [1.5, 12]] as [[Float]]))
  func `averages the vectors of frames, as they are compared`(
    measure: SimilarityMeasure, expected: [Float]
  ) throws {
    let found = encoding(of: [frame(3, 4), frame(0, 20, index: 1)], by: encoder(measure))
    guard case .template(let template) = found else {
      Issue.record("\(found)")
      return
    }
    let vector = try #require(template.vector)
    #expect(vector.count == 2)
    for (number, wanted) in zip(vector, expected) { #expect(abs(number - wanted) < 1e-6) }
  }

  @Test func `looks at the frames of the policy only, and starts anew`() {
    let encoder = encoder(.euclidean, policy: FramePolicy(skip: 1, every: 2, count: 1))
    let frames = (0..<5).map { frame(UInt8($0), 7, index: $0) }
    let expected = Encoding.template(FaceTemplate(vector: [1, 7]))
    #expect(encoding(of: frames, by: encoder) == expected)
    #expect(encoding(of: frames, by: encoder) == expected)
  }

  @Test func `takes what it can of a sequence, and says what was the matter otherwise`() {
    let frames = [frame(3, 4, hasFace: false), frame(5, 12, index: 1)]
    let patient = encoder(.euclidean)
    #expect(encoding(of: frames, by: patient) == .template(FaceTemplate(vector: [5, 12])))
    #expect(patient.message.isEmpty)
    let strict = encoder(.euclidean, policy: FramePolicy(minimumScored: 2))
    #expect(encoding(of: frames, by: strict) == .nonResponse(.noFace))
    #expect(encoding(of: [], by: strict) == .nonResponse(.missingInput))
    #expect(strict.message.isEmpty)
  }

  static let broken: [(String, @Sendable (PixelBuffer) throws(SubsystemFault) -> [Float])] = [
    ("nothing", { _ in [] }), ("no number", { _ in [.nan, 1] }), ("no direction", { _ in [0, 0] }),
  ]

  @Test(arguments: broken.indices)
  func `gives no template of what cannot be compared`(place: Int) {
    let encoder = encoder(.cosine, vector: Self.broken[place].1)
    #expect(
      encoding(of: [frame(1, 2)], by: encoder) == .nonResponse(.notFinite),
      "\(Self.broken[place].0)")
    #expect(!encoder.message.isEmpty)
  }

  @Test func `gives no template of frames that cancel out`() {
    let encoder = encoder(.cosine) { face in [face.bytes[0] == 1 ? 1 : -1, 0] }
    let frames = [frame(1, 0), frame(2, 0, index: 1)]
    #expect(encoding(of: frames, by: encoder) == .nonResponse(.notFinite))
    #expect(encoder.message.contains("no mean"))
  }

  @Test func `says what broke`() {
    let encoder = encoder(.cosine) { _ throws(SubsystemFault) in
      throw SubsystemFault(subsystem: "test", message: "out of order")
    }
    #expect(encoding(of: [frame(1, 2)], by: encoder) == .nonResponse(.failed))
    #expect(encoder.message.contains("out of order"))
  }
}
