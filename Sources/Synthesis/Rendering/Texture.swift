/// Albedo with a fourth value per texel: gloss of a surface, or coverage of hair and glasses.
struct Texture: Sendable {
  let width: Int
  let height: Int
  /// `width * height` texels, rows from top to bottom.
  var texels: [SIMD4<Float>]

  init(width: Int, height: Int, colour: Vector3, fourth: Float) {
    self.width = max(1, width)
    self.height = max(1, height)
    texels = Array(
      repeating: SIMD4(colour.x, colour.y, colour.z, fourth), count: self.width * self.height)
  }

  /// A texel's colour.
  subscript(column: Int, row: Int) -> Vector3 {
    get { Vector3(texels[row * width + column]) }
    set {
      let i = row * width + column
      texels[i] = SIMD4(newValue.x, newValue.y, newValue.z, texels[i].w)
    }
  }

  /// Sets the fourth value of a texel.
  mutating func setFourth(_ column: Int, _ row: Int, _ value: Float) {
    texels[row * width + column].w = value
  }

  /// The fourth value of a texel.
  func fourth(_ column: Int, _ row: Int) -> Float { texels[row * width + column].w }

  /// The fourth value as `sample` finds it.
  @inline(__always)
  func sampleFourth(_ u: Float, _ v: Float) -> Float {
    let x = clamp(u, 0, Float(width - 1))
    let y = clamp(v, 0, Float(height - 1))
    let column = min(max(0, latticeCell(x)), max(0, width - 2))
    let row = min(max(0, latticeCell(y)), max(0, height - 2))
    let i = row * width + column
    let right = width > 1 ? 1 : 0
    let down = height > 1 ? width : 0
    let fx = x - Float(column)
    let upper = mix(texels[i].w, texels[i + right].w, fx)
    return mix(upper, mix(texels[i + down].w, texels[i + down + right].w, fx), y - Float(row))
  }

  /// Bilinear sample, clamped to the edge: colour and fourth value.
  @inline(__always)
  func sample(_ u: Float, _ v: Float) -> SIMD4<Float> {
    let x = clamp(u, 0, Float(width - 1))
    let y = clamp(v, 0, Float(height - 1))
    let column = min(max(0, latticeCell(x)), max(0, width - 2))
    let row = min(max(0, latticeCell(y)), max(0, height - 2))
    let fx = x - Float(column)
    let fy = y - Float(row)
    let i = row * width + column
    let right = width > 1 ? 1 : 0
    let down = height > 1 ? width : 0
    let upper = texels[i] * (1 - fx) + texels[i + right] * fx
    let lower = texels[i + down] * (1 - fx) + texels[i + down + right] * fx
    return upper * (1 - fy) + lower * fy
  }
}
