public import PADVocabulary
import Statistics

/// How the scores of a presentation's frames become one score.
public enum FrameAggregation: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
  /// Arithmetic mean.
  case mean
  /// Middle value, or the mean of the two middle ones.
  case median
  /// The lowest: one suspicious frame rejects.
  case min
  /// The highest: one good frame accepts.
  case max

  /// The name in options and tables.
  public var description: String { rawValue }

  /// The outcome of a presentation from those of its frames.
  ///
  /// Frames without a response are left out; when none has one, the presentation has none, for the
  /// reason of its first frame. A mean that is not a number (of both infinities) is `not-finite`.
  public func outcome(of frames: [Outcome]) -> Outcome {
    let scores = frames.compactMap(\.score)
    guard !scores.isEmpty else {
      return .nonResponse(frames.first?.reason ?? .missingInput)
    }
    let value: Double? =
      switch self {
      case .mean: Self.mean(scores)
      case .median: Quantile.median(scores)
      case .min: scores.min()
      case .max: scores.max()
      }
    guard let value, !value.isNaN else { return .nonResponse(.notFinite) }
    return .score(value)
  }

  /// The mean, which stays finite where the sum would overflow.
  private static func mean(_ scores: [Double]) -> Double {
    let count = Double(scores.count)
    let sum = scores.reduce(0, +)
    return sum.isFinite ? sum / count : scores.reduce(0) { $0 + $1 / count }
  }
}
