/// The innermost loops of comparing vectors: four probes with eight references at a time.
///
/// Every pair has one place in one register, and its sum is built value by value; what stands in
/// the other places cannot change it.
enum ComparisonKernel {
  /// Values that are summed in single precision before the sum goes on in double.
  private static let run = 256
  /// Values of references that are gone through again and again before the next: about as much as
  /// the cache of one processor holds.
  private static let valuesAtOnce = 1 << 16

  /// Compares all probes with all references.
  ///
  /// - Parameter start: where the first score goes; scores go probe by probe.
  static func compare(
    _ probes: SpreadVectors, with references: PackedVectors, by measure: SimilarityMeasure,
    into scores: inout [Double], from start: Int
  ) {
    precondition(
      probes.dimension == references.dimension && start >= 0
        && scores.count - start >= probes.count * references.count)
    switch measure {
    case .cosine: compare(probes, references, Product.self, &scores, start)
    case .euclidean: compare(probes, references, SquaredDifference.self, &scores, start)
    case .chiSquare: compare(probes, references, ChiSquare.self, &scores, start)
    }
    for place in start..<(start + probes.count * references.count) {
      let sum = scores[place]
      let score =
        switch measure {
        case .cosine: sum
        case .euclidean: 0 - sum.squareRoot()
        case .chiSquare: 0 - sum
        }
      scores[place] = score.isFinite ? score : .nan
    }
  }

  private static func compare<Term: ComparisonTerm>(
    _ probes: SpreadVectors, _ references: PackedVectors, _ term: Term.Type,
    _ scores: inout [Double], _ start: Int
  ) {
    let probeValues = probes.values.span
    let referenceValues = references.values.span
    let dimension = references.dimension
    let panelsAtOnce = max(1, valuesAtOnce / max(1, dimension * PackedVectors.panel))
    var out = scores.mutableSpan
    for group in stride(from: 0, to: references.panelCount, by: panelsAtOnce) {
      for firstProbe in stride(from: 0, to: probes.count, by: SpreadVectors.block) {
        for panel in group..<min(group + panelsAtOnce, references.panelCount) {
          for first in stride(from: 0, to: dimension, by: run) {
            let tile = sums(
              probeValues, firstProbe * dimension + SpreadVectors.block * first, referenceValues,
              2 * (panel * dimension + first), min(run, dimension - first), term)
            let firstReference = panel * PackedVectors.panel
            let width = min(PackedVectors.panel, references.count - firstReference)
            for row in 0..<min(SpreadVectors.block, probes.count - firstProbe) {
              let place = start &+ (firstProbe &+ row) &* references.count &+ firstReference
              let sums = tile[row]
              for column in 0..<width { out[place &+ column] += Double(sums[column]) }
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private static func sums<Term: ComparisonTerm>(
    _ probes: borrowing Span<SIMD4<Float>>, _ firstProbe: Int,
    _ references: borrowing Span<SIMD4<Float>>, _ firstReference: Int, _ count: Int,
    _ term: Term.Type
  ) -> Tile {
    precondition(
      firstProbe >= 0 && firstProbe + 4 * count <= probes.count && firstReference >= 0
        && firstReference + 2 * count <= references.count)
    var tile = Tile()
    var probe = firstProbe
    var reference = firstReference
    for _ in 0..<count {
      let left = unsafe references[unchecked: reference]
      let right = unsafe references[unchecked: reference &+ 1]
      let first = unsafe probes[unchecked: probe]
      tile.left0 += Term.of(first, left)
      tile.right0 += Term.of(first, right)
      let second = unsafe probes[unchecked: probe &+ 1]
      tile.left1 += Term.of(second, left)
      tile.right1 += Term.of(second, right)
      let third = unsafe probes[unchecked: probe &+ 2]
      tile.left2 += Term.of(third, left)
      tile.right2 += Term.of(third, right)
      let fourth = unsafe probes[unchecked: probe &+ 3]
      tile.left3 += Term.of(fourth, left)
      tile.right3 += Term.of(fourth, right)
      probe &+= 4
      reference &+= 2
    }
    return tile
  }

  /// The sums of four probes with eight references.
  private struct Tile {
    var left0 = SIMD4<Float>.zero
    var right0 = SIMD4<Float>.zero
    var left1 = SIMD4<Float>.zero
    var right1 = SIMD4<Float>.zero
    var left2 = SIMD4<Float>.zero
    var right2 = SIMD4<Float>.zero
    var left3 = SIMD4<Float>.zero
    var right3 = SIMD4<Float>.zero

    subscript(probe: Int) -> SIMD8<Float> {
      switch probe {
      case 0: SIMD8(lowHalf: left0, highHalf: right0)
      case 1: SIMD8(lowHalf: left1, highHalf: right1)
      case 2: SIMD8(lowHalf: left2, highHalf: right2)
      default: SIMD8(lowHalf: left3, highHalf: right3)
      }
    }
  }
}

/// What one value of a probe and one of a reference add to a pair's sum.
private protocol ComparisonTerm {
  static func of(_ probe: SIMD4<Float>, _ reference: SIMD4<Float>) -> SIMD4<Float>
}

private enum Product: ComparisonTerm {
  @inline(__always)
  static func of(_ probe: SIMD4<Float>, _ reference: SIMD4<Float>) -> SIMD4<Float> {
    probe * reference
  }
}

private enum SquaredDifference: ComparisonTerm {
  @inline(__always)
  static func of(_ probe: SIMD4<Float>, _ reference: SIMD4<Float>) -> SIMD4<Float> {
    let difference = probe - reference
    return difference * difference
  }
}

private enum ChiSquare: ComparisonTerm {
  @inline(__always)
  static func of(_ probe: SIMD4<Float>, _ reference: SIMD4<Float>) -> SIMD4<Float> {
    let difference = probe - reference
    let sum = probe + reference
    // A label that neither has adds nothing.
    let divisor = sum.replacing(with: 1, where: sum .== 0)
    return difference * difference / divisor
  }
}
