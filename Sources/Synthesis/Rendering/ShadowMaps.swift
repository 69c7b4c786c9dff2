/// The points of a scene nearest to each of its lights, per cell of a plane across the light's
/// direction.
struct ShadowMaps: Sendable {
  private static let reach: Float = 26
  private let beams: [Beam]
  private let size: Int
  /// The cells of all lights, one light after the other.
  private var nearest: [Float]
  private let bias: Float

  /// How a light sees a point: what its x, y and z add to its column, row and height.
  private struct Beam: Sendable {
    let perX: SIMD4<Float>
    let perY: SIMD4<Float>
    let perZ: SIMD4<Float>
    let origin: SIMD4<Float>

    init(_ direction: Vector3, perCell: Float) {
      let helper = abs(direction.y) < 0.9 ? Vector3(0, 1, 0) : Vector3(1, 0, 0)
      let across = helper.cross(direction).normalized
      let along = direction.cross(across)
      perX = SIMD4(across.x * perCell, along.x * perCell, direction.x, 0)
      perY = SIMD4(across.y * perCell, along.y * perCell, direction.y, 0)
      perZ = SIMD4(across.z * perCell, along.z * perCell, direction.z, 0)
      origin = SIMD4(ShadowMaps.reach * perCell, (ShadowMaps.reach - 6) * perCell, 0, 0)
    }

    @inline(__always)
    func callAsFunction(_ p: Vector3) -> SIMD4<Float> {
      origin + perX * p.x + perY * p.y + perZ * p.z
    }
  }

  init(_ meshes: [Mesh], _ lights: [Light], cell: Float) {
    beams = lights.map { Beam($0.direction, perCell: 1 / cell) }
    size = Int(2 * Self.reach / cell) + 2
    bias = 0.3 + 0.5 * cell
    nearest = Array(repeating: -1000, count: lights.count * size * size)
    for mesh in meshes { add(mesh) }
  }

  private mutating func add(_ mesh: Mesh) {
    let limit = Float(size) - 0.5
    for i in mesh.positions.indices where mesh.isSolid[i] {
      let position = mesh.positions[i]
      for light in beams.indices {
        let place = beams[light](position)
        guard place.x >= -0.5, place.y >= -0.5, place.x < limit, place.y < limit else { continue }
        let (column, row) = (latticeCell(place.x + 0.5), latticeCell(place.y + 0.5))
        let cell = (light * size + max(0, row)) * size + max(0, column)
        if place.z > nearest[cell] { nearest[cell] = place.z }
      }
    }
  }

  /// The share of a light that reaches a point, 0…1, by the light's number.
  @inline(__always)
  func visibility(_ light: Int, of p: Vector3, facing: Float) -> Float {
    let place = beams[light](p)
    let last = Float(size - 1)
    guard place.x >= 0, place.y >= 0, place.x < last, place.y < last else { return 1 }
    let (column, row) = (max(0, latticeCell(place.x)), max(0, latticeCell(place.y)))
    // Grazing light needs more slack, or surfaces would shade themselves.
    let slack = bias * (1 + 1.2 * (1 - abs(facing)))
    let i = (light * size + row) * size + column
    let around = SIMD4(nearest[i], nearest[i + 1], nearest[i + size], nearest[i + size + 1])
    let open = 1 - clamp((around - (place.z + slack)) * 1.6, 0, 1)
    let (fx, fy) = (place.x - Float(column), place.y - Float(row))
    return mix(mix(open.x, open.y, fx), mix(open.z, open.w, fx), fy)
  }
}
