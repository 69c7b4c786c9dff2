#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Imaging
import Subsystems

/// The frequencies of a pulse signal that hearts can have, and their harmonics.
struct PulseSpectrum {
  /// Where a resting heart beats, in hertz: 42 to 180 a minute.
  static let hearts = 0.7...3.0
  /// The band that noise is measured in, in hertz: 40 to 240 a minute (de Haan and Jeanne, 2013).
  static let band = (2.0 / 3)...4.0
  /// Distance of frequencies, in hertz.
  static let step = 0.02
  /// Half the width of a peak is this over the seconds of the signal (most of the main lobe of a
  /// Hann window), within bounds in hertz.
  static let lobe = 1.2
  static let halfWidths = 0.1...0.3

  /// The constants, for the card.
  static var settings: [CardSetting] {
    [
      CardSetting("heart_least", hearts.lowerBound), CardSetting("heart_most", hearts.upperBound),
      CardSetting("band_least", band.lowerBound), CardSetting("band_most", band.upperBound),
      CardSetting("frequency_step", step), CardSetting("lobe", lobe),
      CardSetting("half_width_least", halfWidths.lowerBound),
      CardSetting("half_width_most", halfWidths.upperBound),
    ]
  }

  /// Fourier coefficients at `band.lowerBound + k · step`.
  private let real: [Double]
  private let imaginary: [Double]
  private let halfWidth: Double

  /// The spectrum of a signal less its mean under a Hann window.
  init(_ signal: [Double], rate: Double) {
    let mean = signal.isEmpty ? 0 : signal.reduce(0, +) / Double(signal.count)
    let values = zip(signal, Window.hann(signal.count)).map { ($0 - mean) * $1 }
    let seconds = Double(max(signal.count, 1)) / rate
    halfWidth = min(
      max(Self.lobe / seconds, Self.halfWidths.lowerBound), Self.halfWidths.upperBound)
    let count = Int(((Self.band.upperBound - Self.band.lowerBound) / Self.step).rounded(.down)) + 1
    var real: [Double] = []
    var imaginary: [Double] = []
    for place in 0..<count {
      let angle = 2 * Double.pi * Self.frequency(place) / rate
      let (turnX, turnY) = (cos(angle), sin(angle))
      var (x, y) = (1.0, 0.0)
      var (sumX, sumY) = (0.0, 0.0)
      for value in values {
        sumX += value * x
        sumY -= value * y
        (x, y) = (x * turnX - y * turnY, x * turnY + y * turnX)
      }
      real.append(sumX)
      imaginary.append(sumY)
    }
    self.real = real
    self.imaginary = imaginary
  }

  private static func frequency(_ place: Int) -> Double { band.lowerBound + Double(place) * step }

  /// The power at each frequency.
  var power: [Double] { zip(real, imaginary).map { $0 * $0 + $1 * $1 } }

  /// The heart rate in hertz with the most power around it; `nil` for a signal without any.
  var peak: Double? {
    let power = power
    guard
      let place = power.indices.filter({ Self.hearts.contains(Self.frequency($0)) })
        .max(by: { power[$0] < power[$1] }), power[place] > 0
    else { return nil }
    return Self.frequency(place)
  }

  /// Whether a frequency is near a heart rate or its first harmonic.
  private func isPulse(_ frequency: Double, _ rate: Double) -> Bool {
    abs(frequency - rate) <= halfWidth || abs(frequency - 2 * rate) <= halfWidth
  }

  /// Ten times the logarithm of the power around a heart rate and its first harmonic over the rest
  /// of the band (de Haan and Jeanne, "Robust pulse rate from chrominance-based rPPG", IEEE TBME
  /// 60(10), 2013), held within ±30 dB.
  func signalToNoise(at rate: Double) -> Double {
    var pulse = 0.0
    var rest = 0.0
    for (place, power) in power.enumerated() {
      if isPulse(Self.frequency(place), rate) { pulse += power } else { rest += power }
    }
    guard pulse > 0 else { return -30 }
    guard rest > 0 else { return 30 }
    return min(max(10 * log10(pulse / rest), -30), 30)
  }

  /// How far another signal moves with this one around a heart rate: the real part of their
  /// normalised cross spectrum, −1…1; 0 where one of them has nothing there.
  func agreement(with other: PulseSpectrum, at rate: Double) -> Double {
    var (cross, own, others) = (0.0, 0.0, 0.0)
    for place in real.indices where abs(Self.frequency(place) - rate) <= halfWidth {
      cross += real[place] * other.real[place] + imaginary[place] * other.imaginary[place]
      own += real[place] * real[place] + imaginary[place] * imaginary[place]
      others +=
        other.real[place] * other.real[place] + other.imaginary[place] * other.imaginary[place]
    }
    let product = (own * others).squareRoot()
    return product > 0 ? cross / product : 0
  }
}
