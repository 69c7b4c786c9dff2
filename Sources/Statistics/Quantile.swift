/// Quantiles of a sample.
public enum Quantile {
  /// The quantile of sorted values by linear interpolation of the order statistics: type 7 of
  /// Hyndman and Fan (Am. Stat. 50, 1996), the default of NumPy and R.
  ///
  /// - Returns: `nil` without values or for a probability outside 0...1.
  public static func type7(ofSorted values: [Double], at probability: Double) -> Double? {
    guard let last = values.last, probability >= 0, probability <= 1 else { return nil }
    let position = Double(values.count - 1) * probability
    let index = Int(position)
    guard index + 1 < values.count else { return last }
    let share = position - Double(index)
    return values[index] + (values[index + 1] - values[index]) * share
  }

  /// The middle value, or the mean of the two middle ones; `nil` without values.
  public static func median(_ values: [Double]) -> Double? {
    type7(ofSorted: values.sorted(), at: 0.5)
  }
}
