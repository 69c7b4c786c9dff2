import Imaging

extension PixelBuffer {
  /// The picture at a smaller scale, each pixel the rounded mean of the block that it stands for,
  /// as a PNG is decoded at that scale; blocks at the right and bottom edge may be smaller.
  func reduced(to scale: DecodeScale) -> PixelBuffer {
    let factor = scale.rawValue
    if factor == 1 { return self }
    let depth = channels.rawValue
    let outWidth = (width + factor - 1) / factor
    let outHeight = (height + factor - 1) / factor
    var out = [UInt8](repeating: 0, count: outWidth * outHeight * depth)
    var sums = [Int](repeating: 0, count: outWidth * depth)
    for outY in 0..<outHeight {
      let rows = outY * factor..<min(height, (outY + 1) * factor)
      for index in sums.indices { sums[index] = 0 }
      for y in rows {
        var place = y * rowStride
        for x in 0..<width {
          let target = x / factor * depth
          for channel in 0..<depth {
            sums[target + channel] += Int(bytes[place])
            place += 1
          }
        }
      }
      for outX in 0..<outWidth {
        let columns = min(width, (outX + 1) * factor) - outX * factor
        let area = columns * rows.count
        for channel in 0..<depth {
          let sum = sums[outX * depth + channel]
          out[(outY * outWidth + outX) * depth + channel] = UInt8((sum + area / 2) / area)
        }
      }
    }
    return PixelBuffer(width: outWidth, height: outHeight, channels: channels, bytes: out)
  }
}
