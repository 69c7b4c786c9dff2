/// The conditions of one presentation, each drawn by itself.
struct Conditions: Sendable {
  /// Whether the edge of the instrument is in the picture.
  var isBorderVisible = true
  /// How strongly an instrument's own texture shows, 0…1.
  var texture: Float = 0.5
  /// Centimetres from which a real face looks as large as this one.
  var distance: Float = 45
  var lighting = LightingKind.office
  var pose = Pose()
  var expression = ExpressionKind.neutral
  /// Noise of the sensor, in 8-bit steps in a bright room.
  var noise: Float = 2
  var isHandHeld = false
  var device = 0
}

/// Somebody in one session: the head, and what is worn with it.
struct Person: Sendable {
  var identity: Identity
  /// Clothes of a session.
  var clothesKey: UInt64
}

/// What the camera saw.
struct Shot: Sendable {
  let width: Int
  let height: Int
  /// Rows of RGB, 8-bit sRGB.
  let bytes: [UInt8]
  /// Distance from the camera in centimetres, infinite where only the background is.
  let depth: [Float]
  /// The visible face, in pixels.
  let face: (x: Float, y: Float, width: Float, height: Float)
}

/// Renders presentations of one size with one seed's cameras.
struct Studio: Sendable {
  let width: Int
  let height: Int
  let seed: UInt64

  /// Somebody before the camera, with or without a mask.
  func sitter(
    _ person: Person, mask: Mask? = nil, _ conditions: Conditions, key: UInt64
  ) -> Shot {
    var stream = SeededStream(key: key)
    let camera = CameraModel(device: conditions.device, seed: seed)
    let lighting = Lighting(conditions.lighting, &stream)
    let view = projection(camera, distance: conditions.distance, &stream)
    let backdrop = Backdrop.picture(
      width: width, height: height, light: lighting.background, &stream)
    var clothes = SeededStream(key: person.clothesKey)
    var sitter = Sitter(
      person.identity, conditions.expression.drawn(&stream), conditions.pose,
      clothes: Clothes(&clothes), density: 2 * view.focal / conditions.distance, mask: mask)
    sitter.light(lighting.lights, viewpoint: view.viewpoint)
    var raster = Raster(width: width * 2, height: height * 2)
    sitter.draw(into: &raster, view.scaled(2))
    let bounds = sitter.faceBounds(view)
    return shot(
      raster, over: backdrop, camera, lighting, conditions,
      face: (
        bounds.low.x, bounds.low.y, bounds.high.x - bounds.low.x, bounds.high.y - bounds.low.y
      ), &stream)
  }

  /// A print or a screen before the camera; `holder` is the skin of the hand, if there is one.
  func instrument(
    _ kind: InstrumentKind, of target: Person, seriesKey: UInt64, holder: Vector3?,
    _ conditions: Conditions, key: UInt64
  ) -> Shot {
    var stream = SeededStream(key: key)
    let camera = CameraModel(device: conditions.device, seed: seed)
    let lighting = Lighting(conditions.lighting, &stream)
    let backdrop = Backdrop.picture(
      width: width, height: height, light: lighting.background, &stream)
    let layout = InstrumentLayout(
      kind, conditions, focal: camera.focal, frameAspect: Float(height) / Float(width), &stream)
    var view = projection(camera, distance: layout.distance, &stream)
    view.distance = layout.distance
    view.centreX = Float(width) * (0.5 + stream.uniform(-0.03, 0.03))
    view.centreY = Float(height) * (0.5 + stream.uniform(-0.03, 0.03))
    let source = source(of: target, layout, camera: camera, seriesKey: seriesKey)
    let sheet = layout.sheet
    var meshes = [
      sheet.mesh(columns: 36, rows: 44, material: kind == .print ? layout.paper : 3)
    ]
    var fingers: [(mesh: Mesh, texture: Texture)] = []
    if let holder, conditions.isBorderVisible {
      fingers = sheet.fingers(skin: holder, &stream)
      meshes += fingers.map(\.mesh)
    }
    Illumination(lights: lighting.lights, materials: Sitter.materials, viewpoint: view.viewpoint)
      .apply(to: &meshes, spacing: max(0.4, sheet.width / 36))
    var raster = Raster(width: width * 2, height: height * 2)
    // A pixel of the picture, in centimetres of the sheet.
    let pixel = layout.distance / view.focal
    let device = SeededStream(key: seriesKey).key(1)
    var instrumentStream = SeededStream(key: device)
    if kind == .print {
      let surface = PrintSurface(
        source.picture, sheet: sheet, border: layout.side,
        method: PrintSurface.Method.allCases[instrumentStream.index(3)],
        strength: conditions.texture, cell: pixel * instrumentStream.uniform(1.7, 2.7),
        &instrumentStream)
      raster.draw(meshes[0], surface, view.scaled(2))
    } else {
      let surface = ScreenSurface(
        source.picture, sheet: sheet, side: layout.side, ends: layout.ends,
        pitch: pixel * stream.uniform(0.85, 1.75), strength: conditions.texture,
        brightness: stream.uniform(0.9, 1.9) * (0.45 + 0.55 * lighting.level),
        reflected: lighting.surroundings, &stream)
      raster.draw(meshes[0], surface, view.scaled(2))
    }
    for i in fingers.indices {
      raster.draw(meshes[i + 1], SolidSurface(texture: fingers[i].texture), view.scaled(2))
    }
    return shot(
      raster, over: backdrop, camera, lighting, conditions,
      face: seen(source.face, source.picture, layout, view), &stream)
  }

  /// The picture that an instrument shows: the target, photographed at another time.
  private func source(
    of target: Person, _ layout: InstrumentLayout, camera: CameraModel, seriesKey: UInt64
  ) -> (picture: LinearImage, face: (x: Float, y: Float, width: Float, height: Float)) {
    var stream = SeededStream(key: seriesKey)
    var conditions = Conditions()
    conditions.distance = layout.sourceDistance
    conditions.lighting = [LightingKind.office, .window, .lamp, .daylight][stream.index(4)]
    conditions.pose = Pose(
      yaw: stream.uniform(-0.16, 0.16), pitch: stream.uniform(-0.08, 0.08),
      roll: stream.uniform(-0.05, 0.05))
    conditions.expression = [ExpressionKind.neutral, .smile, .talking][stream.index(3)]
    conditions.noise = stream.uniform(0.6, 1.6)
    conditions.device = 1000 + stream.index(3)
    let share = min(0.9, layout.share)
    let columns = max(16, Int(Float(width) * share))
    let rows = max(16, Int(Float(columns) * layout.pictureAspect))
    let studio = Studio(width: columns, height: rows, seed: seed)
    let shot = studio.sitter(target, conditions, key: stream.next())
    let table = (0..<256).map { Colour.linear(Float($0) / 255) }
    var picture = LinearImage(width: columns, height: rows)
    for i in picture.pixels.indices {
      picture.pixels[i] = SIMD4(
        table[Int(shot.bytes[3 * i])], table[Int(shot.bytes[3 * i + 1])],
        table[Int(shot.bytes[3 * i + 2])], 0)
    }
    return (picture, shot.face)
  }

  /// Where a face of the source is seen in the picture of the instrument.
  private func seen(
    _ face: (x: Float, y: Float, width: Float, height: Float), _ picture: LinearImage,
    _ layout: InstrumentLayout, _ view: Projection
  ) -> (x: Float, y: Float, width: Float, height: Float) {
    let scaleX = (layout.sheet.width - 2 * layout.side) / Float(picture.width)
    let scaleY = (layout.sheet.height - 2 * layout.ends) / Float(picture.height)
    var low = (x: Float.infinity, y: Float.infinity)
    var high = (x: -Float.infinity, y: -Float.infinity)
    for step in 0..<16 {
      let angle = Float(step) * (6.283_185_3 / 16)
      let x = face.x + face.width * (0.5 + 0.5 * Elementary.cos(angle))
      let y = face.y + face.height * (0.5 + 0.5 * Elementary.sin(angle))
      let p = view(layout.sheet.point(layout.side + x * scaleX, layout.ends + y * scaleY))
      low = (min(low.x, p.x), min(low.y, p.y))
      high = (max(high.x, p.x), max(high.y, p.y))
    }
    return (low.x, low.y, high.x - low.x, high.y - low.y)
  }

  private func projection(
    _ camera: CameraModel, distance: Float, _ stream: inout SeededStream
  ) -> Projection {
    Projection(
      focal: camera.focal * Float(width),
      centreX: Float(width) * (0.5 + stream.uniform(-0.05, 0.05)),
      centreY: Float(height) * (0.44 + stream.uniform(-0.04, 0.04)), distance: distance + 9)
  }

  private func shot(
    _ raster: Raster, over backdrop: LinearImage, _ camera: CameraModel, _ lighting: Lighting,
    _ conditions: Conditions, face: (x: Float, y: Float, width: Float, height: Float),
    _ stream: inout SeededStream
  ) -> Shot {
    let exposure = stream.uniform(0.85, 1.2)
    let bytes = camera.capture(
      raster.resolved(over: backdrop), noise: conditions.noise, level: lighting.level,
      exposure: exposure, stream: &stream)
    return Shot(
      width: width, height: height, bytes: bytes, depth: raster.resolvedDepth(), face: face)
  }
}
