import Imaging
import Statistics

/// Brightness and colour of parts of a picture, colour as shares of luma in percent.
struct LocalColour {
  /// What a part of a picture looks like on average.
  struct Mean {
    /// The natural logarithm of luma.
    var light: Double
    /// Blue colour difference (ITU-R BT.601) as a percentage of luma.
    var blue: Double
    /// Red colour difference as a percentage of luma.
    var red: Double

    /// How far the colours are apart, whatever the brightness.
    func distance(to other: Mean) -> Double {
      let (across, along) = (blue - other.blue, red - other.red)
      return (across * across + along * along).squareRoot()
    }

    /// The median of each figure.
    static func median(of means: [Mean]) -> Mean {
      Mean(
        light: LocalColour.middle(means.map(\.light)), blue: LocalColour.middle(means.map(\.blue)),
        red: LocalColour.middle(means.map(\.red)))
    }
  }

  /// The median; 0 without values.
  static func middle(_ values: [Double]) -> Double { Quantile.median(values) ?? 0 }

  private let picture: PixelBuffer

  init(_ picture: PixelBuffer) { self.picture = picture }

  /// Luma and colour differences of a pixel.
  private func pixel(_ x: Int, _ y: Int) -> (luma: Double, blue: Double, red: Double) {
    let depth = picture.channels.rawValue
    let at = y * picture.rowStride + x * depth
    let red = Double(picture.bytes[at])
    let green = Double(picture.bytes[at + depth / 2])
    let blue = Double(picture.bytes[at + depth - 1])
    let luma = 0.299 * red + 0.587 * green + 0.114 * blue
    return (luma, (blue - luma) * 0.564, (red - luma) * 0.713)
  }

  /// The pixels from one place to another along an axis, at least one.
  private static func pixels(_ from: Double, _ to: Double, of size: Int) -> Range<Int> {
    let first = Int(min(max(from, 0), Double(max(size - 2, 0))))
    return first..<Int(min(max(to, Double(first + 1)), Double(size)))
  }

  /// The cells of a grid, row by row; its parts outside the picture are those at the edge.
  func means(
    left: Double, top: Double, width: Double, height: Double, columns: Int, rows: Int
  ) -> [Mean] {
    var means: [Mean] = []
    for row in 0..<rows {
      let ys = Self.pixels(
        top + height * Double(row) / Double(rows), top + height * Double(row + 1) / Double(rows),
        of: picture.height)
      for column in 0..<columns {
        let xs = Self.pixels(
          left + width * Double(column) / Double(columns),
          left + width * Double(column + 1) / Double(columns), of: picture.width)
        means.append(mean(xs, ys))
      }
    }
    return means
  }

  private func mean(_ xs: Range<Int>, _ ys: Range<Int>) -> Mean {
    var (luma, blue, red): (Double, Double, Double) = (0, 0, 0)
    for y in ys {
      for x in xs {
        let value = pixel(x, y)
        luma += value.luma
        blue += value.blue
        red += value.red
      }
    }
    let count = Double(xs.count * ys.count)
    // One step more than luma: black has no colour.
    let light = luma / count + 1
    return Mean(
      light: Elementary.log(light), blue: blue / count / light * 100,
      red: red / count / light * 100)
  }

  /// How many rows and columns are enough for quantiles.
  private static let enough = 64

  /// How far colours spread in the middle of a face: six ranges of the colour differences as
  /// percentages of luma, how much brighter the brightest spots are, and two deviations.
  func spread(within face: PixelRect) -> [Double] {
    let box = face.clamped(to: picture) ?? face
    func range(_ start: Int, _ size: Int, _ from: Double, _ to: Double, _ limit: Int) -> Range<Int>
    {
      Self.pixels(
        Double(start) + from * Double(size), Double(start) + to * Double(size), of: limit)
    }
    let xs = range(box.x, box.width, 0.2, 0.8, picture.width)
    let ys = range(box.y, box.height, 0.2, 0.9, picture.height)
    var (lumas, blues, reds): ([Double], [Double], [Double]) = ([], [], [])
    for y in stride(from: ys.lowerBound, to: ys.upperBound, by: max(ys.count / Self.enough, 1)) {
      for x in stride(from: xs.lowerBound, to: xs.upperBound, by: max(xs.count / Self.enough, 1)) {
        let value = pixel(x, y)
        lumas.append(value.luma)
        blues.append(value.blue / (value.luma + 8) * 100)
        reds.append(value.red / (value.luma + 8) * 100)
      }
    }
    let deviations = [Self.deviation(blues), Self.deviation(reds)]
    lumas.sort()
    blues.sort()
    reds.sort()
    func width(_ values: [Double], _ low: Double, _ high: Double) -> Double {
      Self.quantile(values, high) - Self.quantile(values, low)
    }
    return [
      width(blues, 0.1, 0.9), width(blues, 0.25, 0.75), width(reds, 0.1, 0.9),
      width(reds, 0.25, 0.75), width(reds, 0.5, 0.98), width(reds, 0.02, 0.5),
      Self.quantile(lumas, 0.98) / max(Self.quantile(lumas, 0.5), 1),
    ] + deviations
  }

  private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    Quantile.type7(ofSorted: sorted, at: share) ?? 0
  }

  private static func deviation(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    return square.squareRoot()
  }
}
