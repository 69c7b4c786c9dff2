/// A mouth's outline at the columns of a face texture: it depends on the column alone.
struct MouthColumns {
  /// The outline at one column.
  struct Outline {
    let line: Float
    let gap: Float
    let upper: Float
    let lower: Float
  }

  let halfWidth: Float
  private let layout: FaceLayout
  private let outlines: [Outline]

  init(_ mouth: Mouth, _ layout: FaceLayout) {
    self.layout = layout
    halfWidth = mouth.halfWidth
    outlines = (0..<layout.width).map { column in
      let x = layout.x(column)
      return Outline(
        line: mouth.line(x), gap: mouth.gap(x), upper: mouth.upper(x), lower: mouth.lower(x))
    }
  }

  /// The outline at a texel's place.
  @inline(__always)
  func callAsFunction(_ x: Float) -> Outline {
    outlines[min(max(0, Int(layout.u(x) + 0.5)), outlines.count - 1)]
  }
}
