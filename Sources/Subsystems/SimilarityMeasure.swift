/// How alike two vectors are: higher means more alike, whatever the measure.
public enum SimilarityMeasure: String, Sendable, Hashable, CaseIterable {
  /// The cosine of the angle between them, −1…1.
  case cosine
  /// Minus their Euclidean distance, −∞…0.
  case euclidean
  /// Minus the χ² distance of histograms, Σ (a − b)² / (a + b) (Ahonen, Hadid and Pietikäinen,
  /// "Face description with local binary patterns", IEEE TPAMI 28(12), 2006), −∞…0.
  case chiSquare = "chi-square"

  /// A vector as it goes into a template: of length 1 for the cosine, as it is otherwise.
  ///
  /// - Returns: `nil` for a vector that cannot be compared: empty, with a value that is not finite,
  ///   for the cosine of length 0, for the χ² distance with a value below 0.
  public func prepared(_ vector: [Float]) -> [Float]? {
    guard !vector.isEmpty, vector.allSatisfy(\.isFinite) else { return nil }
    switch self {
    case .euclidean: return vector
    case .chiSquare: return vector.allSatisfy { $0 >= 0 } ? vector : nil
    case .cosine:
      let length = vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
      return length > 0 ? vector.map { Float(Double($0) / length) } : nil
    }
  }
}
