import Imaging
import Subsystems

/// The raw bytes that follow a request's line.
enum PicturePayload {
  /// A frame's picture as RGB, then depth, then infrared, low byte first.
  static func pieces(of frame: Frame) -> [[UInt8]] {
    [rgb(frame.pixels)] + [frame.depth, frame.infrared].compactMap { $0.map(bytes(of:)) }
  }

  /// A picture's bytes as RGB.
  static func rgb(_ pixels: PixelBuffer) -> [UInt8] {
    switch pixels.channels {
    case .rgb: pixels.bytes
    case .grey: pixels.bytes.flatMap { [$0, $0, $0] }
    }
  }

  private static func bytes(of map: DepthMap) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(map.values.count * 2)
    for value in map.values {
      bytes.append(UInt8(truncatingIfNeeded: value))
      bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    }
    return bytes
  }
}
