internal import CGSL
import Statistics

/// Logistic regression with a penalty on the squares of its weights, minimised by GSL's vector
/// Broyden-Fletcher-Goldfarb-Shanno search (`vector_bfgs2`).
///
/// Minimises Σ wᵢ log(1 + exp(−yᵢ (b + v·xᵢ))) + λ/2 |v|², with y = ±1; the offset b is free.
struct LogisticRegression {
  /// Standardised features, row after row.
  private let rows: [Double]
  private let columns: Int
  private let signs: [Double]
  private let rowWeights: [Double]

  /// What was found.
  struct Solution: Equatable {
    var weights: [Double]
    var offset: Double
  }

  /// - Parameters:
  ///   - rows: features, all of one count.
  ///   - isBonaFide: the class of each row.
  ///   - weights: what each row counts; they add up to 1.
  init(rows: [[Double]], isBonaFide: [Bool], weights: [Double]) {
    columns = rows.first?.count ?? 0
    self.rows = rows.flatMap(\.self)
    signs = isBonaFide.map { $0 ? 1 : -1 }
    rowWeights = weights
  }

  /// Steps of the search at most.
  private static let mostSteps = 400
  /// The search ends when the gradient is shorter.
  private static let shortestGradient = 1e-6

  /// The minimum for a penalty, searched from a start; `nil` when GSL has no memory.
  func solution(penalty: Double, from start: Solution? = nil) -> Solution? {
    let count = columns + 1
    let problem = Problem(regression: self, penalty: penalty)
    _ = unsafe gsl_set_error_handler_off()
    guard let point = unsafe gsl_vector_alloc(count),
      let search = unsafe gsl_multimin_fdfminimizer_alloc(CGSL_multimin_vector_bfgs2(), count)
    else { return nil }
    defer {
      unsafe gsl_vector_free(point)
      unsafe gsl_multimin_fdfminimizer_free(search)
    }
    for place in 0..<count {
      let value = place < columns ? start?.weights[place] ?? 0 : start?.offset ?? 0
      unsafe gsl_vector_set(point, place, value)
    }
    var function = unsafe gsl_multimin_function_fdf(
      f: { unsafe Problem.value($0, $1) }, df: { unsafe Problem.gradient($0, $1, $2) },
      fdf: { unsafe Problem.both($0, $1, $2, $3) }, n: count,
      params: Unmanaged.passUnretained(problem).toOpaque())
    return withExtendedLifetime(problem) {
      unsafe gsl_multimin_fdfminimizer_set(search, &function, point, 0.1, 0.1)
      for _ in 0..<Self.mostSteps {
        // A step that finds nothing better is the end: rounding is all that is left.
        guard unsafe gsl_multimin_fdfminimizer_iterate(search) == GSL_SUCCESS,
          let gradient = unsafe gsl_multimin_fdfminimizer_gradient(search),
          unsafe gsl_multimin_test_gradient(gradient, Self.shortestGradient)
            == GSL_CONTINUE
        else { break }
      }
      guard let best = unsafe gsl_multimin_fdfminimizer_x(search) else { return nil }
      let values = (0..<count).map { unsafe gsl_vector_get(best, $0) }
      guard values.allSatisfy(\.isFinite) else { return nil }
      return Solution(weights: Array(values.prefix(columns)), offset: values[columns])
    }
  }

  /// What is minimised, and where its gradient is put together.
  private final class Problem {
    private let regression: LogisticRegression
    private let penalty: Double
    private var slope: [Double]

    init(regression: LogisticRegression, penalty: Double) {
      self.regression = regression
      self.penalty = penalty
      slope = [Double](repeating: 0, count: regression.columns + 1)
    }

    private static func of(_ pointer: UnsafeMutableRawPointer?) -> Problem? {
      unsafe pointer.map { unsafe Unmanaged<Problem>.fromOpaque($0).takeUnretainedValue() }
    }

    static func value(_ point: UnsafePointer<gsl_vector>?, _ pointer: UnsafeMutableRawPointer?)
      -> Double
    {
      guard let point = unsafe point, let problem = unsafe of(pointer) else { return .nan }
      return problem.evaluate(at: unsafe values(point))
    }

    static func gradient(
      _ point: UnsafePointer<gsl_vector>?, _ pointer: UnsafeMutableRawPointer?,
      _ result: UnsafeMutablePointer<gsl_vector>?
    ) {
      guard let point = unsafe point, let result = unsafe result,
        let problem = unsafe of(pointer)
      else { return }
      _ = problem.evaluate(at: unsafe values(point))
      for (place, value) in problem.slope.enumerated() {
        unsafe gsl_vector_set(result, place, value)
      }
    }

    static func both(
      _ point: UnsafePointer<gsl_vector>?, _ pointer: UnsafeMutableRawPointer?,
      _ value: UnsafeMutablePointer<Double>?, _ result: UnsafeMutablePointer<gsl_vector>?
    ) {
      guard let point = unsafe point, let result = unsafe result, let value = unsafe value,
        let problem = unsafe of(pointer)
      else { return }
      unsafe value.pointee = problem.evaluate(at: unsafe values(point))
      for (place, part) in problem.slope.enumerated() {
        unsafe gsl_vector_set(result, place, part)
      }
    }

    private static func values(_ point: UnsafePointer<gsl_vector>) -> [Double] {
      unsafe (0..<point.pointee.size).map { unsafe gsl_vector_get(point, $0) }
    }

    /// The value at a point; leaves the gradient in `slope`.
    private func evaluate(at point: [Double]) -> Double {
      let columns = regression.columns
      for place in slope.indices { slope[place] = place < columns ? penalty * point[place] : 0 }
      var total = 0.0
      for place in 0..<columns { total += penalty / 2 * point[place] * point[place] }
      for row in regression.signs.indices {
        let start = row * columns
        let margin =
          regression.signs[row]
          * (point[columns] + Self.product(regression.rows, from: start, point, columns))
        // log(1 + exp(−m)) without overflow.
        let loss = max(0, -margin) + Elementary.log1p(Elementary.exp(-abs(margin)))
        total += regression.rowWeights[row] * loss
        let pull =
          -regression.rowWeights[row] * regression.signs[row] * Logistic.score(-margin)
        Self.add(regression.rows, from: start, times: pull, to: &slope, columns)
        slope[columns] += pull
      }
      return total
    }

    /// In four sums, always in the same order.
    private static func product(
      _ rows: [Double], from start: Int, _ point: [Double], _ count: Int
    ) -> Double {
      let rows = rows.span
      let point = point.span
      precondition(start >= 0 && start + count <= rows.count && count <= point.count)
      var sums = SIMD4<Double>()
      var place = 0
      while place &+ 4 <= count {
        let first = unsafe SIMD4(
          rows[unchecked: start &+ place], rows[unchecked: start &+ place &+ 1],
          rows[unchecked: start &+ place &+ 2], rows[unchecked: start &+ place &+ 3])
        let second = unsafe SIMD4(
          point[unchecked: place], point[unchecked: place &+ 1], point[unchecked: place &+ 2],
          point[unchecked: place &+ 3])
        sums += first * second
        place &+= 4
      }
      var total = sums.sum()
      while place < count {
        total += rows[start + place] * point[place]
        place += 1
      }
      return total
    }

    private static func add(
      _ rows: [Double], from start: Int, times factor: Double, to slope: inout [Double],
      _ count: Int
    ) {
      let rows = rows.span
      var slope = slope.mutableSpan
      precondition(start >= 0 && start + count <= rows.count && count <= slope.count)
      for place in 0..<count {
        unsafe slope[unchecked: place] += factor * rows[unchecked: start &+ place]
      }
    }
  }
}
