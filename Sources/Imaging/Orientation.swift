/// How a picture is stored relative to how it should be seen (Exif 2.32, tag 0x0112).
///
/// The raw value is the tag's; the name says what the stored picture needs to be upright.
public enum Orientation: Int, Sendable, Hashable, CaseIterable {
  /// Nothing.
  case upright = 1
  /// Mirroring left to right.
  case mirrored = 2
  /// Half a turn.
  case halfTurn = 3
  /// Mirroring top to bottom.
  case flipped = 4
  /// Mirroring at the diagonal from top left to bottom right.
  case transposed = 5
  /// A quarter turn clockwise.
  case clockwise = 6
  /// Mirroring at the diagonal from top right to bottom left.
  case transversed = 7
  /// A quarter turn counter-clockwise.
  case counterclockwise = 8

  /// Whether width and height change places.
  public var swapsSides: Bool { rawValue >= 5 }

  /// The orientation that undoes this one.
  public var inverse: Orientation {
    switch self {
    case .clockwise: .counterclockwise
    case .counterclockwise: .clockwise
    default: self
    }
  }

  /// Turns a picture stored like this upright.
  public func uprighted(_ picture: PixelBuffer) -> PixelBuffer {
    guard self != .upright else { return picture }
    let bytes =
      switch picture.channels {
      case .grey: moved(picture.bytes, width: picture.width, height: picture.height)
      case .rgb: movedTriples(picture.bytes, width: picture.width, height: picture.height)
      }
    return PixelBuffer(
      width: swapsSides ? picture.height : picture.width,
      height: swapsSides ? picture.width : picture.height, channels: picture.channels,
      bytes: bytes)
  }

  /// Turns a depth map stored like this upright.
  public func uprighted(_ map: DepthMap) -> DepthMap {
    guard self != .upright else { return map }
    return DepthMap(
      width: swapsSides ? map.height : map.width, height: swapsSides ? map.width : map.height,
      values: moved(map.values, width: map.width, height: map.height))
  }

  /// Where the upright picture's first pixel is stored, and how far its right and lower neighbours
  /// are from there, in pixels.
  private func walk(width: Int, height: Int) -> (start: Int, right: Int, down: Int) {
    let last = width * height - 1
    return switch self {
    case .upright: (0, 1, width)
    case .mirrored: (width - 1, -1, width)
    case .halfTurn: (last, -1, -width)
    case .flipped: (last - width + 1, 1, -width)
    case .transposed: (0, width, 1)
    case .clockwise: (last - width + 1, -width, 1)
    case .transversed: (last, -width, -1)
    case .counterclockwise: (width - 1, width, -1)
    }
  }

  private func moved<Value: BitwiseCopyable>(
    _ values: [Value], width: Int, height: Int
  ) -> [Value] {
    let (start, right, down) = walk(width: width, height: height)
    let columns = swapsSides ? height : width
    let rows = swapsSides ? width : height
    let from = values.span
    return [Value](capacity: values.count) { to in
      for row in 0..<rows {
        var at = start &+ row &* down
        for _ in 0..<columns {
          to.append(from[at])
          at &+= right
        }
      }
    }
  }

  private func movedTriples(_ values: [UInt8], width: Int, height: Int) -> [UInt8] {
    let (start, right, down) = walk(width: width, height: height)
    let columns = swapsSides ? height : width
    let rows = swapsSides ? width : height
    let from = values.span
    return [UInt8](capacity: values.count) { to in
      for row in 0..<rows {
        var at = (start &+ row &* down) &* 3
        for _ in 0..<columns {
          to.append(from[at])
          to.append(from[at &+ 1])
          to.append(from[at &+ 2])
          at &+= right &* 3
        }
      }
    }
  }
}
