import Subsystems

/// Takes the time of comparing random vectors, all with all.
struct ComparisonTime {
  var count: Int
  var dimension: Int
  var measure: SimilarityMeasure
  var jobs: Int

  /// Probes of one call: as many scores as are kept at once.
  private static let probesAtOnce = 64

  /// What was measured.
  struct Measured {
    /// Seconds from the first template to the last score.
    var seconds: Double
    /// The mean of all scores, so that none can be left out.
    var mean: Double
  }

  /// Compares on as many comparers as there are jobs, each with its part of the probes.
  @concurrent
  func measured() async throws -> Measured {
    let probes = vectors(from: 0)
    let references = vectors(from: count)
    let start = ContinuousClock.now
    let parts = min(jobs, count)
    let sums = try await withThrowingTaskGroup(of: (part: Int, sum: Double).self) { group in
      for part in 0..<parts {
        let places = part * count / parts..<(part + 1) * count / parts
        group.addTask { (part, try sum(of: probes[places], with: references)) }
      }
      var sums = [Double](repeating: 0, count: parts)
      for try await part in group { sums[part.part] = part.sum }
      return sums
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    return Measured(
      seconds: max(seconds, 1e-9), mean: sums.reduce(0, +) / (Double(count) * Double(count)))
  }

  private func sum(
    of probes: ArraySlice<FaceTemplate>, with references: [FaceTemplate]
  ) throws -> Double {
    let comparer = try VectorComparer(
      references, by: measure, dimension: dimension, named: measure.rawValue)
    var sum = 0.0
    for start in stride(from: probes.startIndex, to: probes.endIndex, by: Self.probesAtOnce) {
      let end = min(start + Self.probesAtOnce, probes.endIndex)
      sum += try comparer.similarities(of: Array(probes[start..<end])).reduce(0, +)
    }
    return sum
  }

  /// Uniform numbers from 0 to 1 of a linear congruential generator (Knuth's MMIX constants).
  private func vectors(from first: Int) -> [FaceTemplate] {
    (first..<first + count).map { number in
      var state = UInt64(number) &* 0x9e37_79b9_7f4a_7c15 &+ 1
      let vector = (0..<dimension).map { _ -> Float in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Float(state >> 40) / Float(1 << 24)
      }
      return FaceTemplate(vector: vector)
    }
  }
}
