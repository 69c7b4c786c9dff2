extension PixelBuffer {
  /// The picture's luma; a grey picture as it is.
  public func grey() -> PixelBuffer {
    guard channels == .rgb else { return self }
    var values = [UInt8](repeating: 0, count: width * height)
    Luma.fill(&values, from: bytes.span)
    return PixelBuffer(width: width, height: height, channels: .grey, bytes: values)
  }

  /// The luma of a rectangle, without converting the rest of the picture.
  public func grey(in rect: PixelRect, border: Border = .reflect101) -> PixelBuffer {
    guard channels == .rgb else { return cropped(to: rect, border: border) }
    let source = bytes.span
    let columns = border.places(from: rect.x, count: rect.width, within: width)
    let rows = border.places(from: rect.y, count: rect.height, within: height)
    let values = [UInt8](capacity: rect.width * rect.height) { output in
      for row in rows {
        let start = row &* width
        for column in columns { output.append(Luma.of(source, at: (start &+ column) &* 3)) }
      }
    }
    return PixelBuffer(width: rect.width, height: rect.height, channels: .grey, bytes: values)
  }
}

/// Luma of ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B, in 15-bit fixed point rounded half up, as
/// OpenCV's `COLOR_RGB2GRAY` computes it for 8 bits.
enum Luma {
  /// Writes the luma of RGB pixels.
  static func fill(_ values: inout [UInt8], from source: borrowing Span<UInt8>) {
    var values = values.mutableSpan
    precondition(source.count >= values.count * 3)
    for pixel in 0..<values.count {
      let at = pixel &* 3
      unsafe values[unchecked: pixel] = of(
        source[unchecked: at], source[unchecked: at &+ 1], source[unchecked: at &+ 2])
    }
  }

  @inline(__always)
  static func of(_ source: borrowing Span<UInt8>, at index: Int) -> UInt8 {
    of(source[index], source[index &+ 1], source[index &+ 2])
  }

  @inline(__always)
  private static func of(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
    let sum = 9798 &* Int32(red) &+ 19235 &* Int32(green) &+ 3735 &* Int32(blue)
    return UInt8(truncatingIfNeeded: (sum &+ 1 << 14) >> 15)
  }
}
