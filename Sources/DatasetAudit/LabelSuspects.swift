import Statistics

/// Finds presentations whose neighbours carry the other label.
///
/// Textures are compared along the direction that tells the labels apart best, learned by ridge
/// regression from other persons' presentations (five parts), so that a wrong label cannot vouch
/// for itself. The neighbours are those with the nearest values along it; the rank of a
/// suspicion is how far a presentation lies on the other label's side.
struct LabelSuspects {
  /// How suspicious each presentation is: its distance on the wrong side of the middle; higher is
  /// more suspicious.
  let suspicions: [Double]
  /// The share of neighbours of the other label, both labels counted as equally frequent.
  let disagreement: [Double]

  private static let folds = 5
  private static let ridge = 0.01
  private static let neighbours = 25

  /// Judges readable presentations; `nil` without enough of both labels.
  init?(sketches: [PictureSketch], isAttack: [Bool], clusters: [Int32]) {
    let attacks = isAttack.count { $0 }
    guard attacks >= 20, isAttack.count - attacks >= 20 else { return nil }
    var scores = [Double](repeating: 0, count: sketches.count)
    for fold in 0..<Self.folds {
      let model = RidgeDirection(
        sketches: sketches, isAttack: isAttack, ridge: Self.ridge
      ) { Int(clusters[$0]) % Self.folds != fold }
      guard let model else { return nil }
      for index in sketches.indices where Int(clusters[index]) % Self.folds == fold {
        scores[index] = model.score(sketches[index])
      }
    }
    suspicions = scores.indices.map { isAttack[$0] ? -scores[$0] : scores[$0] }
    disagreement = Self.disagreement(scores, isAttack: isAttack, attacks: attacks)
  }

  /// The weighted share of the other label among the nearest on both sides.
  private static func disagreement(
    _ scores: [Double], isAttack: [Bool], attacks: Int
  ) -> [Double] {
    let order = scores.indices.sorted {
      scores[$0] != scores[$1] ? scores[$0] < scores[$1] : $0 < $1
    }
    let weights = (
      attack: 0.5 / Double(attacks), other: 0.5 / Double(isAttack.count - attacks)
    )
    var shares = [Double](repeating: 0, count: scores.count)
    for (place, index) in order.enumerated() {
      let first = max(0, min(place - neighbours / 2, order.count - neighbours - 1))
      var (same, different) = (0.0, 0.0)
      for other in order[first..<min(first + neighbours + 1, order.count)] where other != index {
        let weight = isAttack[other] ? weights.attack : weights.other
        if isAttack[other] == isAttack[index] { same += weight } else { different += weight }
      }
      shares[index] = same + different > 0 ? different / (same + different) : 0
    }
    return shares
  }

  /// The places of all presentations, the most suspicious first.
  var ranking: [Int] {
    suspicions.indices.sorted {
      suspicions[$0] != suspicions[$1] ? suspicions[$0] > suspicions[$1] : $0 < $1
    }
  }

  /// Whether a presentation is worth naming: nearly all neighbours disagree, and it lies as deep
  /// on the other side as the other label's own presentations do.
  func isFlagged(_ index: Int) -> Bool {
    disagreement[index] >= 0.95 && suspicions[index] >= 0.5
  }
}

/// A direction in texture space that points from bona fide to attack.
struct RidgeDirection {
  private let means: [Double]
  private let scales: [Double]
  private let weights: [Double]
  private let offset: Double

  /// Least squares on labels −1 and +1, both weighing the same, with a penalty of `ridge` per
  /// standardized figure (Hoerl and Kennard, Technometrics 12, 1970).
  ///
  /// - Returns: `nil` when a label is missing among those that `isUsed` takes.
  init?(
    sketches: [PictureSketch], isAttack: [Bool], ridge: Double, isUsed: (Int) -> Bool
  ) {
    let used = sketches.indices.filter(isUsed)
    let attacks = used.count { isAttack[$0] }
    guard attacks > 1, used.count - attacks > 1 else { return nil }
    let size = TextureSummary.count
    var sums = [Double](repeating: 0, count: size)
    var squares = sums
    for index in used {
      for figure in 0..<size {
        let value = Double(sketches[index].texture[figure])
        sums[figure] += value
        squares[figure] += value * value
      }
    }
    let count = Double(used.count)
    let means = sums.map { $0 / count }
    let scales = zip(squares, means).map { square, mean in
      1 / max(square / count - mean * mean, 0.25).squareRoot()
    }
    var normal = SymmetricSystem(size: size + 1)
    var row = [Double](repeating: 1, count: size + 1)
    for index in used {
      for figure in 0..<size {
        row[figure] = (Double(sketches[index].texture[figure]) - means[figure]) * scales[figure]
      }
      let weight =
        0.5 / (isAttack[index] ? Double(attacks) : Double(used.count - attacks))
      normal.add(row, target: isAttack[index] ? 1 : -1, weight: weight)
    }
    for figure in 0..<size { normal.addToDiagonal(figure, ridge) }
    guard let solution = normal.solved() else { return nil }
    self.means = means
    self.scales = scales
    weights = Array(solution.dropLast())
    offset = solution[size]
  }

  /// About −1 for bona fide and +1 for attacks.
  func score(_ sketch: PictureSketch) -> Double {
    var sum = offset
    for figure in weights.indices {
      sum += weights[figure] * (Double(sketch.texture[figure]) - means[figure]) * scales[figure]
    }
    return sum
  }
}

/// Normal equations of a weighted least squares problem, solved by Cholesky decomposition.
struct SymmetricSystem {
  private let size: Int
  private var matrix: [Double]
  private var right: [Double]

  init(size: Int) {
    self.size = size
    matrix = [Double](repeating: 0, count: size * size)
    right = [Double](repeating: 0, count: size)
  }

  mutating func add(_ row: [Double], target: Double, weight: Double) {
    for i in 0..<size {
      let scaled = weight * row[i]
      right[i] += scaled * target
      for j in 0...i { matrix[i * size + j] += scaled * row[j] }
    }
  }

  mutating func addToDiagonal(_ index: Int, _ value: Double) {
    matrix[index * size + index] += value
  }

  /// The solution, or `nil` where the matrix is not positive definite.
  func solved() -> [Double]? {
    var factor = matrix
    for i in 0..<size {
      for j in 0...i {
        var sum = factor[i * size + j]
        for k in 0..<j { sum -= factor[i * size + k] * factor[j * size + k] }
        if i == j {
          guard sum > 1e-12 else { return nil }
          factor[i * size + i] = sum.squareRoot()
        } else {
          factor[i * size + j] = sum / factor[j * size + j]
        }
      }
    }
    var solution = right
    for i in 0..<size {
      for k in 0..<i { solution[i] -= factor[i * size + k] * solution[k] }
      solution[i] /= factor[i * size + i]
    }
    for i in (0..<size).reversed() {
      for k in (i + 1)..<size { solution[i] -= factor[k * size + i] * solution[k] }
      solution[i] /= factor[i * size + i]
    }
    return solution
  }
}
