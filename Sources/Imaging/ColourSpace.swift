/// A way to write a colour as three 8-bit values, in the fixed point of OpenCV's `cvtColor`, bit
/// for bit for all 2²⁴ colours.
public enum ColourSpace: String, Sendable, Hashable, CaseIterable {
  /// Red, green, blue, 0…255: the picture's own values.
  case rgb
  /// Luma and the blue and red colour difference, 0…255, differences around 128 (ITU-R BT.601 with
  /// the full range of JFIF). OpenCV's `COLOR_RGB2YCrCb` has the differences the other way round.
  case yCbCr = "ycbcr"
  /// Hue in steps of two degrees, 0…179; saturation and value, 0…255 (Smith, 1978; OpenCV's
  /// `COLOR_RGB2HSV`).
  case hsv
}

extension PixelBuffer {
  /// The three values of every pixel, each as a grey picture, in the order that the colour space's
  /// description names them. A grey picture counts as one whose red, green and blue are equal.
  public func planes(in space: ColourSpace) -> [PixelBuffer] {
    let planes =
      switch space {
      case .rgb: separated { $0 }
      case .yCbCr: separated(by: ColourSpace.yCbCr)
      case .hsv:
        separated { [tables = ColourSpace.Reciprocals.tables] in ColourSpace.hsv($0, tables) }
      }
    return planes.map {
      PixelBuffer(width: width, height: height, channels: .grey, bytes: $0)
    }
  }

  /// Converts every pixel and puts the three results in three arrays.
  @inline(__always)
  private func separated(
    by convert: (_ colour: ColourSpace.Triple) -> ColourSpace.Triple
  ) -> [[UInt8]] {
    let count = width * height
    let step = channels.rawValue
    let green = channels == .rgb ? 1 : 0
    let source = bytes.span
    precondition(source.count == count * step)
    var firsts = [UInt8](repeating: 0, count: count)
    var seconds = firsts
    var thirds = firsts
    var first = firsts.mutableSpan
    var second = seconds.mutableSpan
    var third = thirds.mutableSpan
    for pixel in 0..<count {
      let at = pixel &* step
      let triple = unsafe convert(
        (
          source[unchecked: at], source[unchecked: at &+ green],
          source[unchecked: at &+ 2 &* green]
        ))
      unsafe first[unchecked: pixel] = triple.0
      unsafe second[unchecked: pixel] = triple.1
      unsafe third[unchecked: pixel] = triple.2
    }
    return [firsts, seconds, thirds]
  }
}

extension ColourSpace {
  fileprivate typealias Triple = (UInt8, UInt8, UInt8)

  /// Luma and colour differences in 14-bit fixed point: Cb = 0.564 (B − Y) + 128,
  /// Cr = 0.713 (R − Y) + 128.
  @inline(__always)
  fileprivate static func yCbCr(_ colour: Triple) -> Triple {
    let red = Int32(colour.0)
    let blue = Int32(colour.2)
    let half: Int32 = 1 << 13
    let luma = (4899 &* red &+ 9617 &* Int32(colour.1) &+ 1868 &* blue &+ half) >> 14
    let offset: Int32 = 128 << 14 &+ half
    let blueDifference = ((blue &- luma) &* 9241 &+ offset) >> 14
    let redDifference = ((red &- luma) &* 11682 &+ offset) >> 14
    return (
      UInt8(truncatingIfNeeded: luma), UInt8(clamping: blueDifference),
      UInt8(clamping: redDifference)
    )
  }

  /// Hue, saturation and value with reciprocals in 12-bit fixed point.
  @inline(__always)
  fileprivate static func hsv(_ colour: Triple, _ reciprocals: Reciprocals) -> Triple {
    let red = Int32(colour.0)
    let green = Int32(colour.1)
    let blue = Int32(colour.2)
    let value = max(red, green, blue)
    let range = value &- min(red, green, blue)
    let half: Int32 = 1 << 11
    let saturation = (range &* reciprocals.saturation[Int(value)] &+ half) >> 12
    let sector =
      if value == red {
        green &- blue
      } else if value == green {
        blue &- red &+ 2 &* range
      } else {
        red &- green &+ 4 &* range
      }
    let hue = (sector &* reciprocals.hue[Int(range)] &+ half) >> 12
    return (
      UInt8(truncatingIfNeeded: hue < 0 ? hue &+ 180 : hue), UInt8(truncatingIfNeeded: saturation),
      UInt8(truncatingIfNeeded: value)
    )
  }

  /// `255 / n` and `30 / n` in steps of 1/4096, 0 for `n` = 0.
  fileprivate struct Reciprocals {
    let saturation: [Int32]
    let hue: [Int32]

    static let tables = Reciprocals()

    private init() {
      let steps = (1...255).map(Double.init)
      saturation = [0] + steps.map { Int32((Double(255 << 12) / $0).rounded(.toNearestOrEven)) }
      hue = [0] + steps.map { Int32((Double(180 << 12) / (6 * $0)).rounded(.toNearestOrEven)) }
    }
  }
}
