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

  /// Intersection over union of two boxes, 0…1.
  public func overlap(with other: FaceBox) -> Double {
    let across = min(x + width, other.x + other.width) - max(x, other.x)
    let down = min(y + height, other.y + other.height) - max(y, other.y)
    guard across > 0, down > 0 else { return 0 }
    let shared = across * down
    return shared / (width * height + other.width * other.height - shared)
  }
}
