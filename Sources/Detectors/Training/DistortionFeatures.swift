#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Imaging
import Subsystems

/// Image distortion features for training: those of `QualityFeatures`, chromatic moments and
/// extremes (Wen, Han and Jain, "Face spoof detection with image distortion analysis", IEEE TIFS
/// 10(4), 2015), and the difference to a blurred copy (Galbally, Marcel and Fierrez, "Image quality
/// assessment for fake biometric detection", IEEE TIP 23(2), 2014); each also squared around a
/// typical value, because a picture can be too sharp as well as not sharp enough.
enum DistortionFeatures {
  private static let names: [String] = {
    var names = ["detail", "softness", "colours", "glare", "blocks", "noise", "blur-difference"]
    for plane in ["hue", "saturation", "value"] {
      for moment in ["mean", "deviation", "skewness", "low", "high"] {
        names.append(plane + "-" + moment)
      }
    }
    return names
  }()

  /// A typical value and its spread, by hand; only squares are taken around it.
  private struct Typical: Sendable {
    var centre: Double
    var spread: Double

    init(_ centre: Double, _ spread: Double) {
      self.centre = centre
      self.spread = spread
    }
  }

  private static let typical: [Typical] = {
    var list = [Typical(1.75, 0.5), Typical(0.65, 0.1), Typical(2.6, 0.2), Typical(0.05, 0.05)]
    list += [Typical(1.1, 0.2), Typical(0.5, 0.3), Typical(0.6, 0.4)]
    for _ in 0..<3 {
      list += [Typical(0.5, 0.25), Typical(0.15, 0.1), Typical(0, 1)]
      list += [Typical(0.05, 0.05), Typical(0.05, 0.05)]
    }
    return list
  }()

  /// How many numbers one face gives.
  static let count = 2 * names.count

  /// What a number belongs to, for explanations.
  static func name(of feature: Int) -> String { names[feature % names.count] }

  /// Every constant, for the card.
  static var settings: [CardSetting] {
    QualityFeatures.settings + [
      CardSetting(
        "squares_around",
        typical.map { "\($0.centre) \($0.spread)" }.joined(separator: ", ")),
      CardSetting("hue_origin", 90), CardSetting("extreme_share", 0.1),
    ]
  }

  /// Measures a face.
  static func measure(_ face: FaceCrop) -> [Double] {
    let crop = face.colours(side: QualityFeatures.side)
    let luma = crop.grey()
    let base = QualityFeatures(of: face, small: crop, luma: luma)
    var values = [base.detail, base.softness, base.colours, base.glare, base.blocks]
    values += differences(of: luma)
    let planes = crop.planes(in: .hsv)
    // Skin is red: hues are counted from cyan, so that the red ones are not torn apart.
    values += moments(of: planes[0]) { Double(($0 + 90) % 180) / 179 }
    values += moments(of: planes[1]) { Double($0) / 255 }
    values += moments(of: planes[2]) { Double($0) / 255 }
    let squares = zip(values, typical).map { value, typical -> Double in
      let distance = (value - typical.centre) / typical.spread
      return min(distance * distance, 25)
    }
    return values + squares
  }

  /// log₁₀ of the median absolute step between neighbours, a measure of noise, and of the mean
  /// square difference to the 3 × 3 mean.
  private static func differences(of luma: PixelBuffer) -> [Double] {
    let width = luma.width
    let height = luma.height
    let bytes = luma.bytes.span
    var steps = [Int](repeating: 0, count: 256)
    var squares = 0
    for row in 1..<height - 1 {
      for column in 1..<width - 1 {
        let place = row &* width &+ column
        steps[abs(Int(bytes[place]) - Int(bytes[place - 1]))] += 1
        let above = place &- width
        let below = place &+ width
        let sum =
          Int(bytes[above &- 1]) &+ Int(bytes[above]) &+ Int(bytes[above &+ 1])
          &+ Int(bytes[place &- 1]) &+ Int(bytes[place]) &+ Int(bytes[place &+ 1])
          &+ Int(bytes[below &- 1]) &+ Int(bytes[below]) &+ Int(bytes[below &+ 1])
        let difference = 9 * Int(bytes[place]) - sum
        squares += difference * difference
      }
    }
    let count = (width - 2) * (height - 2)
    var seen = 0
    var median = 0.0
    for (step, occurrences) in steps.enumerated() {
      if 2 * (seen + occurrences) >= count {
        // Within the step, as if its values lay evenly in it.
        median = Double(step) + (Double(count) / 2 - Double(seen)) / Double(max(1, occurrences))
        break
      }
      seen += occurrences
    }
    return [log10(median + 0.1), log10(Double(squares) / 81 / Double(count) + 1e-3)]
  }

  /// Mean, deviation, skewness, and the shares of values in the lowest and highest tenth, of what
  /// the bytes of a plane mean.
  private static func moments(of plane: PixelBuffer, meaning: (Int) -> Double) -> [Double] {
    var counts = [Int](repeating: 0, count: 256)
    for byte in plane.bytes { counts[Int(byte)] += 1 }
    let count = Double(plane.bytes.count)
    let values = (0..<256).map(meaning)
    var mean = 0.0
    for (value, occurrences) in zip(values, counts) { mean += value * Double(occurrences) / count }
    var second = 0.0
    var third = 0.0
    var low = 0
    var high = 0
    for (value, occurrences) in zip(values, counts) where occurrences > 0 {
      let difference = value - mean
      let square = difference * difference * Double(occurrences)
      second += square
      third += square * difference
      if value < 0.1 { low += occurrences }
      if value > 0.9 { high += occurrences }
    }
    let deviation = (second / count).squareRoot()
    let skewness = deviation > 1e-6 ? third / count / (deviation * deviation * deviation) : 0
    return [
      mean, deviation, min(max(skewness, -10), 10), Double(low) / count, Double(high) / count,
    ]
  }
}
