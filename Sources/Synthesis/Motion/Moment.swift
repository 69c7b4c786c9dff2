/// What differs between a scene at rest and one frame of a sequence.
struct Moment: Sendable {
  /// Seconds since the first frame.
  var time: Float = 0
  /// Turn of what moves, in addition to the pose that the scene was lit in.
  var turn = Pose()
  /// Shift of what moves, in centimetres.
  var shift = Vector3(0)
  /// How far the lids are closed, 0…1.
  var closure: Float = 0
  /// The skin's colour under the pulse, as factors of what it is at rest.
  var flush = Vector3(1)
}
