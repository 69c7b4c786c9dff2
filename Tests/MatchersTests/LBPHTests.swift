import Imaging
import PADVocabulary
import Subsystems
import Testing

@testable import Matchers

/// Expected numbers: scikit-image 0.26.0 `local_binary_pattern(picture, 8, 1, 'nri_uniform')` of the
/// pixels that have all neighbours, counted with numpy 2.4.6 in region `row * 7 // 110`, `column * 7
/// // 110`, and divided by the region's pixels.
struct LBPHTests {
  private static func picture(_ value: (Int, Int) -> Int) -> PixelBuffer {
    let bytes = (0..<112 * 112).map { UInt8(value($0 % 112, $0 / 112) % 256) }
    return PixelBuffer(width: 112, height: 112, channels: .grey, bytes: bytes)
  }

  private let first = Self.picture { x, y in (x * x * 3 + y * y * 5 + x * y * 11) / 7 }
  private let second = Self.picture { x, y in (x * y * 3 + y * 17) / 5 }

  @Test(arguments: [
    (0, 0, 0, 0.06640625), (0, 0, 28, 0.6328125), (0, 0, 58, 0.1328125), (3, 2, 0, 13.0 / 30),
    (3, 2, 57, 0.425), (6, 6, 29, 0.38666666666666666), (6, 6, 58, 0.08444444444444445),
    (6, 0, 1, 0),
  ])
  func `has the shares of scikit-image's patterns`(
    row: Int, column: Int, label: Int, share: Double
  ) throws {
    var patterns = LocalBinaryPatterns()
    let histograms = LBPHMatcher.histograms(of: first, by: &patterns)
    try #require(histograms.count == 2891)
    #expect(abs(Double(histograms[(row * 7 + column) * 59 + label]) - share) < 1e-6)
  }

  @Test func `compares by the chi-square distance that numpy computes`() throws {
    var patterns = LocalBinaryPatterns()
    let templates = [first, second].map {
      FaceTemplate(vector: LBPHMatcher.histograms(of: $0, by: &patterns))
    }
    let scores = try LBPHMatcher().makeComparer(for: templates).similarities(of: templates)
    try #require(scores.count == 4)
    #expect(scores[0] == 0 && scores[3] == 0)
    #expect(abs(scores[1] + 57.521154754241) < 1e-4)
    #expect(scores[1] == scores[2])
  }

  @Test func `has nothing to say of a picture that is smaller than its regions`() {
    var patterns = LocalBinaryPatterns()
    let small = PixelBuffer(width: 8, height: 112, channels: .grey, repeating: 7)
    #expect(LBPHMatcher.histograms(of: small, by: &patterns).isEmpty)
  }

  @Test func `encodes the same face at another size nearly alike`() throws {
    let large = PixelBuffer(width: 112, height: 112, channels: .grey, bytes: first.bytes)
      .resized(toWidth: 336, height: 336, by: .bilinear)
    let rgb = [first, large].map { grey in
      PixelBuffer(
        width: grey.width, height: grey.height, channels: .rgb,
        bytes: grey.bytes.flatMap { [$0, $0, $0] })
    }
    let matcher = LBPHMatcher()
    let encoder = try matcher.makeEncoder()
    let templates = try rgb.map { picture in
      encoder.begin()
      encoder.observe(
        Frame(
          pixels: picture,
          faceBox: FaceBox(
            x: 0, y: 0, width: Double(picture.width), height: Double(picture.height))))
      guard case .template(let template) = encoder.finish() else {
        throw Missing(message: encoder.message)
      }
      return template
    }
    let other = try #require(
      { () -> FaceTemplate? in
        var patterns = LocalBinaryPatterns()
        return FaceTemplate(vector: LBPHMatcher.histograms(of: second, by: &patterns))
      }())
    let scores = try matcher.makeComparer(for: [templates[0]])
      .similarities(of: [templates[1], other])
    #expect(scores[0] > scores[1])
  }

  private struct Missing: Error { var message: String }
}
