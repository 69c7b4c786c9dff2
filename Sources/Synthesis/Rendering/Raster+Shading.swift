extension Raster {
  /// How much the samples of a pixel may differ in depth to be one place, in centimetres: more
  /// means an edge that hides something, which each sample is asked about.
  private static let fold: Float = 0.3

  /// A background as far as it is seen; what covers it is black until it is coloured.
  func before(_ backdrop: Backdrop) -> LinearImage {
    let far = SIMD4<Float>(repeating: .infinity)
    return backdrop.picture { pixel in
      let free = SIMD4<Float>.zero.replacing(with: 0.25, where: depths[pixel] .== far)
      return free.x + free.y + free.z + free.w
    }
  }

  /// Adds the light of what is seen of a part, by its number in the order of drawing.
  func shade<S: Surface>(_ number: Int, _ surface: S, into picture: inout LinearImage) {
    let part = parts[number]
    let corners = part.corners.span
    let owners = owners.span
    let depths = depths.span
    var pixels = picture.pixels.mutableSpan
    let (rows, columns) = extent(part)
    let mine = SIMD4(repeating: Self.owner(part: number, cell: 0, half: 0) >> 24)
    var view = TriangleView()
    for row in rows {
      for column in columns {
        let i = row * width + column
        let owner = owners[i]
        let isMine = (owner &>> 24) .== mine
        guard any(isMine) else { continue }
        if all(isMine), Self.isFlat(depths[i]) {
          view.look(at: owner.x, of: part.columns, corners)
          pixels[i] += view.whole(surface, Float(column), Float(row))
        } else {
          var sum = SIMD4<Float>(repeating: 0)
          for k in 0..<4 where isMine[k] {
            view.look(at: owner[k], of: part.columns, corners)
            sum += view.sample(
              surface, Float(column) + Self.across[k], Float(row) + Self.down[k])
          }
          pixels[i] += sum * 0.25
        }
      }
    }
  }

  @inline(__always)
  private static func isFlat(_ depth: SIMD4<Float>) -> Bool {
    let away = depth - depth.x
    return all((away .< fold) .& (away .> -fold))
  }

  /// The pixels among which all of a part is.
  private func extent(_ part: Part) -> (rows: Range<Int>, columns: Range<Int>) {
    var low = SIMD4<Float>(repeating: .infinity)
    var high = SIMD4<Float>(repeating: -.infinity)
    for corner in part.corners {
      low = low.replacing(with: corner.seen, where: corner.seen .< low)
      high = high.replacing(with: corner.seen, where: corner.seen .> high)
    }
    let range = { (low: Float, high: Float, size: Int) -> Range<Int> in
      let first = Int(clamp(low - 1, 0, Float(size)))
      return first..<max(first, min(size, Int(clamp(high + 2, 0, Float(size)))))
    }
    return (range(low.y, high.y, height), range(low.x, high.x, width))
  }
}

/// The triangle that is being coloured; a neighbouring pixel often shows the same one.
private struct TriangleView {
  private var owner = Raster.nobody
  private var a = Raster.Corner(seen: .zero, diffuse: .zero, gloss: .zero)
  /// From the first corner to the second and third.
  private var diffuseB = SIMD4<Float>.zero
  private var diffuseC = SIMD4<Float>.zero
  private var glossB = SIMD4<Float>.zero
  private var glossC = SIMD4<Float>.zero
  private var weights = Weights(.zero, SIMD4(1, 0, 0, 0), SIMD4(0, 1, 0, 0))

  @inline(__always)
  mutating func look(at owner: UInt32, of columns: Int, _ corners: Span<Raster.Corner>) {
    guard owner != self.owner else { return }
    self.owner = owner
    let cell = Int((owner & 0xff_ffff) >> 1)
    let isLower = owner & 1 == 1
    a = corners[isLower ? cell + 1 : cell]
    let b = corners[isLower ? cell + columns + 1 : cell + 1]
    let c = corners[cell + columns]
    weights = Weights(a.seen, b.seen, c.seen)
    diffuseB = b.diffuse - a.diffuse
    diffuseC = c.diffuse - a.diffuse
    glossB = b.gloss - a.gloss
    glossC = c.gloss - a.gloss
  }

  /// Weights of the second and third corner at a place, which may lie just outside the triangle.
  @inline(__always)
  private func place(_ x: Float, _ y: Float) -> (b: Float, c: Float) {
    guard let weights else { return (0, 0) }
    let (dx, dy) = (x - a.seen.x, y - a.seen.y)
    let b = clamp(dx * weights.acrossB + dy * weights.downB)
    return (b, clamp(dx * weights.acrossC + dy * weights.downC, 0, 1 - b))
  }

  /// The colour behind one sample.
  @inline(__always)
  func sample<S: Surface>(_ surface: S, _ x: Float, _ y: Float) -> SIMD4<Float> {
    let (b, c) = place(x, y)
    let diffuse = a.diffuse + diffuseB * b + diffuseC * c
    let gloss = a.gloss + glossB * b + glossC * c
    return surface.shade(u: diffuse.w, v: gloss.w, diffuse: diffuse, gloss: gloss)
  }

  /// The colour of a whole pixel.
  @inline(__always)
  func whole<S: Surface>(_ surface: S, _ column: Float, _ row: Float) -> SIMD4<Float> {
    let (b, c) = place(column + 0.5, row + 0.5)
    let diffuse = a.diffuse + diffuseB * b + diffuseC * c
    let gloss = a.gloss + glossB * b + glossC * c
    var pixel = SeenPixel(
      u: diffuse.w, v: gloss.w, us: SIMD4(repeating: diffuse.w), vs: SIMD4(repeating: gloss.w))
    if let weights {
      let (right, under) = (Raster.across - 0.5, Raster.down - 0.5)
      let stepB = right * weights.acrossB + under * weights.downB
      let stepC = right * weights.acrossC + under * weights.downC
      pixel.us += stepB * diffuseB.w + stepC * diffuseC.w
      pixel.vs += stepB * glossB.w + stepC * glossC.w
    }
    return surface.shade(pixel, diffuse: diffuse, gloss: gloss)
  }
}
