#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Imaging
import Subsystems

/// Measures how well a face is pictured.
struct QualityFeatures: Equatable {
  /// Width and height of the measured face, in pixels.
  static let side = 128

  /// log₁₀ of the variance of the Laplacian of luma: how much fine detail there is.
  var detail: Double
  /// Perceptual blur, 0 sharp … 1 blurred.
  var softness: Double
  /// log₁₀ of the number of different colours, at 32 steps of each channel.
  var colours: Double
  /// The share of pixels that are bright and pale against the rest of the face, 0…1.
  var glare: Double
  /// Steps at the edges of 8 × 8 blocks over steps within them; 1 where no blocks show.
  var blocks: Double

  /// Every constant, for the card.
  static var settings: [CardSetting] {
    [
      CardSetting("blur_width", Double(blurWidth)),
      CardSetting("colour_steps", Double(256 >> colourShift)),
      CardSetting("glare_luma", brightness),
      CardSetting("glare_saturation", paleness),
      CardSetting("detail_floor", detailFloor),
      CardSetting("block_side", 8),
    ]
  }

  private static let blurWidth = 5
  private static let colourShift = 3
  private static let brightness = 1.5
  private static let paleness = 0.5
  private static let detailFloor = 1e-3

  /// Measures a face.
  init(of face: FaceCrop) {
    let crop = face.colours(side: Self.side)
    self.init(of: face, small: crop, luma: crop.grey())
  }

  /// Measures a face whose colours and luma at `side` are there already.
  init(of face: FaceCrop, small crop: PixelBuffer, luma: PixelBuffer) {
    detail = Self.detail(of: luma)
    softness = Self.softness(of: luma)
    colours = Self.colours(of: crop)
    glare = Self.glare(of: crop, luma: luma)
    blocks = face.lumaInside().map { Self.blocks(of: $0.picture, x: $0.x, y: $0.y) } ?? 1
  }

  /// Variance of the four-neighbour Laplacian over the pixels that have four neighbours (Pech-
  /// Pacheco et al., ICPR 2000).
  static func detail(of luma: PixelBuffer) -> Double {
    guard luma.width > 2, luma.height > 2 else { return log10(detailFloor) }
    let width = luma.width
    let bytes = luma.bytes.span
    var sum = 0
    var squares = 0
    for row in 1..<luma.height - 1 {
      for place in (row * width + 1)..<(row * width + width - 1) {
        let around =
          Int(bytes[place - 1]) + Int(bytes[place + 1]) + Int(bytes[place - width])
          + Int(bytes[place + width])
        let value = around - 4 * Int(bytes[place])
        sum += value
        squares += value * value
      }
    }
    let count = Double((width - 2) * (luma.height - 2))
    let mean = Double(sum) / count
    return log10(max(0, Double(squares) / count - mean * mean) + detailFloor)
  }

  /// Colour diversity (Wen, Han and Jain, 2015): different colours at 32 steps of each channel.
  static func colours(of picture: PixelBuffer) -> Double {
    var seen = [Bool](repeating: false, count: 1 << 15)
    var count = 0
    let bytes = picture.bytes.span
    for pixel in 0..<picture.width * picture.height {
      let place = pixel * 3
      let colour =
        Int(bytes[place] >> colourShift) << 10 | Int(bytes[place + 1] >> colourShift) << 5
        | Int(bytes[place + 2] >> colourShift)
      if !seen[colour] {
        seen[colour] = true
        count += 1
      }
    }
    return log10(Double(count))
  }

  /// Glare as pixels far brighter and far paler than the face's mean, in the spirit of Wen, Han
  /// and Jain's specular feature, without its iteration.
  static func glare(of picture: PixelBuffer, luma: PixelBuffer) -> Double {
    let count = luma.bytes.count
    let bytes = picture.bytes.span
    var saturations = [Double](repeating: 0, count: count)
    for pixel in 0..<count {
      let red = bytes[pixel * 3]
      let green = bytes[pixel * 3 + 1]
      let blue = bytes[pixel * 3 + 2]
      let high = max(red, green, blue)
      saturations[pixel] = Double(high - min(red, green, blue)) / Double(max(high, 1))
    }
    let pale = paleness * saturations.reduce(0, +) / Double(count)
    let bright = brightness * Double(luma.bytes.reduce(0) { $0 + Int($1) }) / Double(count)
    var found = 0
    for pixel in 0..<count where Double(luma.bytes[pixel]) > bright && saturations[pixel] < pale {
      found += 1
    }
    return Double(found) / Double(count)
  }

  /// Blockiness (after Wang, Sheikh and Bovik, ICIP 2002): the mean step across the picture's 8 × 8
  /// grid over the mean step elsewhere, the mean of both directions.
  ///
  /// - Parameters:
  ///   - x: the column of the picture at which `luma` begins; the grid starts at the picture's 0.
  ///   - y: the row at which it begins.
  static func blocks(of luma: PixelBuffer, x: Int, y: Int) -> Double {
    let width = luma.width
    let bytes = luma.bytes.span
    var across = Steps()
    var down = Steps()
    for row in 0..<luma.height {
      let start = row * width
      across.sum += sumOfSteps(bytes, from: start + 1, back: 1, count: width - 1)
      across.count += width - 1
      for place in stride(from: start + 8 - x % 8, to: start + width, by: 8) {
        across.edgeSum += abs(Int(bytes[place]) - Int(bytes[place - 1]))
        across.edgeCount += 1
      }
      guard row > 0 else { continue }
      let sum = sumOfSteps(bytes, from: start, back: width, count: width)
      down.sum += sum
      down.count += width
      if (row + y) % 8 == 0 {
        down.edgeSum += sum
        down.edgeCount += width
      }
    }
    return (across.ratio + down.ratio) / 2
  }

  /// Steps between neighbours, all and those across the edges of blocks.
  private struct Steps {
    var sum = 0
    var count = 0
    var edgeSum = 0
    var edgeCount = 0

    var ratio: Double {
      guard sum > edgeSum, edgeCount > 0 else { return 1 }
      let inside = Double(sum - edgeSum) / Double(count - edgeCount)
      return Double(edgeSum) / Double(edgeCount) / inside
    }
  }

  /// Sum of the absolute differences of `count` values to those `back` places before.
  private static func sumOfSteps(
    _ bytes: borrowing Span<UInt8>, from start: Int, back: Int, count: Int
  ) -> Int {
    precondition(start - back >= 0 && count >= 0 && start + count <= bytes.count)
    var sum: Int32 = 0
    for place in start..<start + count {
      let step = unsafe Int32(bytes[unchecked: place]) &- Int32(bytes[unchecked: place &- back])
      sum &+= abs(step)
    }
    return Int(sum)
  }
}
