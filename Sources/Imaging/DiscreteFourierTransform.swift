internal import CGSL

/// Two-dimensional Fourier transforms of real pictures of one size.
///
/// Holds the tables and buffers that transforms need, so that one worker can do many without
/// asking for memory; not for use by two workers at once. Rows are transformed as real sequences;
/// of the columns, only those that a real picture does not already decide. Based on GSL's
/// mixed-radix transforms (Temperton, 1983): fast for sides whose prime factors are at most 7,
/// quadratic in larger ones.
public final class DiscreteFourierTransform {
  /// Width of the pictures, 2…8192.
  public let width: Int
  /// Height of the pictures, 2…8192.
  public let height: Int
  private let across: RealSequenceTransform
  private let downReal: RealSequenceTransform
  private let downComplex: ComplexSequenceTransform
  private var rows: [Double]
  private var column: [Double]

  /// Makes room for pictures of one size; `nil` when a side is not in 2…8192, or there is no
  /// memory.
  public init?(width: Int, height: Int) {
    let sides = 2...8192
    guard sides.contains(width), sides.contains(height), GSL.isQuiet,
      let across = RealSequenceTransform(count: width),
      let downReal = RealSequenceTransform(count: height),
      let downComplex = ComplexSequenceTransform(count: height)
    else { return nil }
    self.width = width
    self.height = height
    self.across = across
    self.downReal = downReal
    self.downComplex = downComplex
    rows = [Double](repeating: 0, count: width * height)
    column = [Double](repeating: 0, count: 2 * height)
  }

  /// The power spectrum of `width * height` values, row by row; `nil` when there are not so many.
  public func powerSpectrum(of values: [Double]) -> PowerSpectrum? {
    guard values.count == width * height else { return nil }
    rows = values
    return transformed()
  }

  /// The power spectrum of a grey picture's values, 0…255, less `mean`, times a window of
  /// `width * height` weights where one is given; `nil` when the picture or window has another
  /// size, or the picture is not grey.
  public func powerSpectrum(
    of picture: PixelBuffer, less mean: Double = 0, window: [Double]? = nil
  ) -> PowerSpectrum? {
    guard picture.channels == .grey, picture.width == width, picture.height == height,
      window.map({ $0.count == width * height }) ?? true
    else { return nil }
    load(picture.bytes.span, less: mean, window: window, into: &rows)
    return transformed()
  }

  /// Transforms `rows` in place and squares.
  private func transformed() -> PowerSpectrum {
    let columns = width / 2 + 1
    var power = [Double](repeating: 0, count: columns * height)
    for row in 0..<height { across.transform(&rows, from: row * width) }
    // A transformed row holds the real part of frequency 0, then real and imaginary parts of
    // 1, 2, …, and for an even width at last the real part of width / 2: the columns of the first
    // and the last are real.
    transformRealColumn(at: 0, as: 0, into: &power)
    for u in 1..<((width + 1) / 2) { transformComplexColumn(at: 2 * u - 1, as: u, into: &power) }
    if width % 2 == 0 { transformRealColumn(at: width - 1, as: columns - 1, into: &power) }
    return PowerSpectrum(width: width, height: height, halfPlane: power)
  }

  private func transformRealColumn(at place: Int, as u: Int, into power: inout [Double]) {
    let columns = width / 2 + 1
    for row in 0..<height { column[row] = rows[row &* width &+ place] }
    downReal.transform(&column, from: 0)
    power[u] = column[0] * column[0]
    for v in 1..<((height + 1) / 2) {
      let real = column[2 * v - 1]
      let imaginary = column[2 * v]
      let square = real * real + imaginary * imaginary
      power[v * columns + u] = square
      power[(height - v) * columns + u] = square
    }
    if height % 2 == 0 {
      power[height / 2 * columns + u] = column[height - 1] * column[height - 1]
    }
  }

  private func transformComplexColumn(at place: Int, as u: Int, into power: inout [Double]) {
    let columns = width / 2 + 1
    gatherPairs(rows, from: place, stride: width, into: &column)
    downComplex.transform(&column)
    square(column, into: &power, from: u, stride: columns)
  }
}

/// Squared magnitudes of complex numbers, as a column of the spectrum.
private func square(
  _ spectrum: [Double], into power: inout [Double], from u: Int, stride: Int
) {
  let spectrum = spectrum.span
  for v in 0..<(spectrum.count / 2) {
    let real = spectrum[2 &* v]
    let imaginary = spectrum[2 &* v &+ 1]
    power[v &* stride &+ u] = real * real + imaginary * imaginary
  }
}

private func load(
  _ pixels: borrowing Span<UInt8>, less mean: Double, window: [Double]?, into rows: inout [Double]
) {
  var rows = rows.mutableSpan
  for index in 0..<rows.count { rows[index] = Double(pixels[index]) - mean }
  guard let window = window?.span else { return }
  for index in 0..<rows.count { rows[index] *= window[index] }
}

/// Copies two neighbouring columns as real and imaginary parts.
private func gatherPairs(
  _ rows: [Double], from place: Int, stride: Int, into column: inout [Double]
) {
  let rows = rows.span
  var column = column.mutableSpan
  for row in 0..<(column.count / 2) {
    column[2 &* row] = rows[row &* stride &+ place]
    column[2 &* row &+ 1] = rows[row &* stride &+ place &+ 1]
  }
}
