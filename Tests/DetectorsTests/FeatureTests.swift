import Imaging
import PADVocabulary
import Subsystems
import Testing

@testable import Detectors

/// Expected values: numpy 2.4 (rfft2, hanning), scipy 1.17 (ndimage.laplace, convolve) and
/// scikit-image 0.26 (measure.blur_effect, h_size 5) on the same pictures.
struct FeatureTests {
  /// Squares with a fine texture and, where asked, lines every five pixels.
  static func picture(width: Int, height: Int, lines: Int) -> PixelBuffer {
    var bytes: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width {
        let square = 96 + 64 * ((x / 16 + y / 16) % 2)
        let texture = (x * x + 3 * y * y + 5 * x * y) % 17
        bytes.append(UInt8(square + texture + ((x + 2 * y) % 5 == 0 ? lines : 0)))
      }
    }
    return PixelBuffer(width: width, height: height, channels: .grey, bytes: bytes)
  }

  @Test(arguments: [
    (0, -0.6980093482817256, 3.3952989552391193), (30, -0.3836061083406453, 4.875580043046466),
  ])
  func `measures spectra as numpy does`(lines: Int, detail: Double, peak: Double) throws {
    var features = try #require(SpectrumFeatures())
    let measured = features.measure(Self.picture(width: 128, height: 128, lines: lines))
    let values = try #require(measured)
    #expect(abs(values.detail - detail) < 1e-9)
    #expect(abs(values.peak - peak) < 1e-9)
  }

  @Test func `measures no spectrum where there is nothing to see`() throws {
    var features = try #require(SpectrumFeatures())
    let flat = PixelBuffer(width: 128, height: 128, channels: .grey, repeating: 90)
    let ofFlat = features.measure(flat)
    let ofSmall = features.measure(Self.picture(width: 64, height: 64, lines: 0))
    #expect(ofFlat == nil && ofSmall == nil)
  }

  @Test func `measures detail and blur as scipy and scikit-image do`() {
    let picture = Self.picture(width: 20, height: 24, lines: 30)
    #expect(abs(QualityFeatures.detail(of: picture) - 3.6909940931763483) < 1e-9)
    #expect(abs(QualityFeatures.softness(of: picture) - 0.38634203021020386) < 1e-9)
  }

  @Test func `measures blocks where the picture's grid is`() {
    var bytes: [UInt8] = []
    for y in 0..<24 {
      for x in 0..<24 {
        bytes.append(UInt8(((x / 8) * 37 + (y / 8) * 21) % 200 + (x * 3 + y * 5) % 4))
      }
    }
    let picture = PixelBuffer(width: 24, height: 24, channels: .grey, bytes: bytes)
    // numpy: means of |diff| on and off the grid.
    #expect(abs(QualityFeatures.blocks(of: picture, x: 0, y: 0) - 19.333333333333336) < 1e-9)
    #expect(abs(QualityFeatures.blocks(of: picture, x: 3, y: 5) - 0.3659061558329746) < 1e-9)
    let flat = PixelBuffer(width: 24, height: 24, channels: .grey, repeating: 9)
    #expect(QualityFeatures.blocks(of: flat, x: 0, y: 0) == 1)
  }

  @Test func `counts colours at 32 steps of each channel`() {
    var bytes: [UInt8] = []
    for y in 0..<24 { for x in 0..<20 { bytes += [UInt8(x * 3), UInt8(y * 2), 100] } }
    let picture = PixelBuffer(width: 20, height: 24, channels: .rgb, bytes: bytes)
    // By hand: 8 steps of red times 6 of green.
    #expect(abs(QualityFeatures.colours(of: picture) - 1.6812412374) < 1e-9)
  }

  @Test func `takes bright and pale pixels for glare`() {
    // By hand: 12 red pixels of luma 76 and saturation 1, and 4 white ones.
    let red: [UInt8] = [255, 0, 0]
    let white: [UInt8] = [255, 255, 255]
    let bytes = (0..<16).flatMap { $0 < 12 ? red : white }
    let picture = PixelBuffer(width: 4, height: 4, channels: .rgb, bytes: bytes)
    #expect(QualityFeatures.glare(of: picture, luma: picture.grey()) == 0.25)
  }
}
