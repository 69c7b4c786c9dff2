/// When eyes close in a sequence, and how far.
struct Blinks: Sendable {
  /// One blink: the lids fall within `closing`, stay for `held` and rise within `opening` seconds.
  private struct Blink {
    var start: Float
    var closing: Float
    var held: Float
    var opening: Float
  }

  private let blinks: [Blink]

  /// Eyes that never close.
  static let none = Blinks(blinks: [])

  private init(blinks: [Blink]) { self.blinks = blinks }

  /// Blinks at about `rate` per minute over so many seconds.
  ///
  /// Intervals vary by a third about their mean; a blink takes 0.2 to 0.4 s in all (Stern,
  /// Walrath and Goldstein, "The endogenous eyeblink", Psychophysiology 21, 1984).
  init(rate: Float, seconds: Float, _ stream: inout SeededStream) {
    var blinks: [Blink] = []
    let mean = 60 / max(1, rate)
    var start = mean * stream.uniform(0.15, 0.85)
    while start < seconds {
      let blink = Blink(
        start: start, closing: stream.uniform(0.07, 0.11), held: stream.uniform(0.03, 0.1),
        opening: stream.uniform(0.11, 0.19))
      blinks.append(blink)
      start += max(0.6, mean * stream.uniform(0.65, 1.35))
    }
    self.blinks = blinks
  }

  /// How far the lids are closed at a time, 0…1.
  func closure(at time: Float) -> Float {
    for blink in blinks {
      let since = time - blink.start
      let end = blink.closing + blink.held + blink.opening
      guard since > 0, since < end else { continue }
      return min(
        smoothstep(0, blink.closing, since),
        1 - smoothstep(end - blink.opening, end, since))
    }
    return 0
  }
}
