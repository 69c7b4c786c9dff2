/// An upright 16-bit single-channel picture: depth or infrared, in the dataset's own steps.
public struct DepthMap: Sendable, Hashable {
  /// Width in pixels, at least 1.
  public let width: Int
  /// Height in pixels, at least 1.
  public let height: Int
  /// `width * height` values, row by row.
  public var values: [UInt16]

  /// Wraps values that are already laid out as described.
  ///
  /// - Precondition: `values.count == width * height`, width and height ≥ 1.
  public init(width: Int, height: Int, values: [UInt16]) {
    precondition(width > 0 && height > 0 && values.count == width * height)
    self.width = width
    self.height = height
    self.values = values
  }
}
