/// How depth maps are scaled.
enum DepthScale {
  /// Metres per step.
  static let unit = 0.0001
  /// Distance of the background, in centimetres.
  static let background: Float = 250

  /// Steps of a distance in centimetres.
  static func steps(_ centimetres: Float) -> UInt16 {
    UInt16(clamp(min(centimetres, background) * 100 + 0.5, 1, 65_535))
  }
}
