/// An axis-parallel face box in pixels of the upright picture; the origin is its top left corner.
public struct FaceBox: Sendable, Hashable {
  /// Left edge, in pixels; may be negative when a face leaves the picture.
  public var x: Double
  /// Top edge, in pixels; may be negative when a face leaves the picture.
  public var y: Double
  /// Width in pixels, above zero.
  public var width: Double
  /// Height in pixels, above zero.
  public var height: Double

  /// Makes a box from its top left corner and its size.
  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The same box in a picture whose width and height were multiplied by these factors.
  public func scaled(byX horizontal: Double, y vertical: Double) -> FaceBox {
    FaceBox(
      x: x * horizontal, y: y * vertical, width: width * horizontal, height: height * vertical)
  }

  /// The square of the longer side times `factor`, around the same centre.
  public func squared(times factor: Double) -> FaceBox {
    let side = max(width, height) * factor
    return FaceBox(
      x: x + width / 2 - side / 2, y: y + height / 2 - side / 2, width: side, height: side)
  }
}
