/// What a mesh looks like at a sample.
///
/// The lights' fourth values are unused.
protocol Surface {
  /// Whether some places of the mesh show nothing.
  static var hasHoles: Bool { get }

  /// Whether a triangle whose corners are there, is there as a whole.
  static var isConvex: Bool { get }

  /// Whether the surface is there at a place of the mesh.
  func isThere(u: Float, v: Float) -> Bool

  /// Linear-light colour of a place that is there.
  func shade(u: Float, v: Float, diffuse: SIMD4<Float>, gloss: SIMD4<Float>) -> SIMD4<Float>

  /// Mean linear-light colour of a pixel that the surface covers wholly.
  func shade(_ pixel: SeenPixel, diffuse: SIMD4<Float>, gloss: SIMD4<Float>) -> SIMD4<Float>
}

/// The places of a surface that one pixel shows.
struct SeenPixel {
  /// The place behind the pixel's middle.
  var u: Float
  var v: Float
  /// The places behind its four samples.
  var us: SIMD4<Float>
  var vs: SIMD4<Float>
}

extension Surface {
  static var hasHoles: Bool { false }
  static var isConvex: Bool { false }

  @inline(__always)
  func isThere(u: Float, v: Float) -> Bool { true }

  /// A texture is as fine as the pixels: its middle stands for the whole pixel.
  @inline(__always)
  func shade(_ pixel: SeenPixel, diffuse: SIMD4<Float>, gloss: SIMD4<Float>) -> SIMD4<Float> {
    shade(u: pixel.u, v: pixel.v, diffuse: diffuse, gloss: gloss)
  }
}

/// A textured surface that covers its whole mesh; the texture's fourth value scales its gloss.
struct SolidSurface: Surface {
  let texture: Texture

  @inline(__always)
  func shade(u: Float, v: Float, diffuse: SIMD4<Float>, gloss: SIMD4<Float>) -> SIMD4<Float> {
    let texel = texture.sample(u, v)
    return texel * diffuse + gloss * texel.w
  }
}

/// A textured surface with holes: it is there where the texture's fourth value is above a half.
struct CutSurface: Surface {
  let texture: Texture

  static var hasHoles: Bool { true }

  @inline(__always)
  func isThere(u: Float, v: Float) -> Bool { texture.sampleFourth(u, v) > 0.5 }

  @inline(__always)
  func shade(u: Float, v: Float, diffuse: SIMD4<Float>, gloss: SIMD4<Float>) -> SIMD4<Float> {
    texture.sample(u, v) * diffuse + gloss
  }
}
