internal import CGSL

/// The directions in which rows differ most, by the singular value decomposition of their distances
/// from the mean (GSL's `gsl_linalg_SV_decomp_mod`).
struct PrincipalComponents {
  /// The mean of the rows.
  let mean: [Double]
  /// The directions, of length 1, the widest first; of the two signs the one whose largest value is
  /// positive.
  let directions: [[Double]]
  /// The standard deviation of the rows along each.
  let deviations: [Double]
  /// The share of the rows' whole variance that lies along each.
  let shares: [Double]

  /// Finds the directions of rows of one length.
  ///
  /// - Returns: `nil` for fewer than two rows, for more rows than values, for rows that are all the
  ///   same, and where GSL finds no solution.
  init?(of rows: [[Double]], most: Int) {
    let count = rows.count
    let length = rows.first?.count ?? 0
    guard count >= 2, length >= count, most > 0, rows.allSatisfy({ $0.count == length }) else {
      return nil
    }
    var mean = [Double](repeating: 0, count: length)
    for row in rows {
      for place in 0..<length { mean[place] += row[place] }
    }
    for place in 0..<length { mean[place] /= Double(count) }
    guard let (columns, values) = Self.decomposed(rows, minus: mean) else { return nil }
    let squares = values.map { $0 * $0 }
    let total = squares.reduce(0, +)
    guard total > 0, total.isFinite else { return nil }
    // What is left of rounding is no direction.
    let kept = values.prefix(most).prefix { $0 > values[0] * 1e-9 }.count
    self.mean = mean
    directions = columns.prefix(kept).map(Self.turned)
    deviations = values.prefix(kept).map { $0 / Double(count - 1).squareRoot() }
    shares = squares.prefix(kept).map { $0 / total }
  }

  /// A direction with its largest value positive, the first of equally large ones.
  private static func turned(_ direction: [Double]) -> [Double] {
    let largest = direction.max { abs($0) < abs($1) } ?? 0
    return largest < 0 ? direction.map { 0 - $0 } : direction
  }

  /// The left singular vectors of the matrix whose columns are the rows' distances from the mean,
  /// and its singular values.
  private static func decomposed(
    _ rows: [[Double]], minus mean: [Double]
  ) -> (columns: [[Double]], values: [Double])? {
    _ = unsafe gsl_set_error_handler_off()
    let (length, count) = (mean.count, rows.count)
    guard let matrix = unsafe gsl_matrix_alloc(length, count),
      let square = unsafe gsl_matrix_alloc(count, count),
      let right = unsafe gsl_matrix_alloc(count, count),
      let singular = unsafe gsl_vector_alloc(count), let work = unsafe gsl_vector_alloc(count)
    else { return nil }
    defer {
      unsafe gsl_matrix_free(matrix)
      unsafe gsl_matrix_free(square)
      unsafe gsl_matrix_free(right)
      unsafe gsl_vector_free(singular)
      unsafe gsl_vector_free(work)
    }
    for (column, row) in rows.enumerated() {
      for place in 0..<length {
        unsafe gsl_matrix_set(matrix, place, column, row[place] - mean[place])
      }
    }
    guard unsafe gsl_linalg_SV_decomp_mod(matrix, square, right, singular, work) == GSL_SUCCESS
    else { return nil }
    let values = (0..<count).map { unsafe gsl_vector_get(singular, $0) }
    let columns = (0..<count).map { column in
      (0..<length).map { unsafe gsl_matrix_get(matrix, $0, column) }
    }
    guard values.allSatisfy(\.isFinite), columns.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
      return nil
    }
    return (columns, values)
  }
}
