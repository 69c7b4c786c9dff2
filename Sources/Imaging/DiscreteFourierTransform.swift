internal import CGSL

/// Two-dimensional Fourier transforms of real pictures of one size.
///
/// Holds the buffers that transforms need, so that one worker can do many without asking for
/// memory. Rows are transformed as real sequences; of the columns, only those that a real picture
/// does not already decide. Based on GSL's radix-2 transforms (Cooley and Tukey, 1965).
public struct DiscreteFourierTransform {
  /// Width of the pictures: a power of two, 2…8192.
  public let width: Int
  /// Height of the pictures: a power of two, 2…8192.
  public let height: Int
  private var rows: [Double]
  private var column: [Double]

  /// Makes room for pictures of one size; `nil` when a side is no power of two in 2…8192.
  public init?(width: Int, height: Int) {
    func isTransformable(_ side: Int) -> Bool {
      (2...8192).contains(side) && side & (side - 1) == 0
    }
    guard isTransformable(width), isTransformable(height), GSL.isQuiet else { return nil }
    self.width = width
    self.height = height
    rows = [Double](repeating: 0, count: width * height)
    column = [Double](repeating: 0, count: 2 * height)
  }

  /// The power spectrum of `width * height` values, row by row; `nil` when there are not so many.
  public mutating func powerSpectrum(of values: [Double]) -> PowerSpectrum? {
    guard values.count == width * height else { return nil }
    for index in values.indices { rows[index] = values[index] }
    return transformed()
  }

  /// The power spectrum of a grey picture's values, 0…255, less `mean`, times a window of
  /// `width * height` weights where one is given; `nil` when the picture or window has another
  /// size, or the picture is not grey.
  public mutating func powerSpectrum(
    of picture: PixelBuffer, less mean: Double = 0, window: [Double]? = nil
  ) -> PowerSpectrum? {
    guard picture.channels == .grey, picture.width == width, picture.height == height,
      window.map({ $0.count == width * height }) ?? true
    else { return nil }
    if let window {
      for index in rows.indices {
        rows[index] = (Double(picture.bytes[index]) - mean) * window[index]
      }
    } else {
      for index in rows.indices { rows[index] = Double(picture.bytes[index]) - mean }
    }
    return transformed()
  }

  /// Transforms `rows` in place and squares.
  private mutating func transformed() -> PowerSpectrum {
    let columns = width / 2 + 1
    var power = [Double](repeating: 0, count: columns * height)
    unsafe rows.withUnsafeMutableBufferPointer { values in
      guard let base = values.baseAddress else { return }
      for row in 0..<height {
        _ = unsafe gsl_fft_real_radix2_transform(base + row * width, 1, width)
      }
    }
    // GSL leaves a row's spectrum half-complex: real parts of 0…width/2 from the front, imaginary
    // parts of 1…width/2−1 from the back. The first and the middle column are thus real.
    realColumn(at: 0, into: 0, of: &power)
    for u in 1..<max(width / 2, 1) { complexColumn(at: u, into: u, of: &power) }
    realColumn(at: width / 2, into: columns - 1, of: &power)
    return PowerSpectrum(width: width, height: height, halfPlane: power)
  }

  private mutating func realColumn(at place: Int, into u: Int, of power: inout [Double]) {
    let columns = width / 2 + 1
    for row in 0..<height { column[row] = rows[row &* width &+ place] }
    unsafe column.withUnsafeMutableBufferPointer { values in
      guard let base = values.baseAddress else { return }
      _ = unsafe gsl_fft_real_radix2_transform(base, 1, height)
    }
    let middle = height / 2
    power[u] = column[0] * column[0]
    power[middle * columns + u] = column[middle] * column[middle]
    for v in 1..<max(middle, 1) {
      let real = column[v]
      let imaginary = column[height - v]
      let square = real * real + imaginary * imaginary
      power[v * columns + u] = square
      power[(height - v) * columns + u] = square
    }
  }

  private mutating func complexColumn(at place: Int, into u: Int, of power: inout [Double]) {
    let columns = width / 2 + 1
    for row in 0..<height {
      column[2 &* row] = rows[row &* width &+ place]
      column[2 &* row &+ 1] = rows[row &* width &+ width &- place]
    }
    unsafe column.withUnsafeMutableBufferPointer { values in
      guard let base = values.baseAddress else { return }
      _ = unsafe gsl_fft_complex_radix2_forward(base, 1, height)
    }
    for v in 0..<height {
      let real = column[2 &* v]
      let imaginary = column[2 &* v &+ 1]
      power[v &* columns &+ u] = real * real + imaginary * imaginary
    }
  }
}
