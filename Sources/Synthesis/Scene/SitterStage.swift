/// Somebody before the camera, with or without a mask: lit once, then seen at any time.
struct SitterStage: Stage {
  private let sitter: Sitter
  private let backdrop: Backdrop
  private let projection: Projection
  private let script: Script
  private let isDepthWanted: Bool
  /// Neck and shoulders, which stay where they are in a sequence.
  private let settled: Raster?

  init(
    _ sitter: Sitter, over backdrop: Backdrop, _ projection: Projection, _ script: Script?,
    isDepthWanted: Bool
  ) {
    self.sitter = sitter
    self.backdrop = backdrop
    self.projection = projection
    self.script = script ?? .still
    self.isDepthWanted = isDepthWanted
    // A still is drawn once: keeping a copy would only cost.
    settled = script == nil ? nil : Self.body(of: sitter, backdrop, projection)
  }

  private static func body(
    of sitter: Sitter, _ backdrop: Backdrop, _ projection: Projection
  ) -> Raster {
    var raster = Raster(width: backdrop.width, height: backdrop.height)
    sitter.drawBody(into: &raster, projection)
    return raster
  }

  func view(at time: Float) -> View {
    let moment = script.moment(at: time)
    var raster = settled ?? Self.body(of: sitter, backdrop, projection)
    sitter.drawHead(at: moment, into: &raster, projection)
    return View(
      picture: sitter.picture(at: moment, of: raster, over: backdrop),
      depth: isDepthWanted ? raster.resolvedDepth() : [],
      place: sitter.place(at: moment, projection))
  }
}
