/// How the points of a mesh lie at a moment.
struct Placing: Sendable {
  private let rotation: Rotation
  private let pivot: Vector3
  private let shift: Vector3
  private let isRest: Bool
  /// Factors of the light that skin scatters.
  let flush: Vector3

  /// Where the mesh was built.
  static let rest = Placing(Moment(), about: Vector3(0))

  /// Turned about a pivot and shifted as the moment says.
  init(_ moment: Moment, about pivot: Vector3) {
    rotation = Rotation(moment.turn)
    self.pivot = pivot
    shift = moment.shift
    flush = moment.flush
    let turn = moment.turn
    isRest = turn.yaw == 0 && turn.pitch == 0 && turn.roll == 0 && shift == Vector3(0)
  }

  /// The place of a point.
  @inline(__always)
  func callAsFunction(_ p: Vector3) -> Vector3 {
    isRest ? p : rotation(p - pivot) + pivot + shift
  }
}
