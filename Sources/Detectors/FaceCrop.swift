import Imaging
import PADVocabulary
import Subsystems

/// The square face that the built-in detectors look at.
struct FaceCrop {
  /// The picture's pixels that it covers.
  let rect: PixelRect
  private let pixels: PixelBuffer

  /// Faces with a shorter side carry too few pixels to judge; in pixels.
  static let smallestSide = 32
  /// Faces with a longer side are a mistake of whoever made the box; in pixels.
  static let longestSide = 8192

  /// The square of a frame's face box, or why there is none.
  static func of(_ frame: Frame) -> Result<FaceCrop, NonResponse> {
    guard let box = frame.faceBox else { return .failure(.init(reason: .noFace)) }
    guard let rect = PixelRect(box.squared(times: 1)), rect.width >= smallestSide,
      rect.width <= longestSide, rect.clamped(to: frame.pixels) != nil
    else { return .failure(.init(reason: .refused)) }
    return .success(FaceCrop(rect: rect, pixels: frame.pixels))
  }

  /// Its luma at a side of so many pixels: the colours are made small first, which touches fewer
  /// pixels than converting all of them.
  func luma(side: Int) -> PixelBuffer { colours(side: side).grey() }

  /// Its colours at a side of so many pixels.
  func colours(side: Int) -> PixelBuffer {
    pixels.cropped(
      to: rect, resizedToWidth: side, height: side, by: interpolation(to: side))
  }

  /// The square in its middle, pixel by pixel as in the picture, with sides of so many pixels or,
  /// for a smaller face, all of it: what a finer or coarser grid would blur away is still there.
  func middle(most side: Int) -> PixelBuffer {
    let width = min(side, rect.width)
    let height = min(side, rect.height)
    let inner = PixelRect(
      x: rect.x + (rect.width - width) / 2, y: rect.y + (rect.height - height) / 2, width: width,
      height: height)
    return pixels.cropped(to: inner ?? rect)
  }

  /// Its luma as it is in the picture, without what lies outside.
  func lumaInside() -> (picture: PixelBuffer, x: Int, y: Int)? {
    rect.clamped(to: pixels).map { (pixels.grey(in: $0), $0.x, $0.y) }
  }

  /// Means of areas when shrinking, blends when growing.
  private func interpolation(to side: Int) -> Interpolation {
    rect.width >= side ? .area : .bilinear
  }

  /// Why a frame has no score.
  struct NonResponse: Error {
    var reason: NonResponseReason
  }
}
