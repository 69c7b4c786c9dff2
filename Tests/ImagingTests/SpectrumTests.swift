import Imaging
import Testing

@Suite struct SpectrumTests {
  private func isNear(_ left: Double, _ right: Double, scale: Double) -> Bool {
    abs(left - right) <= 1e-9 * scale
  }

  @Test(arguments: expectedSpectra.indices)
  func `has numpy's power spectrum`(index: Int) throws {
    let (width, height, expected) = expectedSpectra[index]
    let transform = try #require(DiscreteFourierTransform(width: width, height: height))
    let spectrum = try #require(transform.powerSpectrum(of: pattern(width, height, .grey)))
    let scale = try #require(expected.max())
    #expect(spectrum.halfPlane.count == expected.count)
    for (found, wanted) in zip(spectrum.halfPlane, expected) {
      #expect(isNear(found, wanted, scale: scale))
    }
  }

  @Test(arguments: [(8, 8), (6, 10), (7, 9)])
  func `keeps the energy (Parseval)`(width: Int, height: Int) throws {
    let picture = pattern(width, height, .grey)
    let transform = try #require(DiscreteFourierTransform(width: width, height: height))
    let spectrum = try #require(transform.powerSpectrum(of: picture))
    var sum = 0.0
    for v in 0..<height {
      for u in 0..<width { sum += spectrum[horizontal: u, vertical: v] }
    }
    let energy = picture.bytes.reduce(0.0) { $0 + Double($1) * Double($1) }
    #expect(isNear(sum, energy * Double(width * height), scale: sum))
  }

  @Test func `is symmetric and periodic`() throws {
    let transform = try #require(DiscreteFourierTransform(width: 8, height: 6))
    let spectrum = try #require(transform.powerSpectrum(of: pattern(8, 6, .grey)))
    for v in -6...6 {
      for u in -8...8 {
        let power = spectrum[horizontal: u, vertical: v]
        #expect(isNear(power, spectrum[horizontal: -u, vertical: -v], scale: 1e6))
        #expect(power == spectrum[horizontal: u + 8, vertical: v - 6])
      }
    }
  }

  @Test func `finds a wave where it is`() throws {
    // A wave of 3 periods across and 5 down, amplitude 100 around 128: |F|² = (100 · 16 · 16 / 2)².
    let transform = try #require(DiscreteFourierTransform(width: 16, height: 16))
    let values = (0..<256).map { place in
      let sixteenths = 3 * (place % 16) + 5 * (place / 16)
      return 100 * cosine(sixteenths: sixteenths)
    }
    let spectrum = try #require(transform.powerSpectrum(of: values))
    #expect(isNear(spectrum[horizontal: 3, vertical: 5], 12_800.0 * 12_800, scale: 1.6384e8))
    #expect(isNear(spectrum[horizontal: 3, vertical: -5], 0, scale: 1.6384e8))
  }

  /// The cosine at a multiple of a sixteenth turn, without a mathematical library.
  private func cosine(sixteenths: Int) -> Double {
    let table = [
      1, 0.9238795325112867, 0.7071067811865476, 0.3826834323650898, 0, -0.3826834323650898,
      -0.7071067811865476, -0.9238795325112867,
    ]
    let step = sixteenths % 16
    return step < 8 ? table[step] : -table[step - 8]
  }

  @Test func `can be used again and again`() throws {
    let transform = try #require(DiscreteFourierTransform(width: 8, height: 8))
    let first = transform.powerSpectrum(of: pattern(8, 8, .grey), less: 100)
    _ = transform.powerSpectrum(of: PixelBuffer(width: 8, height: 8, channels: .grey, repeating: 9))
    #expect(transform.powerSpectrum(of: pattern(8, 8, .grey), less: 100) == first)
  }

  @Test func `takes the mean away and fades the edges out`() throws {
    let flat = PixelBuffer(width: 8, height: 8, channels: .grey, repeating: 77)
    let transform = try #require(DiscreteFourierTransform(width: 8, height: 8))
    let window = Window.hann(width: 8, height: 8)
    let spectrum = try #require(transform.powerSpectrum(of: flat, less: 77, window: window))
    #expect(spectrum.halfPlane.allSatisfy { $0 == 0 })
    let whole = try #require(transform.powerSpectrum(of: flat, less: 76, window: window))
    let sum = window.reduce(0, +)
    #expect(isNear(whole.halfPlane[0], sum * sum, scale: sum * sum))
  }

  @Test func `refuses what does not fit`() throws {
    #expect(DiscreteFourierTransform(width: 1, height: 8) == nil)
    #expect(DiscreteFourierTransform(width: 8, height: 8193) == nil)
    #expect(DiscreteFourierTransform(width: -4, height: 0) == nil)
    let transform = try #require(DiscreteFourierTransform(width: 4, height: 4))
    #expect(transform.powerSpectrum(of: [1, 2, 3]) == nil)
    #expect(transform.powerSpectrum(of: pattern(4, 4, .rgb)) == nil)
    #expect(transform.powerSpectrum(of: pattern(5, 4, .grey)) == nil)
    #expect(transform.powerSpectrum(of: pattern(4, 4, .grey), window: [1]) == nil)
  }

  @Test func `has numpy's Hann window`() {
    for (found, wanted) in zip(Window.hann(8) + Window.hann(5), expectedHann8 + expectedHann5) {
      #expect(isNear(found, wanted, scale: 1))
    }
    #expect(Window.hann(1) == [1])
    #expect(Window.hann(0) == [] && Window.hann(-3) == [])
    #expect(Window.hann(width: 5, height: 8).count == 40)
  }
}
