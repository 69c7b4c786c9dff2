/// A pinhole camera on the z axis that looks at the origin.
struct Projection: Sendable {
  /// Focal length in pixels.
  var focal: Float
  /// Where the origin is seen, in pixels.
  var centreX: Float
  var centreY: Float
  /// From the camera to the plane z = 0, in centimetres.
  var distance: Float

  /// Where a point is seen, and how far from the camera's plane.
  func callAsFunction(_ p: Vector3) -> (x: Float, y: Float, depth: Float) {
    let depth = max(1, distance - p.z)
    let scale = focal / depth
    return (centreX + p.x * scale, centreY + p.y * scale, depth)
  }

  /// Where the camera stands.
  var viewpoint: Vector3 { Vector3(0, 0, distance) }
}
