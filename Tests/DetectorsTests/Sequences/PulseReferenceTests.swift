#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Testing

@testable import Detectors

/// Expected values: an implementation of its own in numpy 2.4.6 of POS (the paper's algorithm 1, with
/// `std` of numpy), of Fourier sums and of ratios of them, and `scipy.signal.windows.hann` 1.17.1, on
/// the same colours.
struct PulseReferenceTests {
  /// Skin under flickering light with a pulse of 72 a minute and a little noise.
  static func colours(count: Int, rate: Double, shift: Double = 0) -> [SIMD3<Double>] {
    (0..<count).map { i in
      let light = 1 + 0.01 * Double((i * i * 7 + 3 * i) % 13) / 13
      let beat = 0.004 * sin(2 * .pi * 1.2 * Double(i) / rate + shift)
      var colour =
        SIMD3(150.0, 110, 90) * light * (SIMD3(repeating: 1) + beat * SIMD3(0.33, 0.77, 0.53))
      for channel in 0..<3 { colour[channel] += Double((i * 31 + channel * 17) % 23) / 23 }
      return colour
    }
  }

  @Test func `finds the pulse signal that POS defines`() {
    let pulse = PlaneOrthogonalToSkin.pulse(in: Self.colours(count: 60, rate: 20), rate: 20)
    #expect(pulse.count == 60)
    let expected = [
      (0, 0.007988539193527967), (1, -0.010308367030195695), (20, 0.03616789142472751),
      (33, -0.1612548728027729), (59, -0.0026425839663946106),
    ]
    for (place, value) in expected { #expect(abs(pulse[place] - value) < 1e-9) }
    #expect(abs(pulse.reduce(0) { $0 + $1 * $1 } - 0.6094993675199565) < 1e-9)
  }

  @Test func `measures signal to noise and agreement as numpy does`() throws {
    let signals = [0, 0.9].map { shift in
      PlaneOrthogonalToSkin.pulse(in: Self.colours(count: 150, rate: 20, shift: shift), rate: 20)
    }
    let spectra = signals.map { PulseSpectrum($0, rate: 20) }
    let peak = try #require(spectra[0].peak)
    #expect(abs(peak - 1.2066666666666666) < 1e-9)
    #expect(abs(spectra[0].signalToNoise(at: peak) - 1.130810944266479) < 1e-6)
    #expect(abs(spectra[0].agreement(with: spectra[1], at: peak) - 0.6180727912691103) < 1e-6)
  }

  @Test func `finds nothing in nothing`() {
    let still = [SIMD3<Double>](repeating: SIMD3(150, 110, 90), count: 80)
    let pulse = PlaneOrthogonalToSkin.pulse(in: still, rate: 10)
    #expect(pulse.allSatisfy { $0 == 0 })
    #expect(PulseSpectrum(pulse, rate: 10).peak == nil)
    #expect(PlaneOrthogonalToSkin.pulse(in: Array(still[..<9]), rate: 10) == [])
    let black = [SIMD3<Double>](repeating: SIMD3(), count: 80)
    #expect(PlaneOrthogonalToSkin.pulse(in: black, rate: 10).allSatisfy { $0 == 0 })
  }

  @Test func `fills dropped frames by straight lines`() {
    let rows = [0.0, 0.1, 0.4, 0.5].map {
      SkinColours.Row(time: $0, patches: [SIMD3(repeating: 100 * $0)])
    }
    let even = SkinColours.resampled(rows, rate: 10)
    #expect(even.count == 6)
    // The colours lie on a line already.
    for (step, row) in even.enumerated() { #expect(abs(row[0].x - 10 * Double(step)) < 1e-9) }
    #expect(SkinColours.resampled([], rate: 10).isEmpty)
  }
}
