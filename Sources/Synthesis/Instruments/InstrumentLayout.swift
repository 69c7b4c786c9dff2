/// How large an instrument is, where it stands, and how large the face on it must be so that the
/// camera sees it as from the wanted distance.
struct InstrumentLayout: Sendable {
  let sheet: Sheet
  /// Width of the border or bezel at the sides, in centimetres.
  let side: Float
  /// Width of the border or bezel at the upper and lower end.
  let ends: Float
  /// Share of the frame's width that the shown picture takes.
  let share: Float
  /// Height over width of the shown picture.
  let pictureAspect: Float
  /// From the camera to the instrument, in centimetres.
  let distance: Float
  /// From the source's camera to the face.
  let sourceDistance: Float
  /// Number of the paper's material: matt or glossy.
  let paper: UInt8

  init(
    _ kind: InstrumentKind, _ conditions: Conditions, focal: Float, frameAspect: Float,
    _ stream: inout SeededStream
  ) {
    let isVisible = conditions.isBorderVisible
    let whole: Float
    // Videos are shown on screens of both sizes.
    let isVideoOnPhone = kind.isMoving && stream.chance(0.4)
    switch kind {
    case .print:
      whole = stream.uniform(17, 21.5)
      pictureAspect = 4.0 / 3
      side = isVisible ? stream.uniform(0.3, 1.6) : 0.3
      ends = side
    case _ where kind == .replayPhone || isVideoOnPhone:
      whole = stream.uniform(6.8, 7.6)
      pictureAspect = 16.0 / 9
      side = stream.uniform(0.15, 0.4)
      ends = stream.uniform(0.3, 1.3)
    default:
      whole = stream.uniform(15.5, 18)
      pictureAspect = 4.0 / 3
      side = stream.uniform(0.6, 1.2)
      ends = stream.uniform(0.7, 1.7)
    }
    share =
      isVisible
      ? stream.uniform(0.6, 0.84) : max(1, frameAspect / pictureAspect) * stream.uniform(1.16, 1.4)
    let shown = whole - 2 * side
    let height = shown * pictureAspect + 2 * ends
    distance = shown * focal / share
    sourceDistance = conditions.distance * share
    let tilt = conditions.pose
    // A sheet that fills the frame must not turn its edge into it.
    let room: Float = isVisible ? 0.8 : 0.35
    sheet = Sheet(
      width: whole, height: height,
      bend: kind == .print && isVisible ? stream.uniform(-0.09, 0.09) * whole : 0,
      pose: Pose(yaw: tilt.yaw * room, pitch: tilt.pitch * room, roll: tilt.roll * room),
      centre: Vector3(0, 0, 0))
    paper = stream.chance(0.35) ? 7 : 4
  }
}
