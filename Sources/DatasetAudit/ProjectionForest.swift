import Statistics

/// Groups of points that are near each other, found without comparing all with all.
///
/// Each tree halves the points again and again at the median of their projection on the line
/// through two of them (Dasgupta and Freund, STOC 2008), until a group is small. Two near points
/// are parted by a tree only when a median falls between them, so that a few trees bring
/// nearly all near pairs together in some group; the work grows as n log n.
struct ProjectionForest: Sendable {
  /// Groups are no larger than this.
  static let groupSize = 64

  private let points: [PictureSketch]
  private let seed: UInt64

  /// Takes the points; equal seeds give equal groups.
  init(_ points: [PictureSketch], seed: UInt64) {
    self.points = points
    self.seed = seed
  }

  /// The groups of one tree, as places in `points`; every point is in exactly one.
  func groups(ofTree tree: Int) -> [[Int32]] {
    var random = Xoshiro256(seed: seed, stream: UInt64(tree))
    var groups: [[Int32]] = []
    var waiting = [Array(0..<Int32(clamping: points.count))]
    while let group = waiting.popLast() {
      if group.count <= Self.groupSize {
        groups.append(group)
        continue
      }
      let (low, high) = halves(of: group, &random)
      waiting.append(high)
      waiting.append(low)
    }
    return groups
  }

  private func halves(
    of group: [Int32], _ random: inout Xoshiro256
  ) -> (low: [Int32], high: [Int32]) {
    let bound = UInt32(clamping: group.count)
    let first = vector(group[Int(random.index(below: bound))])
    let second = vector(group[Int(random.index(below: bound))])
    let direction = zip(first, second).map { $0 - $1 }
    var keys = group.map { place -> UInt64 in
      var sum: Float = 0
      let vector = vector(place)
      for index in direction.indices { sum += direction[index] * vector[index] }
      // Whole numbers compare the same way everywhere; the place breaks ties.
      let steps = Int64(min(max(sum * 64, -1e9), 1e9)) + 1 << 31
      return UInt64(clamping: steps) << 32 | UInt64(UInt32(bitPattern: place))
    }
    RadixSort.sort(&keys)
    let places = keys.map { Int32(truncatingIfNeeded: $0 & 0xffff_ffff) }
    let middle = places.count / 2
    return (Array(places[..<middle]), Array(places[middle...]))
  }

  /// Luma, and colour at a weight that makes both matter.
  private func vector(_ place: Int32) -> [Float] {
    let sketch = points[Int(place)]
    return sketch.samples + (0..<8).map { (Float(sketch.chroma[$0]) - 128) / 8 }
  }
}
