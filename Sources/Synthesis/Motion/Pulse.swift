/// The colour that the heart beat gives to skin.
struct Pulse: Sendable {
  /// Relative swing of red, green and blue (de Haan and van Leest, "Improved motion robustness of
  /// remote-PPG by using the blood volume pulse signature", Physiol. Meas. 35, 2014).
  private static let signature = Vector3(0.43, 1, 0.69)

  private let frequency: Float
  private let strength: Float
  private let phase: Float
  private let drift: (amount: Float, frequency: Float, phase: Float)

  /// Skin without a pulse.
  static let none = Pulse(
    frequency: 1, strength: 0, phase: 0, drift: (amount: 0, frequency: 0.1, phase: 0))

  private init(
    frequency: Float, strength: Float, phase: Float,
    drift: (amount: Float, frequency: Float, phase: Float)
  ) {
    (self.frequency, self.strength, self.phase, self.drift) = (frequency, strength, phase, drift)
  }

  /// A pulse of `rate` beats per minute whose green light swings by a share of `strength`.
  init(rate: Float, strength: Float, _ stream: inout SeededStream) {
    self.init(
      frequency: rate / 60, strength: strength, phase: stream.unit(),
      // Breathing makes the heart a little faster and slower.
      drift: (stream.uniform(0.04, 0.12), stream.uniform(0.18, 0.3), stream.unit()))
  }

  /// Factors of the skin's colour at a time.
  func flush(at time: Float) -> Vector3 {
    guard strength > 0 else { return Vector3(1) }
    let sway =
      drift.amount * Elementary.sin(6.283_185_3 * (drift.frequency * time + drift.phase))
    let angle = 6.283_185_3 * (frequency * time + phase + sway)
    // A steep rise and a slower fall: the base wave and its first overtone.
    let wave = 0.5 * (Elementary.sin(angle) + 0.35 * Elementary.sin(2 * angle + 0.8))
    return Vector3(1) - Self.signature * (strength * wave)
  }
}
