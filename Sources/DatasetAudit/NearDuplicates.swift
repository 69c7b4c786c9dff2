/// Finds pictures that may be the same but for encoding, size, or a twentieth cut off at each side,
/// from their sketches alone; `PictureComparison` then looks at the pictures.
struct NearDuplicates: Sendable {
  /// Two places in the list that was searched, the smaller first.
  struct Pair: Hashable, Comparable, Sendable {
    var first: Int32
    var second: Int32

    static func < (left: Pair, right: Pair) -> Bool {
      (left.first, left.second) < (right.first, right.second)
    }
  }

  /// The share of the luma's variance that a crop may leave unexplained.
  static let lumaLimit: Float = 0.1
  /// How far coarse colours may be apart, in 8-bit steps.
  static let chromaLimit: Float = 7
  /// How many trees look for neighbours.
  static let treeCount = 12
  /// The most pairs that are kept; a set with more is mostly copies.
  static let mostPairs = 1_000_000

  private let sketches: [PictureSketch]
  private let matcher = CropMatcher()

  init(_ sketches: [PictureSketch]) {
    self.sketches = sketches
  }

  /// All pairs that were found, in order, and whether there were more than are kept.
  @concurrent
  func pairs(jobs: Int) async -> (pairs: [Pair], isCut: Bool) {
    let forest = ProjectionForest(sketches, seed: 0x5eed)
    var pairs: [Pair] = []
    var isCut = false
    for tree in 0..<Self.treeCount where !isCut {
      let groups = forest.groups(ofTree: tree)
      pairs += await search(groups, jobs: max(1, jobs))
      pairs = Self.distinct(pairs)
      if pairs.count > Self.mostPairs {
        pairs.removeLast(pairs.count - Self.mostPairs)
        isCut = true
      }
    }
    return (pairs, isCut)
  }

  private func search(_ groups: [[Int32]], jobs: Int) async -> [Pair] {
    await withTaskGroup(of: [Pair].self) { tasks in
      for job in 0..<min(jobs, max(groups.count, 1)) {
        tasks.addTask { @concurrent in
          var found: [Pair] = []
          for index in stride(from: job, to: groups.count, by: jobs) {
            found += self.pairs(within: groups[index])
          }
          return found
        }
      }
      return await tasks.reduce(into: []) { $0 += $1 }
    }
  }

  private func pairs(within group: [Int32]) -> [Pair] {
    let samples = group.map { sketches[Int($0)].samples }
    var prepared = [CropMatcher.Candidate?](repeating: nil, count: group.count)
    func candidate(_ index: Int) -> CropMatcher.Candidate {
      if let ready = prepared[index] { return ready }
      let new = matcher.candidate(samples[index])
      prepared[index] = new
      return new
    }
    var found: [Pair] = []
    for left in group.indices where !sketches[Int(group[left])].isFlat {
      for right in (left + 1)..<group.count {
        let (a, b) = (sketches[Int(group[left])], sketches[Int(group[right])])
        guard a.chromaDistance(to: b) <= Self.chromaLimit, !b.isFlat,
          Self.isWithin(samples[left], samples[right], 0.45),
          matcher.distance(candidate(left), candidate(right), limit: Self.lumaLimit)
            <= Self.lumaLimit
        else { continue }
        found.append(
          Pair(first: min(group[left], group[right]), second: max(group[left], group[right])))
      }
    }
    return found
  }

  /// Whether two standardized pictures differ by less than a share of the most that unrelated ones
  /// do; no small crop differs by more.
  private static func isWithin(_ left: [Float], _ right: [Float], _ share: Float) -> Bool {
    let most = share * 2 * Float(PictureSketch.sampleCount)
    var sum: Float = 0
    for index in left.indices {
      let difference = left[index] - right[index]
      sum += difference * difference
    }
    return sum < most
  }

  private static func distinct(_ pairs: [Pair]) -> [Pair] {
    var last: Pair?
    return pairs.sorted().filter { pair in
      defer { last = pair }
      return pair != last
    }
  }
}
