import Foundation
import Testing

@testable import Synthesis

/// Our elementary functions against the C library's in double precision.
struct ElementaryTests {
  @Test(arguments: (0..<220).map { Float($0) * 0.731 - 80 })
  func `exp agrees with the C library`(x: Float) {
    let expected = exp(Double(x))
    #expect(abs(Double(Elementary.exp(x)) - expected) <= 3e-6 * expected)
  }

  @Test(arguments: (0..<250).map { Float($0) * 3.177 - 400 })
  func `sin and cos agree with the C library`(x: Float) {
    #expect(abs(Double(Elementary.sin(x)) - sin(Double(x))) < 3e-5)
    #expect(abs(Double(Elementary.cos(x)) - cos(Double(x))) < 6e-5)
  }

  @Test(arguments: [Float(1e-20), 0.003, 0.5, 0.99, 1, 1.5, 7, 1234.5, 1e20])
  func `log and pow agree with the C library`(x: Float) {
    #expect(abs(Double(Elementary.log(x)) - log(Double(x))) < 1e-5)
    let expected = pow(Double(x), 0.41)
    #expect(abs(Double(Elementary.pow(x, 0.41)) - expected) < 2e-5 * expected)
  }

  @Test
  func `sRGB meets the standard's corner values`() {
    // IEC 61966-2-1: 18 % grey is about 118 of 255; both branches meet at 0.04045.
    #expect(abs(Colour.encoded(0.18) * 255 - 117.6) < 0.3)
    #expect(abs(Colour.linear(0.04045) - 0.0031308) < 1e-6)
    for value in stride(from: Float(0), through: 1, by: 0.0625) {
      #expect(abs(Colour.encoded(Colour.linear(value)) - value) < 1e-4)
    }
  }
}

struct SeededStreamTests {
  @Test
  func `mixes as the published SplitMix64 does`() {
    // The first five outputs for seed 1234567, as Vigna's splitmix64.c prints them.
    let published: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    for (i, expected) in published.enumerated() {
      let state = 1_234_567 &+ UInt64(i) &* 0x9e37_79b9_7f4a_7c15
      #expect(SeededStream.mixed(state) == expected)
    }
  }

  @Test
  func `normal draws have mean 0 and variance 1`() {
    var stream = SeededStream(seed: 5, "normal")
    let draws = (0..<5000).flatMap { _ in
      let four = stream.normals()
      return (0..<4).map { Double(four[$0]) }
    }
    let mean = draws.reduce(0, +) / 20_000
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    #expect(abs(mean) < 0.03)
    #expect(abs(variance - 1) < 0.04)
  }

  @Test
  func `names, numbers and seeds give streams of their own`() {
    var streams = [
      SeededStream(seed: 1, "a", 1), SeededStream(seed: 1, "a", 2), SeededStream(seed: 2, "a", 1),
      SeededStream(seed: 1, "b", 1), SeededStream(seed: 1, "a", 1, 0),
    ]
    let first = streams.indices.map { streams[$0].next() }
    #expect(Set(first).count == first.count)
  }
}
