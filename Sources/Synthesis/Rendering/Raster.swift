/// What a mesh looks like at a sample.
protocol Surface {
  /// Linear-light colour, or `nil` where the surface has a hole.
  ///
  /// The lights' fourth values are unused.
  func shade(u: Float, v: Float, diffuse: SIMD4<Float>, gloss: SIMD4<Float>) -> SIMD4<Float>?
}

/// A textured surface that covers its whole mesh; the texture's fourth value scales its gloss.
struct SolidSurface: Surface {
  let texture: Texture

  func shade(u: Float, v: Float, diffuse: SIMD4<Float>, gloss: SIMD4<Float>) -> SIMD4<Float>? {
    let texel = texture.sample(u, v)
    return texel * diffuse + gloss * texel.w
  }
}

/// A textured surface with holes: it is there where the texture's fourth value is above a half.
struct CutSurface: Surface {
  let texture: Texture

  func shade(u: Float, v: Float, diffuse: SIMD4<Float>, gloss: SIMD4<Float>) -> SIMD4<Float>? {
    let texel = texture.sample(u, v)
    return texel.w > 0.5 ? texel * diffuse + gloss : nil
  }
}

/// Supersampled colour and depth of a scene.
struct Raster: Sendable {
  let width: Int
  let height: Int
  /// Linear colour; the fourth value is the distance from the camera's plane in centimetres,
  /// infinite where nothing was drawn.
  var samples: [SIMD4<Float>]

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    samples = Array(repeating: SIMD4(0, 0, 0, .infinity), count: width * height)
  }

  /// A projected point with what is interpolated between points.
  private struct Corner {
    var x: Float
    var y: Float
    var depth: Float
    /// Light that is scattered, and texture coordinate u.
    var diffuse: SIMD4<Float>
    /// Light that is mirrored, and texture coordinate v.
    var gloss: SIMD4<Float>
  }

  /// Draws a mesh, keeping what is nearest.
  mutating func draw<S: Surface>(
    _ mesh: Mesh, _ surface: S, _ projection: Projection, _ placing: Placing = .rest
  ) {
    var above = corners(mesh, 0, projection, placing)
    for row in 1..<mesh.rows {
      let below = corners(mesh, row, projection, placing)
      let size = (width, height)
      var target = samples.mutableSpan
      for column in 0..<(mesh.columns - 1) {
        Self.fill(&target, size, surface, above[column], above[column + 1], below[column])
        Self.fill(&target, size, surface, above[column + 1], below[column + 1], below[column])
      }
      above = below
    }
  }

  private func corners(
    _ mesh: Mesh, _ row: Int, _ projection: Projection, _ placing: Placing
  ) -> [Corner] {
    (row * mesh.columns..<(row + 1) * mesh.columns).map { i in
      let seen = projection(placing(mesh.positions[i]))
      let g = mesh.gloss[i]
      let d = mesh.materials[i] == 0 ? mesh.diffuse[i] * placing.flush : mesh.diffuse[i]
      return Corner(
        x: seen.x, y: seen.y, depth: seen.depth, diffuse: SIMD4(d.x, d.y, d.z, mesh.u[i]),
        gloss: SIMD4(g.x, g.y, g.z, mesh.v[i]))
    }
  }

  @inline(__always)
  private static func fill<S: Surface>(
    _ target: inout MutableSpan<SIMD4<Float>>, _ size: (width: Int, height: Int), _ surface: S,
    _ a: Corner, _ b: Corner, _ c: Corner
  ) {
    let (width, height) = size
    let lowX = min(a.x, min(b.x, c.x))
    let highX = max(a.x, max(b.x, c.x))
    let lowY = min(a.y, min(b.y, c.y))
    let highY = max(a.y, max(b.y, c.y))
    // Samples lie in the middle of their cells.
    guard highX >= 0.5, highY >= 0.5, lowX < Float(width), lowY < Float(height) else { return }
    let firstX = ceiling(max(lowX - 0.5, 0))
    let lastX = min(width - 1, Int(min(highX, Float(width)) - 0.5))
    let firstY = ceiling(max(lowY - 0.5, 0))
    let lastY = min(height - 1, Int(min(highY, Float(height)) - 0.5))
    guard firstX <= lastX, firstY <= lastY else { return }
    let (abx, aby, acx, acy) = (b.x - a.x, b.y - a.y, c.x - a.x, c.y - a.y)
    let area = abx * acy - acx * aby
    guard abs(area) > 1e-6 else { return }
    let inverse = 1 / area
    let stepB = acy * inverse
    let stepC = -aby * inverse
    let dx = Float(firstX) + 0.5 - a.x
    for row in firstY...lastY {
      let dy = Float(row) + 0.5 - a.y
      var wb = (dx * acy - acx * dy) * inverse
      var wc = (abx * dy - dx * aby) * inverse
      for i in (row * width + firstX)...(row * width + lastX) {
        let wa = 1 - wb - wc
        if wa >= -2e-4, wb >= -2e-4, wc >= -2e-4 {
          let depth = a.depth * wa + b.depth * wb + c.depth * wc
          if depth < target[i].w {
            let diffuse = a.diffuse * wa + b.diffuse * wb + c.diffuse * wc
            let gloss = a.gloss * wa + b.gloss * wb + c.gloss * wc
            let shaded = surface.shade(u: diffuse.w, v: gloss.w, diffuse: diffuse, gloss: gloss)
            if var colour = shaded {
              colour.w = depth
              target[i] = colour
            }
          }
        }
        wb += stepB
        wc += stepC
      }
    }
  }

  /// Lays the samples over a background of half the size each way.
  func resolved(over background: LinearImage) -> LinearImage {
    var picture = background
    for row in 0..<min(background.height, height / 2) {
      for column in 0..<min(background.width, width / 2) {
        let i = row * 2 * width + column * 2
        let behind = background.pixels[row * background.width + column]
        var sum = SIMD4<Float>(repeating: 0)
        sum += samples[i].w < .infinity ? samples[i] : behind
        sum += samples[i + 1].w < .infinity ? samples[i + 1] : behind
        sum += samples[i + width].w < .infinity ? samples[i + width] : behind
        sum += samples[i + width + 1].w < .infinity ? samples[i + width + 1] : behind
        picture.pixels[row * background.width + column] = sum * 0.25
      }
    }
    return picture
  }

  /// Depth at half the size each way: the nearest of four samples, infinite where nothing is.
  func resolvedDepth() -> [Float] {
    var result: [Float] = []
    result.reserveCapacity(width / 2 * (height / 2))
    for row in 0..<(height / 2) {
      for column in 0..<(width / 2) {
        let i = row * 2 * width + column * 2
        result.append(
          min(
            min(samples[i].w, samples[i + 1].w), min(samples[i + width].w, samples[i + width + 1].w)
          )
        )
      }
    }
    return result
  }
}
