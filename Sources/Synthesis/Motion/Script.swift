/// What a face does over the frames of a sequence.
struct Script: Sendable {
  var sway = Sway.none
  var blinks = Blinks.none
  var pulse = Pulse.none

  /// Nothing: a still.
  static let still = Script()

  /// Where everything is at a time.
  func moment(at time: Float) -> Moment {
    var moment = Moment(time: time)
    sway.move(&moment)
    moment.closure = blinks.closure(at: time)
    moment.flush = pulse.flush(at: time)
    return moment
  }
}
