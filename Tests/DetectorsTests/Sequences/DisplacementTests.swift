#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Imaging
import Testing

@testable import Detectors

struct DisplacementTests {
  /// A wavy pattern, moved.
  static func picture(side: Int = 48, _ dx: Double, _ dy: Double) -> LumaGrid {
    var bytes: [UInt8] = []
    for row in 0..<side {
      for column in 0..<side {
        let (x, y) = (Double(column) - dx, Double(row) - dy)
        let waves =
          40 * sin(x * 0.35) * cos(y * 0.3) + 30 * sin(0.2 * x + 0.45 * y)
          + 20 * cos(0.6 * x - 0.2 * y)
        bytes.append(UInt8((128 + waves + 0.5).rounded(.down)))
      }
    }
    return LumaGrid(
      smoothing: PixelBuffer(width: side, height: side, channels: .grey, bytes: bytes))
  }

  /// Expected moves: OpenCV 5.0.0, `calcOpticalFlowPyrLK` at (24, 24) with a window of 31 and one
  /// further level, on the same bytes.
  @Test(arguments: [
    (0.4, -0.3, 0.40502167, -0.30239105), (1.6, 0.9, 1.6004257, 0.89922714),
    (-2.3, 1.2, -2.2991028, 1.2041206), (0, 0, 0, 0),
  ])
  func `finds moves as OpenCV does`(
    dx: Double, dy: Double, expectedX: Double, expectedY: Double
  ) throws {
    let move = try #require(
      Displacement.of(
        x: 8.5, y: 8.5, width: 31, height: 31, from: Self.picture(0, 0), to: Self.picture(dx, dy)))
    #expect(abs(Double(move.x) - expectedX) < 0.03)
    #expect(abs(Double(move.y) - expectedY) < 0.03)
  }

  @Test func `finds no move without texture or outside the picture`() {
    let flat = LumaGrid(
      smoothing: PixelBuffer(width: 48, height: 48, channels: .grey, repeating: 90))
    #expect(Displacement.of(x: 8, y: 8, width: 30, height: 30, from: flat, to: flat) == nil)
    let waves = Self.picture(0, 0)
    #expect(Displacement.of(x: 80, y: 8, width: 30, height: 30, from: waves, to: waves) == nil)
    let tiny = LumaGrid(smoothing: PixelBuffer(width: 2, height: 2, channels: .grey, repeating: 9))
    #expect(Displacement.of(x: 0, y: 0, width: 2, height: 2, from: tiny, to: tiny) == nil)
  }

  /// Expected value: numpy 2.4.6, `corrcoef([1, 2, 4, 3], [2, 1, 5, 5])`.
  @Test func `correlates as numpy does`() {
    let pairs = [SIMD2(1.0, 2.0), SIMD2(2, 1), SIMD2(4, 5), SIMD2(3, 5)]
    #expect(abs(MotionObserver.correlation(pairs) - 0.8140915784106943) < 1e-12)
    #expect(MotionObserver.correlation([SIMD2(1, 2), SIMD2(1, 3)]) == 0)
    #expect(MotionObserver.correlation([]) == 0)
  }
}
