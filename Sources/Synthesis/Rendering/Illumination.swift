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
    // Wide enough for hair, whose points lie farther apart, to leave no gaps.
    let cell = max(0.65, spacing * 1.7)
    let shadows = ShadowMaps(meshes, lights, cell: cell)
    for i in meshes.indices { shine(on: &meshes[i], shadows) }
  }

  /// All lights on one point, then the next: what they share is found once.
  private func shine(on mesh: inout Mesh, _ shadows: ShadowMaps) {
    for j in mesh.positions.indices {
      let normal = mesh.normals[j]
      let position = mesh.positions[j]
      let material = materials[Int(mesh.materials[j])]
      let wrap = material.wrap
      let spread = Vector3(1 / (1 + wrap.x), 1 / (1 + wrap.y), 1 / (1 + wrap.z))
      let shine = Shine(material, position, normal, viewpoint)
      var diffuse = Vector3(0)
      var gloss = Vector3(0)
      for k in lights.indices {
        let direction = lights[k].direction
        let facing = normal.dot(direction)
        if facing + max(wrap.x, 0.02) <= 0 { continue }
        let visible = shadows.visibility(k, of: position, facing: facing)
        if visible <= 0.003 { continue }
        let scattered = Vector3(
          max(0, facing + wrap.x), max(0, facing + wrap.y), max(0, facing + wrap.z))
        diffuse += lights[k].colour * scattered * spread * visible
        guard lights[k].isKey, material.specular > 0, facing > 0 else { continue }
        gloss += lights[k].colour * (shine(direction, facing: facing) * visible)
      }
      mesh.diffuse[j] = diffuse
      mesh.gloss[j] = gloss
    }
  }
}

/// What a point of a surface mirrors towards the camera.
private struct Shine {
  private let view: Vector3
  private let normal: Vector3
  private let sharpness: Float
  private let strength: Float

  @inline(__always)
  init(_ material: Material, _ position: Vector3, _ normal: Vector3, _ viewpoint: Vector3) {
    self.normal = normal
    view = (viewpoint - position).normalized
    sharpness = material.sharpness
    // Schlick's Fresnel factor (Computer Graphics Forum 13, 1994).
    let grazing = 1 - max(0, view.dot(normal))
    let square = grazing * grazing
    strength =
      (material.specular + (1 - material.specular) * 0.5 * square * square * grazing)
      * (0.6 + sharpness / 24)
  }

  /// The share of a light from this direction, in a Gaussian lobe.
  @inline(__always)
  func callAsFunction(_ direction: Vector3, facing: Float) -> Float {
    let closeness = max(0, (view + direction).normalized.dot(normal))
    return strength * Elementary.exp(-sharpness * 2 * (1 - closeness)) * min(1, facing * 4)
  }
}
