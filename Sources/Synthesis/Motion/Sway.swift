/// Small, smooth motion of a head or a hand: a few slow waves per axis.
struct Sway: Sendable {
  /// Waves of one axis: amplitude, frequency in Hz and phase in turns.
  private typealias Wave = (amplitude: Float, frequency: Float, phase: Float)
  private let axes: [[Wave]]

  /// Nothing moves.
  static let none = Sway(axes: [])

  private init(axes: [[Wave]]) { self.axes = axes }

  /// The motion of a head that its owner tries to hold still; `strength` 1 is a few degrees.
  static func head(_ strength: Float, _ stream: inout SeededStream) -> Sway {
    let degree: Float = 3.141_592_7 / 180
    return Sway(
      amplitudes: [2.6 * degree, 1.5 * degree, 0.9 * degree, 0.35, 0.2, 0.25], strength,
      frequencies: 0.12...0.55, &stream)
  }

  /// The motion of a hand that holds something before a camera: larger, and with tremor.
  static func hand(_ strength: Float, _ stream: inout SeededStream) -> Sway {
    let degree: Float = 3.141_592_7 / 180
    return Sway(
      amplitudes: [1.4 * degree, 1.2 * degree, 1.1 * degree, 0.45, 0.4, 0.5], strength,
      frequencies: 0.25...1.6, &stream)
  }

  private init(
    amplitudes: [Float], _ strength: Float, frequencies: ClosedRange<Float>,
    _ stream: inout SeededStream
  ) {
    axes = amplitudes.map { amplitude in
      (0..<3).map { k in
        // Slow waves are the large ones.
        let place = (Float(k) + stream.unit()) / 3
        let frequency = mix(frequencies.lowerBound, frequencies.upperBound, place)
        return (
          amplitude * strength * [0.6, 0.3, 0.15][k] * stream.uniform(0.7, 1.3), frequency,
          stream.unit()
        )
      }
    }
  }

  /// Where it is at a time; zero at the start, so that a sequence begins in its stated pose.
  func move(_ moment: inout Moment) {
    guard axes.count == 6 else { return }
    let at = axes.map { waves in
      waves.reduce(Float(0)) { sum, wave in
        let turns = { (time: Float) in 6.283_185_3 * (wave.frequency * time + wave.phase) }
        return sum
          + wave.amplitude * (Elementary.sin(turns(moment.time)) - Elementary.sin(turns(0)))
      }
    }
    moment.turn = Pose(yaw: at[0], pitch: at[1], roll: at[2])
    moment.shift = Vector3(at[3], at[4], at[5])
  }
}
