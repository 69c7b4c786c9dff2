#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Imaging
import Subsystems

/// Measures the power spectrum of a face's luma.
///
/// Frequencies are counted in cycles per face. Holds the transform's buffers, so that a worker
/// measures one picture after another without asking for memory.
struct SpectrumFeatures {
  /// What was measured.
  struct Values: Equatable {
    /// log₁₀ of the energy of fine detail over that of coarse shapes.
    var detail: Double
    /// log₁₀ of the highest power over the geometric mean of its ring, both of 3 × 3 cells.
    var peak: Double
  }

  /// Width and height of the measured luma, in pixels.
  static let side = 128
  /// Rings of coarse shapes, and of fine detail.
  private static let coarse = 2..<8
  private static let fine = 24..<64
  /// Rings that are searched for peaks, and the rows and columns next to the axes that are not:
  /// the edges of faces and of JPEG blocks lie there.
  private static let searched = 12..<60
  private static let axis = 3

  /// Every constant, for the card.
  static var settings: [CardSetting] {
    [
      CardSetting("window", "hann"),
      CardSetting("coarse_from", Double(coarse.lowerBound)),
      CardSetting("coarse_to", Double(coarse.upperBound)),
      CardSetting("fine_from", Double(fine.lowerBound)),
      CardSetting("fine_to", Double(fine.upperBound)),
      CardSetting("search_from", Double(searched.lowerBound)),
      CardSetting("search_to", Double(searched.upperBound)),
      CardSetting("axis_width", Double(axis)),
      CardSetting("power_floor", 1),
    ]
  }

  private var transform: DiscreteFourierTransform
  private let window = Window.hann(width: side, height: side)
  /// The ring, a whole number of cycles, of every cell of the half plane.
  private let rings: [Int]

  /// Makes room; `nil` when transforms are not to be had.
  init?() {
    guard let transform = DiscreteFourierTransform(width: Self.side, height: Self.side) else {
      return nil
    }
    self.transform = transform
    let columns = Self.side / 2 + 1
    rings = (0..<Self.side * columns).map { cell in
      let row = cell / columns
      let v = Double(row <= Self.side / 2 ? row : row - Self.side)
      let u = Double(cell % columns)
      return Int((u * u + v * v).squareRoot())
    }
  }

  /// Measures a face; `nil` when it has no structure at all.
  mutating func measure(_ luma: PixelBuffer) -> Values? {
    let sum = luma.bytes.reduce(0) { $0 &+ Int($1) }
    let mean = Double(sum) / Double(luma.bytes.count)
    guard let spectrum = transform.powerSpectrum(of: luma, less: mean, window: window) else {
      return nil
    }
    var energy = [Double](repeating: 0, count: Self.side)
    let power = spectrum.halfPlane.span
    for cell in power.indices { energy[rings[cell]] += power[cell] }
    let coarse = energy[Self.coarse].reduce(0, +)
    let fine = energy[Self.fine].reduce(0, +)
    guard coarse > 1, fine > 0 else { return nil }
    return Values(detail: log10(fine / coarse), peak: prominence(in: spectrum.halfPlane))
  }

  /// log₁₀ of the highest cell over its ring's geometric mean.
  private func prominence(in power: [Double]) -> Double {
    let side = Self.side
    let columns = side / 2 + 1
    let last = Self.searched.upperBound
    var logarithms = [Double](repeating: 0, count: last)
    var products = [Double](repeating: 1, count: last)
    var counts = [Double](repeating: 0, count: last)
    var highest = [Double](repeating: 0, count: last)
    let rows = Array(Self.axis..<last) + Array((side - last + 1)..<(side - Self.axis + 1))
    let power = power.span
    let rings = rings.span
    for row in rows {
      let above = (row - 1) &* columns
      let here = row &* columns
      let below = (row + 1) % side &* columns
      // Sums of three cells above each other; each serves three places.
      var left = 0.0
      var middle = power[above &+ Self.axis &- 1] + power[here &+ Self.axis &- 1]
      middle += power[below &+ Self.axis &- 1]
      var right = power[above &+ Self.axis] + power[here &+ Self.axis] + power[below &+ Self.axis]
      for u in Self.axis..<last {
        left = middle
        middle = right
        right = power[above &+ u &+ 1] + power[here &+ u &+ 1] + power[below &+ u &+ 1]
        let ring = rings[here &+ u]
        guard ring >= Self.searched.lowerBound, ring < last else { continue }
        let sum = 1 + left + middle + right
        highest[ring] = max(highest[ring], sum)
        counts[ring] += 1
        // One logarithm for many factors: none is above 1e15, so no product overflows.
        products[ring] *= sum
        if products[ring] > 1e200 {
          logarithms[ring] += log10(products[ring])
          products[ring] = 1
        }
      }
    }
    var prominence = 0.0
    for ring in Self.searched where counts[ring] > 0 {
      let mean = (logarithms[ring] + log10(products[ring])) / counts[ring]
      prominence = max(prominence, log10(highest[ring]) - mean)
    }
    return prominence
  }
}
