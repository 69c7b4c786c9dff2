/// The skull and face of one identity with one expression, as horizontal sections.
struct HeadShape: Sendable {
  /// A horizontal section: half-width, and how far it reaches to front and back of its widest place.
  struct Section {
    var width: Float
    var front: Float
    var middle: Float
    var back: Float
  }

  let identity: Identity
  let expression: Expression
  /// Height of the chin's lower edge, lower when the mouth is open.
  let chin: Float
  private let widths: Profile
  private let fronts: Profile
  private let roundness: Float

  init(_ identity: Identity, _ expression: Expression) {
    self.identity = identity
    self.expression = expression
    chin = identity.chin + 0.8 * expression.open
    widths = Profile([
      (0, identity.headWidth), (2.6, identity.cheekWidth),
      (identity.jawHeight, identity.jawWidth + 0.25 * identity.fullness),
      (chin - 1.4, mix(identity.chinWidth, identity.jawWidth, 0.25)), (chin, identity.chinWidth),
    ])
    fronts = Profile([
      (0, 8.75), (4.2, 8.95), (identity.mouthHeight, 9.1),
      (identity.mouthHeight + 1.6, 8.65), (chin - 1.3, 8.75), (chin, 8.3),
    ])
    roundness = 2 / (2.0 + 0.15 * identity.fullness)
  }

  /// The section at a height.
  func section(_ y: Float) -> Section {
    if y < 0 {
      let up = clamp(-y / identity.crown)
      let rise = Elementary.pow(max(0, 1 - Elementary.pow(up, 2.4)), 1 / 2.4)
      let slope = identity.foreheadSlope * up * (1 - up) * 2
      return Section(
        width: identity.headWidth * rise, front: 8.75 * rise - slope, middle: -1 * rise,
        back: -9.8 * rise)
    }
    let start = chin - 2.0
    let end = y > start ? clamp((y - start) / 2.0) : 0
    let close = Elementary.pow(max(0, 1 - end * end * end), 0.5)
    let low = clamp(y / chin)
    let middle = mix(-1, 4.6, low * low)
    let back = mix(-9.8, 3.4, smoothstep(0.25, 1, low))
    return Section(
      width: widths(y) * close, front: middle + (fronts(y) - middle) * mix(1, close, 0.75),
      middle: middle, back: middle - (middle - back) * close)
  }

  /// A direction from the middle of the head, as far as its sections' roundness decides.
  struct Bearing {
    /// Share of a section's width and of its reach to front (positive) or back.
    let across: Float
    let forward: Float
  }

  /// The direction at an angle from straight ahead; the same for all sections.
  func bearing(sine: Float, cosine: Float) -> Bearing {
    Bearing(
      across: Self.signed(sine, roundness), forward: Self.signed(cosine, roundness))
  }

  /// A point of the skull without features.
  @inline(__always)
  func bare(_ section: Section, y: Float, _ bearing: Bearing) -> Vector3 {
    let x = section.width * bearing.across
    let reach =
      bearing.forward > 0 ? section.front - section.middle : section.middle - section.back
    return Vector3(x, y, section.middle + reach * bearing.forward)
  }

  /// The point of the face at a place to the side and below the eyes, in centimetres.
  func point(_ x: Float, _ y: Float) -> Vector3 {
    let section = section(y)
    let share = clamp(abs(x) / max(0.1, section.width))
    let sine = Elementary.pow(share, 1 / roundness)
    var point = bare(
      section, y: y,
      bearing(
        sine: x < 0 ? -sine : sine, cosine: max(0, 1 - sine * sine).squareRoot()))
    point.z += FaceRelief(self)(x, y)
    return point
  }

  /// Angle from straight ahead at a position −1…1 across; points lie densest on the face.
  static func angle(_ across: Float) -> Float {
    2.42 * (0.5 * across + 0.5 * across * across * across)
  }

  /// Height at a position 0…1 from crown to chin.
  func height(_ down: Float) -> Float {
    let eased = (1 - Elementary.cos(down * 3.141_592_7)) / 2
    return mix(-identity.crown, chin, 0.65 * down + 0.35 * eased)
  }

  private static func signed(_ value: Float, _ exponent: Float) -> Float {
    value < 0 ? -Elementary.pow(-value, exponent) : Elementary.pow(value, exponent)
  }

  /// The head as a grid; texture coordinates are those of `FaceTexture` with this density.
  func mesh(columns: Int, rows: Int, layout: FaceLayout) -> Mesh {
    var mesh = Mesh(columns: columns, rows: rows)
    mesh.isClosed = true
    let relief = FaceRelief(self)
    let angles = (0..<columns).map { Self.angle(2 * Float($0) / Float(columns - 1) - 1) }
    let cosines = angles.map(Elementary.cos)
    let bearings = angles.map { bearing(sine: Elementary.sin($0), cosine: Elementary.cos($0)) }
    for row in 0..<rows {
      let y = height(Float(row) / Float(rows - 1))
      let section = section(y)
      for column in 0..<columns {
        let i = row * columns + column
        var point = bare(section, y: y, bearings[column])
        let facing = smoothstep(0.05, 0.45, cosines[column])
        mesh.u[i] = layout.u(point.x)
        mesh.v[i] = layout.v(y)
        if facing > 0 { point.z += facing * relief(point.x, y) }
        mesh.positions[i] = point
      }
    }
    mesh.findNormals()
    return mesh
  }
}

/// Where a face texture lies on the face, and how finely.
struct FaceLayout: Sendable {
  static let left: Float = -9.6
  static let top: Float = -13.4
  static let right: Float = 9.6
  static let bottom: Float = 14.2

  /// Texels per centimetre.
  let density: Float
  let width: Int
  let height: Int

  init(density: Float) {
    self.density = density
    width = Int((Self.right - Self.left) * density) + 2
    height = Int((Self.bottom - Self.top) * density) + 2
  }

  func u(_ x: Float) -> Float { (x - Self.left) * density }
  func v(_ y: Float) -> Float { (y - Self.top) * density }
  func x(_ column: Int) -> Float { Self.left + Float(column) / density }
  func y(_ row: Int) -> Float { Self.top + Float(row) / density }
}
