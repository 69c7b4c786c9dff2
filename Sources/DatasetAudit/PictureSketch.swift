import Imaging
import Statistics

/// A picture in 86 bytes: its coarse luma, its coarse colour, a summary of its texture and of how
/// the face differs from what is around it.
///
/// The luma is low-passed before it is sampled, so that the sketch of a picture that was cropped a
/// little can be computed from the sketch of the whole (`CropMatcher`).
struct PictureSketch: Sendable {
  /// Samples of luma along each side.
  static let side = 8
  /// How many samples of luma there are.
  static let sampleCount = side * side

  /// Luma, two samples a byte, standardized to mean 0 and deviation 1, in 16 steps over ±2.5.
  private var luma: [32 of UInt8] = .init(repeating: 0x88)
  /// Blue and red colour differences (ITU-R BT.601) of the four quarters, plus 128.
  private(set) var chroma: [8 of UInt8] = .init(repeating: 128)
  /// What tells attacks from faces: `TextureSummary`, then `FaceContrast`, of which 0 is left where
  /// nobody says where the face is.
  private(set) var figures: [46 of UInt8] = .init(repeating: 0)
  /// How many figures there are.
  static let figureCount = TextureSummary.count + FaceContrast.count
  /// Whether the picture shows too little to be told from others.
  var isFlat: Bool { (0..<32).allSatisfy { luma[$0] == 0x88 } }

  /// The sketch of no picture.
  init() {}

  /// Sketches a picture.
  ///
  /// - Parameter face: where the face is in the picture; the figures are taken there.
  init(_ picture: PixelBuffer, face: PixelRect?) {
    let small = picture.resized(toWidth: Self.fine, height: Self.fine)
    pack(Self.samples(of: small.grey().bytes))
    let quarters = picture.resized(toWidth: 2, height: 2).bytes
    for quarter in 0..<4 {
      let red = Float(quarters[quarter * 3])
      let green = Float(quarters[quarter * 3 + 1])
      let blue = Float(quarters[quarter * 3 + 2])
      let luma = 0.299 * red + 0.587 * green + 0.114 * blue
      chroma[quarter] = Self.byte((blue - luma) * 0.564 + 128)
      chroma[quarter + 4] = Self.byte((red - luma) * 0.713 + 128)
    }
    let usable = face.flatMap { Self.isUsable($0, in: picture) ? $0 : nil }
    var bytes = TextureSummary(picture, face: usable).bytes
    if let usable { bytes += FaceContrast(picture, face: usable).bytes }
    for (index, byte) in bytes.enumerated() { figures[index] = byte }
  }

  /// Whether enough of a face lies in a picture.
  private static func isUsable(_ face: PixelRect, in picture: PixelBuffer) -> Bool {
    guard let part = face.clamped(to: picture) else { return false }
    return part.width >= 32 && part.height >= 32
  }

  /// The luma samples, row by row, about −2.5…2.5.
  var samples: [Float] {
    (0..<Self.sampleCount).map { index in
      let byte = luma[index / 2]
      return Self.value(of: index % 2 == 0 ? byte & 15 : byte >> 4)
    }
  }

  /// The root mean square difference of the coarse colours, in 8-bit steps.
  func chromaDistance(to other: PictureSketch) -> Float {
    var sum: Float = 0
    for index in 0..<8 {
      let difference = Float(chroma[index]) - Float(other.chroma[index])
      sum += difference * difference
    }
    return (sum / 8).squareRoot()
  }

  private mutating func pack(_ samples: [Float]) {
    for index in 0..<32 {
      luma[index] = Self.step(of: samples[2 * index]) | Self.step(of: samples[2 * index + 1]) << 4
    }
  }

  private static func step(of value: Float) -> UInt8 {
    UInt8(min(max(((value + 2.5) * 3).rounded(), 0), 15))
  }

  private static func value(of step: UInt8) -> Float { Float(step) / 3 - 2.5 }

  private static func byte(_ value: Float) -> UInt8 { UInt8(min(max(value.rounded(), 0), 255)) }

  // MARK: Low pass

  /// Pixels along each side before the low pass.
  private static let fine = 48

  /// For each sample the weights of the fine pixels: a Gaussian of 0.6 sample distances, edges
  /// repeated.
  private static let weights: [Float] = {
    let cell = Double(fine / side)
    let deviation = 0.6 * cell
    return (0..<side).flatMap { sample in
      var row = [Double](repeating: 0, count: fine)
      let centre = (Double(sample) + 0.5) * cell - 0.5
      for offset in -24...24 {
        let place = Int(centre.rounded(.down)) + offset
        let distance = (Double(place) - centre) / deviation
        row[min(max(place, 0), fine - 1)] += Elementary.exp(-distance * distance / 2)
      }
      let sum = row.reduce(0, +)
      return row.map { Float($0 / sum) }
    }
  }()

  /// Standardized samples of a fine grey picture; all 0 for one without contrast.
  private static func samples(of grey: [UInt8]) -> [Float] {
    var across = [Float](repeating: 0, count: fine * side)
    for y in 0..<fine {
      for sample in 0..<side {
        var sum: Float = 0
        for x in 0..<fine { sum += weights[sample * fine + x] * Float(grey[y * fine + x]) }
        across[y * side + sample] = sum
      }
    }
    var samples = [Float](repeating: 0, count: sampleCount)
    for row in 0..<side {
      for column in 0..<side {
        var sum: Float = 0
        for y in 0..<fine { sum += weights[row * fine + y] * across[y * side + column] }
        samples[row * side + column] = sum
      }
    }
    let mean = samples.reduce(0, +) / Float(sampleCount)
    let variance = samples.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(sampleCount)
    guard variance > 4 else { return [Float](repeating: 0, count: sampleCount) }
    let deviation = variance.squareRoot()
    return samples.map { ($0 - mean) / deviation }
  }
}
