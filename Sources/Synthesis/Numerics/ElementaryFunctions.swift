/// Elementary functions made of IEEE additions, multiplications and divisions only.
///
/// The C library's versions differ in their last bits between systems and between processors of
/// one system; a seed must give the same bytes everywhere, so pictures are computed with these.
/// Relative error below 3e-6, which no 8-bit picture can show.
enum Elementary {
  /// e to the power `x`; 0 below −87, finite above 88.
  @inline(__always)
  static func exp(_ x: Float) -> Float {
    if x < -87 { return 0 }
    let clipped = min(x, 88)
    // Rounding by way of a conversion: the library call for it is slow on old processors.
    let power = Int32(clipped * 1.442_695_04 + 256.5) - 256
    let turns = Float(power)
    let r = (clipped - turns * 0.693_359_375) + turns * 2.121_944_4e-4
    let high = ((1.0 / 720 * r + 1.0 / 120) * r + 1.0 / 24) * r + 1.0 / 6
    let polynomial = ((high * r + 0.5) * r + 1) * r + 1
    return polynomial * Float(bitPattern: UInt32(bitPattern: power &+ 127) << 23)
  }

  /// The natural logarithm; −87.3 for anything below the smallest normal number.
  static func log(_ x: Float) -> Float {
    let bits = max(x, Float.leastNormalMagnitude).bitPattern
    var exponent = Int32(bits >> 23) - 127
    var mantissa = Float(bitPattern: (bits & 0x007f_ffff) | 0x3f80_0000)
    if mantissa > 1.414_213_6 {
      mantissa *= 0.5
      exponent += 1
    }
    let s = (mantissa - 1) / (mantissa + 1)
    let q = s * s
    let series = 2 * s * (1 + q * (1.0 / 3 + q * (0.2 + q * (1.0 / 7 + q / 9))))
    return series + Float(exponent) * 0.693_147_18
  }

  /// `base` to the power `exponent`; 0 for a base that is not positive.
  static func pow(_ base: Float, _ exponent: Float) -> Float {
    base <= 0 ? 0 : exp(exponent * log(base))
  }

  /// The sine of an angle in radians, for angles up to some thousand turns.
  static func sin(_ angle: Float) -> Float {
    let turns = Float(Int32(angle * 0.159_154_94 + 65_536.5) - 65_536)
    var x = (angle - turns * 6.281_25) - turns * 1.935_307_2e-3
    if x > 1.570_796_4 { x = 3.141_592_7 - x } else if x < -1.570_796_4 { x = -3.141_592_7 - x }
    let q = x * x
    let inner = -1.0 / 5040 + q * (1.0 / 362_880 - q / 39_916_800)
    return x * (1 + q * (-1.0 / 6 + q * (1.0 / 120 + q * inner)))
  }

  /// The cosine of an angle in radians.
  static func cos(_ angle: Float) -> Float { sin(angle + 1.570_796_4) }
}

/// The value limited to a range.
@inline(__always)
func clamp(_ value: Float, _ low: Float = 0, _ high: Float = 1) -> Float {
  max(low, min(high, value))
}

/// Four values, each limited to a range.
@inline(__always)
func clamp(_ value: SIMD4<Float>, _ low: Float, _ high: Float) -> SIMD4<Float> {
  let floored = value.replacing(with: low, where: value .< low)
  return floored.replacing(with: high, where: floored .> high)
}

/// Linear interpolation from `a` (at 0) to `b` (at 1).
@inline(__always)
func mix(_ a: Float, _ b: Float, _ t: Float) -> Float { a + (b - a) * t }

/// The lattice cell of a coordinate within ±4 million: the whole number below it.
///
/// Adding 1.5 times 2^23 leaves a number's whole part in its lowest bits, without the checks of a
/// conversion. A whole number may give the cell below it, where its fraction is 1.
@inline(__always)
func latticeCell(_ value: Float) -> Int {
  Int(Int32(truncatingIfNeeded: (value - 0.5 + 12_582_912).bitPattern) &- 0x4b40_0000)
}

/// The nearest whole numbers to four values from 0 to 4 million, in the bits below the 22nd.
@inline(__always)
func nearestBits(_ value: SIMD4<Float>) -> SIMD4<UInt32> {
  let sum = value + 12_582_912
  return SIMD4(sum.x.bitPattern, sum.y.bitPattern, sum.z.bitPattern, sum.w.bitPattern) & 0x3f_ffff
}

/// Square roots of four values that are not negative, to a fifth of a per cent.
///
/// The exponent is halved by way of the bits, then Newton's method improves the inverse once;
/// the library takes the four roots one after the other.
@inline(__always)
func roughRoots(_ value: SIMD4<Float>) -> SIMD4<Float> {
  let bits = SIMD4(
    value.x.bitPattern, value.y.bitPattern, value.z.bitPattern, value.w.bitPattern)
  let guess = SIMD4<UInt32>(repeating: 0x5f37_59df) &- (bits &>> 1)
  let inverse = SIMD4(
    Float(bitPattern: guess.x), Float(bitPattern: guess.y), Float(bitPattern: guess.z),
    Float(bitPattern: guess.w))
  return value * inverse * (1.5 - value * 0.5 * inverse * inverse)
}

/// Hermite step: 0 below `low`, 1 above `high`, smooth between.
@inline(__always)
func smoothstep(_ low: Float, _ high: Float, _ x: Float) -> Float {
  let t = clamp((x - low) / (high - low))
  return t * t * (3 - 2 * t)
}

/// A Gaussian hill of height 1 with these 1/e half-widths; 0 beyond three of them.
@inline(__always)
func hill(_ x: Float, _ y: Float, _ width: Float, _ height: Float) -> Float {
  let u = x * (1 / width)
  let v = y * (1 / height)
  let q = u * u + v * v
  return q > 9 ? 0 : Elementary.exp(-q)
}
