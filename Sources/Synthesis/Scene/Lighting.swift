/// Where the light of a scene comes from.
public enum LightingKind: String, Sendable, Hashable, CaseIterable {
  /// Lamps in the ceiling, bright walls.
  case office
  /// A window at one side.
  case window
  /// A warm lamp near the camera.
  case lamp
  /// Under an open sky.
  case daylight
  /// Little light from a weak warm lamp; the camera's noise shows.
  case dim
  /// Bright light from behind, little from the front.
  case backlight
}

/// The light of one scene.
struct Lighting: Sendable {
  /// Lights on the sitter.
  let lights: [Light]
  /// Light on the wall behind.
  let background: Vector3
  /// How much light there is for the camera, 1 in a bright room; noise grows as it falls.
  let level: Float
  /// What a mirror would show on average.
  let surroundings: Vector3

  init(_ kind: LightingKind, _ stream: inout SeededStream) {
    let side: Float = stream.chance(0.5) ? -1 : 1
    let jitter = { (s: inout SeededStream) in s.uniform(-0.15, 0.15) }
    let setup: (key: Vector3, keyColour: Vector3, spread: Float, ambient: Vector3, ground: Float)
    switch kind {
    case .office:
      setup = (
        Vector3(0.25 * side, -0.8, 0.75), Vector3(1.0, 0.98, 0.93) * 0.75, 0.35,
        Vector3(0.95, 0.97, 1.0) * 0.85, 0.5
      )
      (background, level) = (Vector3(0.9, 0.9, 0.88), 1)
    case .window:
      setup = (
        Vector3(1.0 * side, -0.35, 0.75), Vector3(0.95, 1.0, 1.08) * 1.35, 0.22,
        Vector3(0.95, 0.97, 1.0) * 0.42, 0.6
      )
      (background, level) = (Vector3(0.5, 0.52, 0.55), 0.8)
    case .lamp:
      setup = (
        Vector3(0.45 * side, -0.35, 1.0), Vector3(1.15, 0.95, 0.72) * 1.05, 0.15,
        Vector3(1.05, 0.95, 0.82) * 0.4, 0.7
      )
      (background, level) = (Vector3(0.5, 0.44, 0.36), 0.6)
    case .daylight:
      setup = (
        Vector3(0.4 * side, -0.9, 0.6), Vector3(1.0, 0.98, 0.94) * 0.65, 0.3,
        Vector3(0.92, 0.98, 1.08) * 1.1, 0.45
      )
      (background, level) = (Vector3(1.1, 1.15, 1.2), 1.6)
    case .dim:
      setup = (
        Vector3(0.6 * side, -0.55, 0.8), Vector3(1.1, 0.92, 0.72) * 0.7, 0.25,
        Vector3(1.0, 0.93, 0.85) * 0.5, 0.6
      )
      (background, level) = (Vector3(0.3, 0.27, 0.24), 0.22)
    case .backlight:
      setup = (
        Vector3(0.8 * side, -0.6, -0.35), Vector3(1.0, 1.0, 1.0) * 1.5, 0.2,
        Vector3(0.95, 0.98, 1.02) * 0.75, 0.7
      )
      (background, level) = (Vector3(1.7, 1.75, 1.8), 0.8)
    }
    let tint = Vector3(1 + jitter(&stream) * 0.5, 1, 1 + jitter(&stream) * 0.6)
    let strength = stream.uniform(0.85, 1.15)
    let key = Vector3(
      setup.key.x * stream.uniform(0.6, 1.25) + jitter(&stream), setup.key.y + jitter(&stream),
      setup.key.z + jitter(&stream)
    ).normalized
    lights =
      Self.key(key, setup.keyColour * tint * strength, spread: setup.spread)
      + Self.dome(setup.ambient * tint, ground: setup.ground)
    surroundings = setup.ambient * tint * 0.6
  }

  /// A lamp with an extent: four beams around its middle.
  private static func key(_ direction: Vector3, _ colour: Vector3, spread: Float) -> [Light] {
    let helper = abs(direction.y) < 0.9 ? Vector3(0, 1, 0) : Vector3(1, 0, 0)
    let across = helper.cross(direction).normalized
    let along = direction.cross(across)
    return [(1, 0), (-0.5, 0.87), (-0.5, -0.87)].map { (a: Float, b: Float) in
      Light(
        direction: (direction + across * (a * spread) + along * (b * spread)).normalized,
        colour: colour * (1.0 / 3), isKey: true)
    }
  }

  /// Light of walls, sky and floor.
  private static func dome(_ colour: Vector3, ground: Float) -> [Light] {
    let beams: [(Vector3, Float)] = [
      (Vector3(0, -1, 0.15), 0.24), (Vector3(0.75, -0.45, 0.5), 0.2),
      (Vector3(-0.75, -0.45, 0.5), 0.2), (Vector3(0, -0.2, 1), 0.24),
      (Vector3(0.85, 0.3, 0.45), 0.12), (Vector3(-0.85, 0.3, 0.45), 0.12),
      (Vector3(0, 0.8, 0.6), 0.16 * ground),
    ]
    return beams.map { Light(direction: $0.0.normalized, colour: colour * $0.1, isKey: false) }
  }
}
