/// A point, direction or linear-light colour.
struct Vector3: Sendable, Hashable {
  var x: Float
  var y: Float
  var z: Float

  init(_ x: Float, _ y: Float, _ z: Float) {
    self.x = x
    self.y = y
    self.z = z
  }

  /// The first three of four values.
  init(_ four: SIMD4<Float>) { self.init(four.x, four.y, four.z) }

  /// The same value three times.
  init(_ value: Float) { self.init(value, value, value) }

  static func + (a: Vector3, b: Vector3) -> Vector3 { Vector3(a.x + b.x, a.y + b.y, a.z + b.z) }
  static func - (a: Vector3, b: Vector3) -> Vector3 { Vector3(a.x - b.x, a.y - b.y, a.z - b.z) }
  static func * (a: Vector3, b: Vector3) -> Vector3 { Vector3(a.x * b.x, a.y * b.y, a.z * b.z) }
  static func * (a: Vector3, s: Float) -> Vector3 { Vector3(a.x * s, a.y * s, a.z * s) }
  static func += (a: inout Vector3, b: Vector3) { a = a + b }

  func dot(_ b: Vector3) -> Float { x * b.x + y * b.y + z * b.z }

  func cross(_ b: Vector3) -> Vector3 {
    Vector3(y * b.z - z * b.y, z * b.x - x * b.z, x * b.y - y * b.x)
  }

  var length: Float { dot(self).squareRoot() }

  /// Length 1, or towards the camera when there is no direction.
  var normalized: Vector3 {
    let l = length
    return l > 1e-12 ? self * (1 / l) : Vector3(0, 0, 1)
  }

  /// Mean of a colour's channels, weighted as Rec. 709 luminance.
  var luminance: Float { 0.2126 * x + 0.7152 * y + 0.0722 * z }

  static func mix(_ a: Vector3, _ b: Vector3, _ t: Float) -> Vector3 { a + (b - a) * t }
}
