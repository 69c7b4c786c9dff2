import Imaging
import Statistics

/// How fine a picture's detail is, how its colours spread, how light saturates: 24 bytes by which
/// neighbours of a presentation are found.
///
/// Taken within the face where a dataset says where it is. Not meant as a detector: printing dots
/// and pixels of screens change these figures, and so do cameras and light.
struct TextureSummary {
  /// The figures, each scaled to a byte.
  let bytes: [UInt8]

  /// How many figures there are.
  static let count = 24

  /// Summarizes a picture, or the face in it.
  init(_ picture: PixelBuffer, face: PixelRect?) {
    let part = face.flatMap { $0.clamped(to: picture) }.map { picture.cropped(to: $0) } ?? picture
    var plane = Plane(luma: part)
    let colours = Colours(part)
    var figures: [Float] = []
    for level in 0..<3 {
      figures += plane.detail.map(Self.scaled(logarithmOf:))
      if level < 2 { plane = plane.halved() }
    }
    for difference in [colours.blue, colours.red] {
      figures.append(difference.mean + 128)
      figures.append(Self.scaled(logarithmOf: difference.deviation))
      figures.append(Self.scaled(logarithmOf: difference.stepAcross))
    }
    figures += colours.light
    bytes = figures.map(Self.byte)
  }

  /// A magnitude of 0…255 on a scale of 32 steps to a factor of e.
  static func scaled(logarithmOf value: Float) -> Float {
    Float(Elementary.log(Double(value) + 0.1) + 2.5) * 32
  }

  /// The nearest byte.
  static func byte(_ figure: Float) -> UInt8 { UInt8(min(max(figure.rounded(), 0), 255)) }
}

/// One value a pixel.
private struct Plane {
  let width: Int
  let height: Int
  let values: [Float]

  init(luma picture: PixelBuffer) {
    self.init(
      width: picture.width, height: picture.height, values: picture.grey().bytes.map(Float.init))
  }

  init(width: Int, height: Int, values: [Float]) {
    self.width = width
    self.height = height
    self.values = values
  }

  /// Means of blocks of two by two; a picture of one row or column stays as it is.
  func halved() -> Plane {
    guard width > 3, height > 3 else { return self }
    let (newWidth, newHeight) = (width / 2, height / 2)
    var means: [Float] = []
    means.reserveCapacity(newWidth * newHeight)
    for y in 0..<newHeight {
      for x in 0..<newWidth {
        let at = 2 * y * width + 2 * x
        means.append(
          (values[at] + values[at + 1] + values[at + width] + values[at + width + 1]) / 4)
      }
    }
    return Plane(width: newWidth, height: newHeight, values: means)
  }

  var mean: Float { Self.mean(values) }

  var deviation: Float {
    let mean = mean
    return Self.mean(values.map { ($0 - mean) * ($0 - mean) }).squareRoot()
  }

  /// The mean step from a pixel to the next one on the right.
  var stepAcross: Float {
    var sum: Float = 0
    for y in 0..<height {
      for x in 1..<max(width, 1) where x < width {
        sum += abs(values[y * width + x] - values[y * width + x - 1])
      }
    }
    return sum / Float(max(height * (width - 1), 1))
  }

  /// Mean steps across and down, mean and median of the Laplacian.
  var detail: [Float] {
    var down: Float = 0
    for at in stride(from: width, to: values.count, by: 1) {
      down += abs(values[at] - values[at - width])
    }
    var laplacian: [Float] = []
    if width > 2, height > 2 {
      laplacian.reserveCapacity((width - 2) * (height - 2))
      for y in 1..<(height - 1) {
        for x in 1..<(width - 1) {
          let at = y * width + x
          let around = values[at - 1] + values[at + 1] + values[at - width] + values[at + width]
          laplacian.append(abs(4 * values[at] - around))
        }
      }
    }
    return [
      stepAcross, down / Float(max(width * (height - 1), 1)), Self.mean(laplacian),
      Self.median(laplacian),
    ]
  }

  private static func mean(_ values: [Float]) -> Float {
    values.isEmpty ? 0 : values.reduce(0, +) / Float(values.count)
  }

  /// The median in steps of a quarter, by counting.
  private static func median(_ values: [Float]) -> Float {
    var counts = [Int](repeating: 0, count: 4096)
    for value in values { counts[min(Int(value * 4), 4095)] += 1 }
    return Float(Histogram.place(of: 0.5, in: counts)) / 4
  }
}

/// Colour differences and what light does to a picture.
private struct Colours {
  let blue: Plane
  let red: Plane
  /// Brightest values, quantiles, mean and deviation of saturation, and how far the brightest luma
  /// is above the median.
  let light: [Float]

  init(_ picture: PixelBuffer) {
    let luma = picture.grey().bytes
    let bytes = picture.bytes
    let depth = picture.channels.rawValue
    var blue: [Float] = []
    var red: [Float] = []
    var saturations = [Int](repeating: 0, count: 256)
    var values = [Int](repeating: 0, count: 256)
    var lumas = [Int](repeating: 0, count: 256)
    blue.reserveCapacity(luma.count)
    red.reserveCapacity(luma.count)
    for index in luma.indices {
      let place = index * depth
      let (r, g, b) = (bytes[place], bytes[place + depth / 2], bytes[place + depth - 1])
      let high = max(r, g, b)
      let low = min(r, g, b)
      blue.append((Float(b) - Float(luma[index])) * 0.564)
      red.append((Float(r) - Float(luma[index])) * 0.713)
      saturations[Int(high - low) * 255 / (Int(high) + 1)] += 1
      values[Int(high)] += 1
      lumas[Int(luma[index])] += 1
    }
    self.blue = Plane(width: picture.width, height: picture.height, values: blue)
    self.red = Plane(width: picture.width, height: picture.height, values: red)
    let (mean, deviation) = Histogram.moments(of: saturations)
    light = [
      Float(Histogram.place(of: 0.99, in: values)),
      Float(Histogram.place(of: 0.05, in: saturations)),
      Float(Histogram.place(of: 0.95, in: saturations)), mean, deviation,
      Float(Histogram.place(of: 0.99, in: lumas) - Histogram.place(of: 0.5, in: lumas)),
    ]
  }
}

/// Figures of counted values.
private enum Histogram {
  /// The value below or at which a share of what was counted lies.
  static func place(of share: Double, in counts: [Int]) -> Int {
    let wanted = Double(counts.reduce(0, +)) * share
    var sum = 0
    for (value, count) in counts.enumerated() {
      sum += count
      if count > 0, Double(sum) >= wanted { return value }
    }
    return 0
  }

  static func moments(of counts: [Int]) -> (mean: Float, deviation: Float) {
    let total = Double(max(counts.reduce(0, +), 1))
    let mean = counts.enumerated().reduce(0) { $0 + Double($1.0 * $1.1) } / total
    let square = counts.enumerated().reduce(0) { sum, entry in
      sum + Double(entry.1) * (Double(entry.0) - mean) * (Double(entry.0) - mean)
    }
    return (Float(mean), Float((square / total).squareRoot()))
  }
}
