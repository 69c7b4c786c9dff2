import Imaging
import PADVocabulary

/// Means over areas whose edges need not lie on pixels: pixels at an edge count by the share that
/// is covered, so that an area that moves by a fraction of a pixel gives no step.
enum AreaMean {
  /// The mean colour; `nil` when less than half of the area lies in the picture, or there is none.
  static func colour(of pixels: PixelBuffer, in area: FaceBox) -> SIMD3<Double>? {
    guard pixels.channels == .rgb, let reach = Reach(area, in: pixels) else { return nil }
    let bytes = pixels.bytes.span
    var sum = SIMD3<Double>()
    for row in reach.rows {
      var across = SIMD3<Double>()
      let start = row &* pixels.rowStride
      for column in reach.columns {
        let at = start &+ 3 &* column
        let colour = SIMD3(Double(bytes[at]), Double(bytes[at &+ 1]), Double(bytes[at &+ 2]))
        across += colour * reach.weight(ofColumn: column)
      }
      sum += across * reach.weight(ofRow: row)
    }
    return sum / reach.size
  }

  /// The mean of the green channel of a colour picture, or of a grey picture; `nil` as above.
  static func green(of pixels: PixelBuffer, in area: FaceBox) -> Double? {
    guard let reach = Reach(area, in: pixels) else { return nil }
    let bytes = pixels.bytes.span
    let step = pixels.channels.rawValue
    var sum = 0.0
    for row in reach.rows {
      var across = 0.0
      let start = row &* pixels.rowStride &+ (step == 3 ? 1 : 0)
      for column in reach.columns {
        across += Double(bytes[start &+ step &* column]) * reach.weight(ofColumn: column)
      }
      sum += across * reach.weight(ofRow: row)
    }
    return sum / reach.size
  }

  /// The pixels that an area touches.
  private struct Reach {
    let left: Double
    let top: Double
    let right: Double
    let bottom: Double
    let columns: Range<Int>
    let rows: Range<Int>

    init?(_ area: FaceBox, in pixels: PixelBuffer) {
      let reach = -1e6...1e6
      guard reach.contains(area.x), reach.contains(area.y), area.width > 0, area.width < 1e6,
        area.height > 0, area.height < 1e6
      else { return nil }
      left = max(area.x, 0)
      top = max(area.y, 0)
      right = min(area.x + area.width, Double(pixels.width))
      bottom = min(area.y + area.height, Double(pixels.height))
      guard left < right, top < bottom,
        (right - left) * (bottom - top) >= 0.5 * area.width * area.height
      else { return nil }
      columns = Int(left)..<Int(right.rounded(.up))
      rows = Int(top)..<Int(bottom.rounded(.up))
    }

    var size: Double { (right - left) * (bottom - top) }

    func weight(ofColumn column: Int) -> Double {
      min(right, Double(column &+ 1)) - max(left, Double(column))
    }

    func weight(ofRow row: Int) -> Double {
      min(bottom, Double(row &+ 1)) - max(top, Double(row))
    }
  }
}
