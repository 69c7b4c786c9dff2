import Imaging
import Subsystems

/// Colour texture of a face: histograms of local binary patterns of luma, colour differences, hue,
/// saturation and value, at several scales (Boulkenafet, Komulainen and Hadid, "Face spoofing
/// detection using colour texture analysis", IEEE TIFS 11(8), 2016).
///
/// They scale faces to one size. Here the middle of the face is taken as it is in the picture,
/// because scaling blurs the dots of a print and the pixels of a screen away.
struct TextureFeatures {
  /// The most of the face's middle that is looked at, in pixels each way; each further scale has
  /// half.
  static let side = 128
  /// How many scales.
  static let scales = 3
  /// What the six planes are called in explanations.
  static let planeNames = ["luma", "blue", "red", "hue", "saturation", "value"]
  /// How many numbers one face gives.
  static let count = scales * planeNames.count * LocalBinaryPatterns.labelCount

  /// Every constant, for the card.
  static let settings = [
    CardSetting("planes", "ycbcr+hsv"),
    CardSetting("most_side", Double(side)),
    CardSetting("patterns", "nri_uniform 8,1"),
    CardSetting("scales", Double(scales)),
    CardSetting("histogram", "square_root"),
  ]

  /// What a number belongs to, for explanations.
  static func planeName(of feature: Int) -> String {
    planeNames[feature / LocalBinaryPatterns.labelCount % planeNames.count]
  }

  private var patterns = LocalBinaryPatterns()

  /// Measures a face: per scale and plane, the square root of each label's share.
  mutating func measure(_ face: FaceCrop) -> [Double] {
    let picture = face.middle(most: Self.side)
    var planes = picture.planes(in: .yCbCr) + picture.planes(in: .hsv)
    var values: [Double] = []
    values.reserveCapacity(Self.count)
    for scale in 0..<Self.scales {
      if scale > 0 { planes = planes.map(Self.halved) }
      for plane in planes {
        let total = Double((plane.width - 2) * (plane.height - 2))
        for count in patterns.histogram(of: plane) {
          values.append((Double(count) / total).squareRoot())
        }
      }
    }
    return values
  }

  /// Means of 2 × 2 pixels, halves rounded up.
  static func halved(_ plane: PixelBuffer) -> PixelBuffer {
    let width = plane.width / 2
    let height = plane.height / 2
    let source = plane.bytes.span
    let step = plane.width
    precondition(source.count >= 4 * width * height && step >= 2 * width)
    let bytes = [UInt8](capacity: width * height) { output in
      for row in 0..<height {
        let above = 2 &* row &* step
        for column in 0..<width {
          let place = above &+ 2 &* column
          let top = UInt16(source[place]) &+ UInt16(source[place &+ 1])
          let bottom = UInt16(source[place &+ step]) &+ UInt16(source[place &+ step &+ 1])
          output.append(UInt8(truncatingIfNeeded: (top &+ bottom &+ 2) >> 2))
        }
      }
    }
    return PixelBuffer(width: width, height: height, channels: .grey, bytes: bytes)
  }
}
