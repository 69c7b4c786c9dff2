/// Somebody before the camera, with or without a mask: lit once, then seen at any time.
struct SitterStage: Stage {
  private let sitter: Sitter
  private let backdrop: LinearImage
  private let projection: Projection
  private let script: Script
  private let isDepthWanted: Bool
  /// Neck and shoulders, which stay where they are in a sequence.
  private let settled: Raster?

  init(
    _ sitter: Sitter, over backdrop: LinearImage, _ projection: Projection, _ script: Script?,
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
    of sitter: Sitter, _ backdrop: LinearImage, _ projection: Projection
  ) -> Raster {
    var raster = Raster(width: backdrop.width * 2, height: backdrop.height * 2)
    sitter.drawBody(into: &raster, projection.scaled(2))
    return raster
  }

  func view(at time: Float) -> View {
    let moment = script.moment(at: time)
    var raster = settled ?? Self.body(of: sitter, backdrop, projection)
    sitter.drawHead(at: moment, into: &raster, projection.scaled(2))
    return View(
      picture: raster.resolved(over: backdrop),
      depth: isDepthWanted ? raster.resolvedDepth() : [],
      place: sitter.place(at: moment, projection))
  }
}
