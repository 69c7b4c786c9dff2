/// Which surface each sample of a picture shows, four samples to a pixel.
///
/// Finding out what is nearest and colouring it are two steps: what is drawn over costs no
/// colouring, and a pixel whose samples all show the same place is coloured once.
struct Raster: Sendable {
  let width: Int
  let height: Int
  /// Distances of a pixel's samples from the camera's plane in centimetres, infinite where nothing
  /// was drawn.
  private(set) var depths: [SIMD4<Float>]
  /// The triangles that the samples show.
  private(set) var owners: [SIMD4<UInt32>]
  /// What was drawn, in this order.
  private(set) var parts: [Part] = []

  /// Nothing drawn yet.
  static let nobody = UInt32.max

  /// Where the samples of a pixel lie in it.
  static let across = SIMD4<Float>(0.25, 0.75, 0.25, 0.75)
  static let down = SIMD4<Float>(0.25, 0.25, 0.75, 0.75)

  /// A drawn mesh, as it is seen.
  struct Part: Sendable {
    let columns: Int
    let isClosed: Bool
    let corners: [Corner]
  }

  /// A projected point with what is interpolated between points.
  struct Corner: Sendable {
    /// Place in the picture in pixels, and depth.
    var seen: SIMD4<Float>
    /// Light that is scattered, and texture coordinate u.
    var diffuse: SIMD4<Float>
    /// Light that is mirrored, and texture coordinate v.
    var gloss: SIMD4<Float>
  }

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    depths = Array(repeating: SIMD4(repeating: .infinity), count: width * height)
    owners = Array(repeating: SIMD4(repeating: Self.nobody), count: width * height)
  }

  /// The number of a part's triangle: two for each cell of its grid.
  @inline(__always)
  static func owner(part: Int, cell: Int, half: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: part << 24 | cell << 1 | half)
  }

  /// Draws a mesh, keeping what is nearest.
  mutating func draw<S: Surface>(
    _ mesh: Mesh, _ surface: S, _ projection: Projection, _ placing: Placing = .rest
  ) {
    let number = parts.count
    let part = Part(
      columns: mesh.columns, isClosed: mesh.isClosed,
      corners: Self.corners(mesh, projection, placing))
    parts.append(part)
    Self.fill(&depths, &owners, (width, height), part, number, surface)
  }

  private static func fill<S: Surface>(
    _ depths: inout [SIMD4<Float>], _ owners: inout [SIMD4<UInt32>],
    _ size: (width: Int, height: Int), _ part: Part, _ number: Int, _ surface: S
  ) {
    let corners = part.corners.span
    let (columns, isClosed) = (part.columns, part.isClosed)
    var depths = depths.mutableSpan
    var owners = owners.mutableSpan
    for row in 0..<(corners.count / columns - 1) {
      for cell in (row * columns)..<((row + 1) * columns - 1) {
        let (b, c) = (corners[cell + 1], corners[cell + columns])
        let first = owner(part: number, cell: cell, half: 0)
        fill(&depths, &owners, size, surface, isClosed, (corners[cell], b, c), first)
        let d = corners[cell + columns + 1]
        fill(&depths, &owners, size, surface, isClosed, (b, d, c), first | 1)
      }
    }
  }

  private static func corners(
    _ mesh: Mesh, _ projection: Projection, _ placing: Placing
  ) -> [Corner] {
    mesh.positions.indices.map { i in
      let seen = projection(placing(mesh.positions[i]))
      let g = mesh.gloss[i]
      let d = mesh.materials[i] == 0 ? mesh.diffuse[i] * placing.flush : mesh.diffuse[i]
      return Corner(
        seen: SIMD4(seen.x, seen.y, seen.depth, 0), diffuse: SIMD4(d.x, d.y, d.z, mesh.u[i]),
        gloss: SIMD4(g.x, g.y, g.z, mesh.v[i]))
    }
  }

  /// Tests all four samples of a pixel at once; most triangles are a few pixels large.
  @inline(__always)
  private static func fill<S: Surface>(
    _ depths: inout MutableSpan<SIMD4<Float>>, _ owners: inout MutableSpan<SIMD4<UInt32>>,
    _ size: (width: Int, height: Int), _ surface: S, _ isClosed: Bool,
    _ corners: (a: Corner, b: Corner, c: Corner), _ owner: UInt32
  ) {
    let (a, b, c) = (corners.a.seen, corners.b.seen, corners.c.seen)
    let lowX = min(a.x, min(b.x, c.x))
    let highX = max(a.x, max(b.x, c.x))
    let lowY = min(a.y, min(b.y, c.y))
    let highY = max(a.y, max(b.y, c.y))
    guard highX >= 0.25, highY >= 0.25, lowX < Float(size.width), lowY < Float(size.height) else {
      return
    }
    // The outer samples of a pixel lie a quarter from its edges.
    let firstX = max(0, latticeCell(max(lowX + 0.25, 0)))
    let lastX = min(size.width - 1, latticeCell(min(highX, Float(size.width)) - 0.2))
    let firstY = max(0, latticeCell(max(lowY + 0.25, 0)))
    let lastY = min(size.height - 1, latticeCell(min(highY, Float(size.height)) - 0.2))
    guard firstX <= lastX, firstY <= lastY else { return }
    guard let weights = Weights(a, b, c), !isClosed || weights.isFront else { return }
    let isWhole =
      !S.hasHoles
      || S.isConvex && surface.isThere(u: corners.a.diffuse.w, v: corners.a.gloss.w)
        && surface.isThere(u: corners.b.diffuse.w, v: corners.b.gloss.w)
        && surface.isThere(u: corners.c.diffuse.w, v: corners.c.gloss.w)
    let slack = SIMD4<Float>(repeating: -2e-4)
    let (depthB, depthC) = (b.z - a.z, c.z - a.z)
    let number = SIMD4(repeating: owner)
    let dx = across + (Float(firstX) - a.x)
    for row in firstY...lastY {
      let dy = down + (Float(row) - a.y)
      var wb = dx * weights.acrossB + dy * weights.downB
      var wc = dx * weights.acrossC + dy * weights.downC
      for i in (row * size.width + firstX)...(row * size.width + lastX) {
        let depth = wb * depthB + wc * depthC + a.z
        let old = depths[i]
        let inner = (wb .>= slack) .& (wc .>= slack) .& ((1 - wb - wc) .>= slack)
        var hit = inner .& (depth .< old)
        if !isWhole, any(hit) {
          for k in 0..<4 where hit[k] {
            let (sb, sc) = (wb[k], wc[k])
            let sa = 1 - sb - sc
            let u = corners.a.diffuse.w * sa + corners.b.diffuse.w * sb + corners.c.diffuse.w * sc
            let v = corners.a.gloss.w * sa + corners.b.gloss.w * sb + corners.c.gloss.w * sc
            hit[k] = surface.isThere(u: u, v: v)
          }
        }
        depths[i] = old.replacing(with: depth, where: hit)
        owners[i] = owners[i].replacing(with: number, where: hit)
        wb += weights.acrossB
        wc += weights.acrossC
      }
    }
  }

  /// Depth of the pixels: the nearest of four samples, infinite where nothing is.
  func resolvedDepth() -> [Float] {
    depths.map { min(min($0.x, $0.y), min($0.z, $0.w)) }
  }
}

/// How the weights of a triangle's second and third corner grow across the picture.
struct Weights {
  let acrossB: Float
  let acrossC: Float
  let downB: Float
  let downC: Float
  /// Whether the corners run around the triangle as the hands of a clock do.
  let isFront: Bool

  /// `nil` for a triangle that is seen from its edge.
  @inline(__always)
  init?(_ a: SIMD4<Float>, _ b: SIMD4<Float>, _ c: SIMD4<Float>) {
    let (abx, aby, acx, acy) = (b.x - a.x, b.y - a.y, c.x - a.x, c.y - a.y)
    let area = abx * acy - acx * aby
    guard abs(area) > 2.5e-7 else { return nil }
    isFront = area > 0
    let inverse = 1 / area
    acrossB = acy * inverse
    downB = -acx * inverse
    acrossC = -aby * inverse
    downC = abx * inverse
  }
}
