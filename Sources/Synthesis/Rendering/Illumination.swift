/// Distant light from one direction.
struct Light: Sendable {
  /// Towards the light, length 1.
  var direction: Vector3
  var colour: Vector3
  /// Strong lights are mirrored by glossy surfaces; the light of walls and sky is not.
  var isKey: Bool
}

/// How a surface scatters light.
struct Material: Sendable {
  /// Strength of the mirrored light at normal incidence.
  var specular: Float = 0.03
  /// Narrowness of the highlight.
  var sharpness: Float = 24
  /// How far light creeps around the edge of a shadow, per colour (skin lets red through).
  var wrap = Vector3(0)

  static let skin = Material(specular: 0.028, sharpness: 16, wrap: Vector3(0.26, 0.12, 0.08))
  static let hair = Material(specular: 0.05, sharpness: 14, wrap: Vector3(0.1))
  static let cloth = Material(specular: 0, sharpness: 8, wrap: Vector3(0.05))
  static let frame = Material(specular: 0.35, sharpness: 60, wrap: Vector3(0))
}

/// Light and shadow of a scene, found at the points of its meshes.
///
/// Each light looks at all points from its side and keeps the nearest per cell (a shadow map);
/// what lies clearly behind is in shadow. Many weak lights around the scene make soft daylight and
/// the dimness of hollows.
struct Illumination: Sendable {
  let lights: [Light]
  let materials: [Material]
  let viewpoint: Vector3

  /// Lights all points of all meshes.
  ///
  /// `spacing` is the meshes' typical distance between points, in centimetres.
  func apply(to meshes: inout [Mesh], spacing: Float) {
    for i in meshes.indices {
      for j in meshes[i].diffuse.indices {
        meshes[i].diffuse[j] = Vector3(0)
        meshes[i].gloss[j] = Vector3(0)
      }
    }
    let cell = max(0.5, spacing * 1.7)
    for light in lights {
      let shadow = ShadowMap(meshes, towards: light.direction, cell: cell)
      for i in meshes.indices { shine(light, shadow, on: &meshes[i]) }
    }
  }

  private func shine(_ light: Light, _ shadow: ShadowMap, on mesh: inout Mesh) {
    for j in mesh.positions.indices {
      let normal = mesh.normals[j]
      let material = materials[Int(mesh.materials[j])]
      let facing = normal.dot(light.direction)
      let reach = max(facing + max(material.wrap.x, 0.02), 0)
      if reach <= 0 { continue }
      let visible = shadow.visibility(of: mesh.positions[j], facing: facing)
      if visible <= 0.003 { continue }
      let wrap = material.wrap
      let scattered = Vector3(
        max(0, (facing + wrap.x) / (1 + wrap.x)), max(0, (facing + wrap.y) / (1 + wrap.y)),
        max(0, (facing + wrap.z) / (1 + wrap.z)))
      mesh.diffuse[j] += light.colour * scattered * visible
      guard light.isKey, material.specular > 0, facing > 0 else { continue }
      let view = (viewpoint - mesh.positions[j]).normalized
      let half = (view + light.direction).normalized
      let closeness = max(0, half.dot(normal))
      // A Gaussian lobe with Schlick's Fresnel factor (Computer Graphics Forum 13, 1994).
      let grazing = 1 - max(0, view.dot(normal))
      let square = grazing * grazing
      let fresnel = material.specular + (1 - material.specular) * 0.5 * square * square * grazing
      let lobe = Elementary.exp(-material.sharpness * 2 * (1 - closeness))
      let strength =
        fresnel * lobe * visible * min(1, facing * 4)
        * (0.6 + material.sharpness / 24)
      mesh.gloss[j] += light.colour * strength
    }
  }
}

/// The points of a scene nearest to a light, per cell of a plane across its direction.
private struct ShadowMap {
  private static let reach: Float = 26
  private let across: Vector3
  private let along: Vector3
  private let direction: Vector3
  private let size: Int
  private let perCell: Float
  private var nearest: [Float]
  private let bias: Float

  init(_ meshes: [Mesh], towards direction: Vector3, cell: Float) {
    self.direction = direction
    let helper = abs(direction.y) < 0.9 ? Vector3(0, 1, 0) : Vector3(1, 0, 0)
    across = helper.cross(direction).normalized
    along = direction.cross(across)
    perCell = 1 / cell
    size = Int(2 * Self.reach / cell) + 2
    bias = 0.3 + 0.5 * cell
    nearest = Array(repeating: -1000, count: size * size)
    for mesh in meshes {
      for i in mesh.positions.indices where mesh.isSolid[i] {
        let (x, y) = place(mesh.positions[i])
        let column = Int(x + 0.5)
        let row = Int(y + 0.5)
        guard column >= 0, row >= 0, column < size, row < size else { continue }
        let depth = mesh.positions[i].dot(direction)
        if depth > nearest[row * size + column] { nearest[row * size + column] = depth }
      }
    }
  }

  private func place(_ p: Vector3) -> (Float, Float) {
    (
      clamp((p.dot(across) + Self.reach) * perCell, -1, 10_000),
      clamp((p.dot(along) + Self.reach - 6) * perCell, -1, 10_000)
    )
  }

  /// The share of the light that reaches a point, 0…1.
  func visibility(of p: Vector3, facing: Float) -> Float {
    let (x, y) = place(p)
    let column = Int(x)
    let row = Int(y)
    guard column >= 0, row >= 0, column + 1 < size, row + 1 < size, x >= 0, y >= 0 else { return 1 }
    let depth = p.dot(direction)
    // Grazing light needs more slack, or surfaces would shade themselves.
    let slack = bias * (1 + 1.2 * (1 - abs(facing)))
    let fx = x - Float(column)
    let fy = y - Float(row)
    let i = row * size + column
    let a = open(nearest[i] - depth - slack)
    let b = open(nearest[i + 1] - depth - slack)
    let c = open(nearest[i + size] - depth - slack)
    let d = open(nearest[i + size + 1] - depth - slack)
    return mix(mix(a, b, fx), mix(c, d, fx), fy)
  }

  private func open(_ behind: Float) -> Float { 1 - clamp(behind * 1.6) }
}
