import Statistics

/// A direction in the space of a sketch's figures that points from bona fide to attack.
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
    let size = PictureSketch.figureCount
    var sums = [Double](repeating: 0, count: size)
    var squares = sums
    for index in used {
      for figure in 0..<size {
        let value = Double(sketches[index].figures[figure])
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
        row[figure] = (Double(sketches[index].figures[figure]) - means[figure]) * scales[figure]
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
      sum += weights[figure] * (Double(sketch.figures[figure]) - means[figure]) * scales[figure]
    }
    return sum
  }
}
