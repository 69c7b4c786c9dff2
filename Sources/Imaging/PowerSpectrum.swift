/// Squared magnitudes of a real picture's two-dimensional discrete Fourier transform.
///
/// The spectrum of a real picture is symmetric, |F(u, v)| = |F(−u, −v)|, so only columns
/// 0…width/2 are kept. Unnormalised: the sum over all frequencies is width · height times the sum
/// of squared values (Parseval).
public struct PowerSpectrum: Sendable, Hashable {
  /// Width of the picture, and number of horizontal frequencies.
  public let width: Int
  /// Height of the picture, and number of vertical frequencies.
  public let height: Int
  /// Rows of `width / 2 + 1` powers, from frequency (0, 0) on, both directions in the order of
  /// `numpy.fft.rfft2`.
  public let halfPlane: [Double]

  /// Horizontal frequencies that are kept.
  public var columns: Int { width / 2 + 1 }

  init(width: Int, height: Int, halfPlane: [Double]) {
    self.width = width
    self.height = height
    self.halfPlane = halfPlane
  }

  /// The power at a frequency in cycles per width and per height; frequencies repeat.
  public subscript(horizontal u: Int, vertical v: Int) -> Double {
    let column = (u % width + width) % width
    let row = (v % height + height) % height
    return column < columns
      ? halfPlane[row * columns + column]
      : halfPlane[(height - row) % height * columns + width - column]
  }
}
