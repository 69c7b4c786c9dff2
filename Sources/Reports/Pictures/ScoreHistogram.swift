import PADVocabulary

/// Scores counted in bins that all classes share.
///
/// The bins are those of Freedman and Diaconis (1981) on all finite scores together: a width of
/// 2 IQR / n^(1/3), held to 10…60 bins over the range, 30 where the quartiles coincide. One edge is
/// the threshold, so that no bin holds both accepted and rejected presentations.
struct ScoreHistogram: Sendable, Hashable {
  /// The counts of one class.
  struct Group: Sendable, Hashable {
    /// The species; `nil` for bona fide.
    var species: PAISpecies?
    /// Presentations per bin.
    var counts: [Int]
    /// Finite scores, and those that no bin can hold.
    var finite: Int
    var infinite: Int
    /// Presentations with a score of at least the threshold; `nil` without one.
    var accepted: Int?

    /// Presentations with a score.
    var scored: Int { finite + infinite }
  }

  /// The edges of the bins, ascending; a bin holds its lower edge. One more than there are bins.
  var edges: [Double]
  /// The threshold, if it lies where it can be drawn.
  var threshold: Double?
  /// Bona fide first, then species by name.
  var groups: [Group]

  /// Counts scores, or `nil` when there is no finite one or their range has no width to draw.
  init?(_ rows: [ScoredPresentation], threshold: Double?) {
    var scores: [PAISpecies?: [Double]] = [:]
    var infinite: [PAISpecies?: Int] = [:]
    for row in rows {
      guard let score = row.outcome.score else { continue }
      if score.isFinite {
        scores[row.species, default: []].append(score)
      } else {
        infinite[row.species, default: 0] += 1
      }
      if scores[row.species] == nil { scores[row.species] = [] }
    }
    let all = scores.values.flatMap(\.self).sorted()
    guard let lowest = all.first, let highest = all.last, (highest - lowest).isFinite,
      let edges = Self.edges(all, lowest, highest, threshold)
    else { return nil }
    self.edges = edges
    self.threshold = threshold.flatMap { mark in
      edges.first.map { mark >= $0 } == true && edges.last.map { mark <= $0 } == true ? mark : nil
    }
    let order = scores.keys.sorted { left, right in
      guard let left else { return right != nil }
      guard let right else { return false }
      return left < right
    }
    groups = order.map { species in
      let values = scores[species] ?? []
      var counts = [Int](repeating: 0, count: edges.count - 1)
      for value in values { counts[Self.bin(of: value, in: edges)] += 1 }
      let unbounded = rows.count { row in
        row.species == species && row.outcome.score.map { $0 == .infinity } == true
      }
      return Group(
        species: species, counts: counts, finite: values.count,
        infinite: infinite[species] ?? 0,
        accepted: threshold.map { mark in
          values.count { $0 >= mark } + unbounded
        })
    }
  }

  /// The bin that holds a value, the outer ones for values beyond the edges.
  private static func bin(of value: Double, in edges: [Double]) -> Int {
    var low = 0
    var high = edges.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if edges[middle] <= value { low = middle } else { high = middle }
    }
    return low
  }

  private static func edges(
    _ sorted: [Double], _ lowest: Double, _ highest: Double, _ threshold: Double?
  ) -> [Double]? {
    let range = highest - lowest
    // A threshold far from all scores would squeeze them into one bin: it is then left out.
    let mark = threshold.flatMap { mark -> Double? in
      mark.isFinite && mark >= lowest - range && mark <= highest + range ? mark : nil
    }
    let start = min(lowest, mark ?? lowest)
    let end = max(highest, mark ?? highest)
    let width = range > 0 ? binWidth(sorted, range) : max(abs(lowest), 1) * 0.05
    guard width.isFinite, width > 0 else { return nil }
    let origin = mark ?? start
    let below = ((origin - start) / width).rounded(.up)
    let above = ((end - origin) / width).rounded(.down) + 1
    guard below.isFinite, above.isFinite, below >= 0, above >= 1, below + above <= 1_000 else {
      return nil
    }
    let edges = (-Int(below)...Int(above)).map { origin + Double($0) * width }
    // Widths that vanish beside the scores themselves leave edges that do not ascend.
    guard zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
    return edges
  }

  private static func binWidth(_ sorted: [Double], _ range: Double) -> Double {
    func quantile(_ share: Double) -> Double {
      let place = share * Double(sorted.count - 1)
      let index = Int(place)
      let next = min(index + 1, sorted.count - 1)
      return sorted[index] + (place - Double(index)) * (sorted[next] - sorted[index])
    }
    let spread = quantile(0.75) - quantile(0.25)
    var root = 1.0
    while root * root * root < Double(sorted.count) { root += 1 }
    guard spread > 0 else { return range / 30 }
    let bins = (range / (2 * spread / root)).rounded(.up)
    return range / min(max(bins, 10), 60)
  }
}
