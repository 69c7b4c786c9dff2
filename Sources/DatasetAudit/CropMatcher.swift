/// Tells whether one picture is another one of which up to a twentieth was cut off at each side,
/// from their sketches alone.
///
/// The luma of the cropped picture is, up to a gain and an offset, the luma of the whole one seen
/// through a smaller window. For 25 windows the whole one's samples are interpolated
/// (Catmull-Rom), and small changes of the window around each are taken as linear, as in the
/// registration of Lucas and Kanade (IJCAI 1981). What is left of the other picture after the best
/// linear fit, as a share of its variance, is the distance.
struct CropMatcher: Sendable {
  private static let side = PictureSketch.side
  private static let count = PictureSketch.sampleCount

  /// An interpolation along one axis and its changes with the two ends of the window.
  private struct Axis: Sendable {
    var whole: [Float]
    var start: [Float]
    var end: [Float]
  }

  /// The windows along one axis; the first is the one in the middle.
  private let axes: [Axis]

  /// Prepares the interpolations.
  init() {
    let windows: [(Float, Float)] = [
      (0.025, 0.025), (0, 0), (0.05, 0), (0, 0.05), (0.05, 0.05),
    ]
    axes = windows.map { start, end in
      let whole = Self.interpolation(start, end)
      let step: Float = 0.0125
      return Axis(
        whole: whole,
        start: Self.difference(Self.interpolation(start + step, end), whole),
        end: Self.difference(Self.interpolation(start, end + step), whole))
    }
  }

  /// What six directions cannot explain of another picture: an orthonormal basis of them.
  struct Basis {
    fileprivate var vectors: [Float] = []

    /// The unexplained share, 0…1, of centred samples with this energy.
    fileprivate func rest(of samples: [Float], energy: Float) -> Float {
      var explained: Float = 0
      for start in stride(from: 0, to: vectors.count, by: CropMatcher.count) {
        var product: Float = 0
        for index in 0..<CropMatcher.count { product += vectors[start + index] * samples[index] }
        explained += product * product
      }
      return max(0, 1 - explained / energy)
    }
  }

  /// A picture that others are compared with.
  struct Candidate {
    /// The samples, with mean 0.
    let samples: [Float]
    fileprivate let energy: Float
    /// The basis of the window in the middle, which rules most pairs out.
    fileprivate let middle: Basis
  }

  /// Prepares a picture's samples.
  func candidate(_ samples: [Float]) -> Candidate {
    let mean = samples.reduce(0, +) / Float(Self.count)
    let centred = samples.map { $0 - mean }
    return Candidate(
      samples: centred, energy: max(centred.reduce(0) { $0 + $1 * $1 }, 1e-3),
      middle: basis(of: centred, axes[0], axes[0]))
  }

  /// The smaller of the distances of each picture as a crop of the other; at most `limit` when
  /// it is exact, else anything above it.
  func distance(_ left: Candidate, _ right: Candidate, limit: Float) -> Float {
    min(
      oneWay(whole: left, crop: right, limit: limit),
      oneWay(whole: right, crop: left, limit: limit))
  }

  private func oneWay(whole: Candidate, crop: Candidate, limit: Float) -> Float {
    var best = whole.middle.rest(of: crop.samples, energy: crop.energy)
    // Windows move the samples only so far: nothing near was ever seen beyond this.
    guard best < 3 * limit else { return best }
    for across in axes {
      for down in axes {
        let rest = basis(of: whole.samples, across, down)
          .rest(of: crop.samples, energy: crop.energy)
        best = min(best, rest)
      }
    }
    return best
  }

  private func basis(of samples: [Float], _ across: Axis, _ down: Axis) -> Basis {
    let rows = Self.alongRows(samples, across.whole)
    var basis = Basis()
    basis.vectors.reserveCapacity(5 * Self.count)
    for vector in [
      Self.alongColumns(rows, down.whole),
      Self.alongColumns(Self.alongRows(samples, across.start), down.whole),
      Self.alongColumns(Self.alongRows(samples, across.end), down.whole),
      Self.alongColumns(rows, down.start), Self.alongColumns(rows, down.end),
    ] { Self.append(vector, to: &basis.vectors) }
    return basis
  }

  /// Adds what is new in a vector, with mean 0 and length 1 (Gram and Schmidt).
  private static func append(_ vector: [Float], to basis: inout [Float]) {
    var rest = vector
    let mean = rest.reduce(0, +) / Float(count)
    var before: Float = 0
    for index in 0..<count {
      rest[index] -= mean
      before += rest[index] * rest[index]
    }
    for start in stride(from: 0, to: basis.count, by: count) {
      var product: Float = 0
      for index in 0..<count { product += basis[start + index] * rest[index] }
      for index in 0..<count { rest[index] -= product * basis[start + index] }
    }
    let after = rest.reduce(0) { $0 + $1 * $1 }
    guard after > 1e-4 * before, after > 1e-6 else { return }
    let length = after.squareRoot()
    for index in 0..<count { basis.append(rest[index] / length) }
  }

  // MARK: Interpolation

  /// The weights, sample by sample, that the samples of one line have in those of a window.
  private static func interpolation(_ start: Float, _ end: Float) -> [Float] {
    var weights = [Float](repeating: 0, count: count)
    for sample in 0..<side {
      let share = (Float(sample) + 0.5) / Float(side)
      let place = (start + share * (1 - start - end)) * Float(side) - 0.5
      let first = place.rounded(.down)
      let t = place - first
      let cubic: [Float] = [
        ((-0.5 * t + 1) * t - 0.5) * t, (1.5 * t - 2.5) * t * t + 1,
        ((-1.5 * t + 2) * t + 0.5) * t, (0.5 * t - 0.5) * t * t,
      ]
      for (offset, weight) in cubic.enumerated() {
        let from = min(max(Int(first) + offset - 1, 0), side - 1)
        weights[sample * side + from] += weight
      }
    }
    return weights
  }

  private static func difference(_ left: [Float], _ right: [Float]) -> [Float] {
    zip(left, right).map { $0 - $1 }
  }

  private static func alongRows(_ samples: [Float], _ weights: [Float]) -> [Float] {
    var result = [Float](repeating: 0, count: count)
    for y in 0..<side {
      for x in 0..<side {
        var sum: Float = 0
        for from in 0..<side { sum += weights[x * side + from] * samples[y * side + from] }
        result[y * side + x] = sum
      }
    }
    return result
  }

  private static func alongColumns(_ samples: [Float], _ weights: [Float]) -> [Float] {
    var result = [Float](repeating: 0, count: count)
    for y in 0..<side {
      for x in 0..<side {
        var sum: Float = 0
        for from in 0..<side { sum += weights[y * side + from] * samples[from * side + x] }
        result[y * side + x] = sum
      }
    }
    return result
  }
}
