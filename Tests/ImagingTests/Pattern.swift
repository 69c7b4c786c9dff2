internal import CPNG
import Imaging

/// The picture that numbers from other libraries were computed from.
func pattern(_ width: Int, _ height: Int, _ channels: PixelBuffer.Channels) -> PixelBuffer {
  var bytes: [UInt8] = []
  for y in 0..<height {
    for x in 0..<width {
      for k in 0..<channels.rawValue {
        bytes.append(UInt8((7 * x * x + 13 * x * y + 29 * y + 57 * k) % 251))
      }
    }
  }
  return PixelBuffer(width: width, height: height, channels: channels, bytes: bytes)
}

/// A picture without hard edges, which JPEG stores almost without loss.
func gradient(_ width: Int, _ height: Int) -> PixelBuffer {
  var bytes: [UInt8] = []
  for y in 0..<height {
    for x in 0..<width {
      bytes += [UInt8(60 + x * 2), UInt8(40 + y * 3), UInt8(90 + x + y)]
    }
  }
  return PixelBuffer(width: width, height: height, channels: .rgb, bytes: bytes)
}

/// zlib's CRC-32.
func checksum(_ bytes: [UInt8]) -> UInt32 {
  unsafe bytes.withUnsafeBufferPointer {
    unsafe UInt32(truncatingIfNeeded: crc32(0, $0.baseAddress, UInt32($0.count)))
  }
}

/// A number's bytes, the most significant first.
func bigEndian(_ value: Int, bytes count: Int) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) }
}
