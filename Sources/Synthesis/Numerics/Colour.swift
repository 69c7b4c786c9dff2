/// Conversions between display values and linear light.
enum Colour {
  /// Linear-light colour of an sRGB triple 0…255 (IEC 61966-2-1).
  static func linear(_ red: Float, _ green: Float, _ blue: Float) -> Vector3 {
    Vector3(linear(red / 255), linear(green / 255), linear(blue / 255))
  }

  /// Linear light of an sRGB value 0…1 (IEC 61966-2-1).
  static func linear(_ value: Float) -> Float {
    value <= 0.040_45 ? value / 12.92 : Elementary.pow((value + 0.055) / 1.055, 2.4)
  }

  /// Linear light of every 8-bit sRGB value.
  static let linearBytes = (0..<256).map { linear(Float($0) / 255) }

  /// The sRGB value 0…1 of linear light 0…1 (IEC 61966-2-1).
  static func encoded(_ value: Float) -> Float {
    value <= 0.003_130_8 ? value * 12.92 : 1.055 * Elementary.pow(value, 1 / 2.4) - 0.055
  }
}
