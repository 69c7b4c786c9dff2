/// A print or a screen before the camera: lit once, then seen at any time.
struct InstrumentStage: Stage {
  /// What the sheet looks like.
  enum Face: Sendable {
    case print(PrintSurface)
    case screen(ScreenSurface)
  }

  private let layout: InstrumentLayout
  private let meshes: [Mesh]
  private let fingers: [Texture]
  private let backdrop: Backdrop
  private let projection: Projection
  private let sway: Sway
  private let isDepthWanted: Bool
  private var face: Face
  /// What a screen plays; `nil` when it shows one picture.
  private var footage: Recording?
  private var frame = 0
  private var shown: FacePlace
  private let shownSize: (width: Int, height: Int)

  /// The sheet is the first mesh; the others are fingers with their textures.
  init(
    _ layout: InstrumentLayout, _ face: Face, _ meshes: [Mesh], fingers: [Texture],
    over backdrop: Backdrop, _ projection: Projection, shown: FacePlace,
    shownSize: (width: Int, height: Int), footage: Recording?, _ sway: Sway, isDepthWanted: Bool
  ) {
    self.layout = layout
    self.face = face
    self.meshes = meshes
    self.fingers = fingers
    self.backdrop = backdrop
    self.projection = projection
    self.shown = shown
    self.shownSize = shownSize
    self.footage = footage
    self.sway = sway
    self.isDepthWanted = isDepthWanted
  }

  mutating func view(at time: Float) -> View {
    var moment = Moment(time: time)
    sway.move(&moment)
    play(at: time)
    let placing = Placing(moment, about: layout.sheet.centre)
    let (picture, depth) =
      switch face {
      case .print(let surface): seen(surface, placing)
      case .screen(let surface): seen(surface, placing)
      }
    return View(picture: picture, depth: depth, place: place(placing))
  }

  /// The sheet with this surface and the fingers on it: their light, and their depth if wanted.
  private func seen<S: Surface>(_ surface: S, _ placing: Placing) -> (LinearImage, [Float]) {
    var raster = Raster(width: backdrop.width, height: backdrop.height)
    raster.draw(meshes[0], surface, projection, placing)
    for (mesh, texture) in zip(meshes.dropFirst(), fingers) {
      raster.draw(mesh, SolidSurface(texture: texture), projection, placing)
    }
    var picture = raster.before(backdrop)
    raster.shade(0, surface, into: &picture)
    for (i, texture) in fingers.enumerated() {
      raster.shade(i + 1, SolidSurface(texture: texture), into: &picture)
    }
    return (picture, isDepthWanted ? raster.resolvedDepth() : [])
  }

  /// Puts the footage's frame of this time on the screen.
  private mutating func play(at time: Float) {
    guard case .screen(var surface) = face else { return }
    surface.time = time
    // The frame of the start is there already.
    if time > 0 {
      frame += 1
      if let shot = footage?.shot(frame, at: time) {
        surface.picture = LinearImage(shot)
        shown = shot.place
      }
    }
    face = .screen(surface)
  }

  /// Where the face of the shown picture is in the camera's picture.
  private func place(_ placing: Placing) -> FacePlace {
    let scaleX = (layout.sheet.width - 2 * layout.side) / Float(shownSize.width)
    let scaleY = (layout.sheet.height - 2 * layout.ends) / Float(shownSize.height)
    let at = { (x: Float, y: Float) -> (x: Float, y: Float) in
      let p = layout.sheet.point(layout.side + x * scaleX, layout.ends + y * scaleY)
      let seen = projection(placing(p))
      return (seen.x, seen.y)
    }
    var low = (x: Float.infinity, y: Float.infinity)
    var high = (x: -Float.infinity, y: -Float.infinity)
    for step in 0..<16 {
      let angle = Float(step) * (6.283_185_3 / 16)
      let p = at(
        shown.x + shown.width * (0.5 + 0.5 * Elementary.cos(angle)),
        shown.y + shown.height * (0.5 + 0.5 * Elementary.sin(angle)))
      low = (min(low.x, p.x), min(low.y, p.y))
      high = (max(high.x, p.x), max(high.y, p.y))
    }
    return FacePlace(
      x: low.x, y: low.y, width: high.x - low.x, height: high.y - low.y,
      rightEye: at(shown.rightEye.x, shown.rightEye.y),
      leftEye: at(shown.leftEye.x, shown.leftEye.y))
  }
}
