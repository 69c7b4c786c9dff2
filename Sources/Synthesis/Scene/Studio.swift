/// Sets up scenes of one picture size before one seed's cameras.
struct Studio: Sendable {
  let width: Int
  let height: Int
  let seed: UInt64
  /// How many times larger than a plain camera's picture everything is seen.
  var zoom: Float = 1
  /// Seconds that a sequence lasts; `nil` for stills.
  var seconds: Float?
  var isDepthWanted = false

  /// Somebody before the camera, with or without a mask.
  func sitter(
    _ person: Person, mask: Mask? = nil, _ conditions: Conditions, key: UInt64
  ) -> Recording {
    var stream = SeededStream(key: key)
    let camera = CameraModel(device: conditions.device, seed: seed)
    let lighting = Lighting(conditions.lighting, &stream)
    let view = projection(camera, distance: conditions.distance, &stream)
    let backdrop = Backdrop(
      width: width, height: height, light: lighting.background, &stream)
    var clothes = SeededStream(key: person.clothesKey)
    var sitter = Sitter(
      person.identity, conditions.expression.drawn(&stream), conditions.pose,
      clothes: Clothes(&clothes), density: 2 * view.focal / conditions.distance, mask: mask,
      closes: seconds != nil)
    sitter.light(lighting.lights, viewpoint: view.viewpoint)
    let script = script(conditions.liveliness, &stream)
    return recording(
      of: SitterStage(sitter, over: backdrop, view, script, isDepthWanted: isDepthWanted),
      camera, lighting, conditions, &stream)
  }

  private func script(_ liveliness: Liveliness, _ stream: inout SeededStream) -> Script? {
    seconds.map { seconds in
      Script(
        sway: .head(liveliness.motion, &stream),
        blinks: Blinks(rate: liveliness.blinkRate, seconds: seconds, &stream),
        pulse: Pulse(
          rate: liveliness.pulseRate, strength: liveliness.pulseStrength, &stream))
    }
  }

  /// A print or a screen before the camera; `driver` is whose motion a deepfake shows, `holder`
  /// the skin of the hand, if there is one.
  func instrument(
    _ kind: InstrumentKind, of target: Person, driver: Person?, seriesKey: UInt64,
    holder: Vector3?, _ conditions: Conditions, key: UInt64
  ) -> Recording {
    var stream = SeededStream(key: key)
    let camera = CameraModel(device: conditions.device, seed: seed)
    let lighting = Lighting(conditions.lighting, &stream)
    let backdrop = Backdrop(
      width: width, height: height, light: lighting.background, &stream)
    let layout = InstrumentLayout(
      kind, conditions, focal: camera.focal * zoom, frameAspect: Float(height) / Float(width),
      &stream)
    var view = projection(camera, distance: layout.distance, &stream)
    view.distance = layout.distance
    view.centreX = Float(width) * (0.5 + stream.uniform(-0.03, 0.03))
    view.centreY = Float(height) * (0.5 + stream.uniform(-0.03, 0.03))
    var footage = source(
      kind, of: target, driver: driver, layout, conditions.liveliness, seriesKey: seriesKey)
    let first = footage.shot()
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
    // A pixel of the picture, in centimetres of the sheet.
    let pixel = layout.distance / view.focal
    var instrument = SeededStream(key: SeededStream(key: seriesKey).key(1))
    let face: InstrumentStage.Face =
      kind == .print
      ? .print(
        PrintSurface(
          LinearImage(first), sheet: sheet, border: layout.side,
          method: PrintSurface.Method.allCases[instrument.index(2)],
          strength: conditions.texture, cell: pixel * instrument.uniform(1.9, 3.0), &instrument))
      : .screen(
        ScreenSurface(
          LinearImage(first), sheet: sheet, side: layout.side, ends: layout.ends,
          pitch: pixel * stream.uniform(0.85, 1.75), strength: conditions.texture,
          brightness: stream.uniform(0.9, 1.9) * (0.45 + 0.55 * lighting.level),
          reflected: lighting.surroundings, &stream))
    let sway =
      seconds != nil && conditions.isHandHeld
      ? Sway.hand(conditions.liveliness.motion, &stream) : .none
    return recording(
      of: InstrumentStage(
        layout, face, meshes, fingers: fingers.map(\.texture), over: backdrop, view,
        shown: first.place, shownSize: (first.width, first.height),
        footage: kind.isMoving && seconds != nil ? footage : nil, sway,
        isDepthWanted: isDepthWanted), camera, lighting, conditions, &stream)
  }

  /// What an instrument shows: the target, recorded at another time, or a deepfake of the target.
  private func source(
    _ kind: InstrumentKind, of target: Person, driver: Person?, _ layout: InstrumentLayout,
    _ liveliness: Liveliness, seriesKey: UInt64
  ) -> Recording {
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
    conditions.liveliness = liveliness
    // Coding and the screen's own light leave a part of the pulse; a drawn face has none.
    conditions.liveliness.pulseStrength *= driver == nil ? 0.55 : 0
    let share = min(0.9, layout.share)
    let columns = max(16, Int(Float(width) * share))
    let rows = max(16, Int(Float(columns) * layout.pictureAspect))
    let studio = Studio(
      width: columns, height: rows, seed: seed, zoom: zoom,
      seconds: kind.isMoving ? seconds : nil)
    let key = stream.next()
    guard let driver else { return studio.sitter(target, conditions, key: key) }
    let drawn = Mask(
      .software, of: target.identity, hasEyeHoles: false, isEdgeVisible: true, texture: 0,
      key: stream.next())
    return studio.sitter(driver, mask: drawn, conditions, key: key)
  }

  private func projection(
    _ camera: CameraModel, distance: Float, _ stream: inout SeededStream
  ) -> Projection {
    Projection(
      focal: camera.focal * zoom * Float(width),
      centreX: Float(width) * (0.5 + stream.uniform(-0.05, 0.05)),
      centreY: Float(height) * (0.44 + stream.uniform(-0.04, 0.04)), distance: distance + 9)
  }

  private func recording(
    of stage: any Stage, _ camera: CameraModel, _ lighting: Lighting, _ conditions: Conditions,
    _ stream: inout SeededStream
  ) -> Recording {
    let exposure = stream.uniform(0.85, 1.2)
    return Recording(
      of: stage, width: width, height: height, camera: camera, noise: conditions.noise,
      level: lighting.level, exposure: exposure, key: stream.next())
  }
}
