import Imaging
import Testing

struct LocalBinaryPatternTests {
  private let picture = PixelBuffer(width: 17, height: 14, channels: .grey, bytes: lbpPicture)

  @Test func `has scikit-image's codes`() {
    var patterns = LocalBinaryPatterns()
    #expect(patterns.codes(of: picture) == expectedCodes)
  }

  @Test func `has scikit-image's histogram of uniform patterns`() {
    var patterns = LocalBinaryPatterns()
    #expect(patterns.histogram(of: picture) == expectedHistogram.map(Int.init))
    // Used again, on a smaller picture: nothing of the one before is left.
    let flat = PixelBuffer(width: 5, height: 4, channels: .grey, repeating: 9)
    var ofFlat = [Int](repeating: 0, count: 59)
    ofFlat[57] = 6
    #expect(patterns.histogram(of: flat) == ofFlat)
  }

  @Test func `has nothing to say of a picture without inner pixels`() {
    var patterns = LocalBinaryPatterns()
    let line = PixelBuffer(width: 20, height: 2, channels: .grey, repeating: 9)
    #expect(patterns.histogram(of: line).allSatisfy { $0 == 0 })
    #expect(patterns.codes(of: line).isEmpty)
  }
}
