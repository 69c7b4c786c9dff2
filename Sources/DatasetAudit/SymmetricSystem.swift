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
