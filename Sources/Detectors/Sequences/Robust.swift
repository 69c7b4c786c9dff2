import Statistics

/// Statistics that a minority of odd values does not move.
enum Robust {
  /// The middle value, of an even number the mean of the middle two; 0 of nothing.
  static func median(_ values: [Double]) -> Double {
    Quantile.median(values) ?? 0
  }

  /// The median distance from the median times 1.4826: the standard deviation, were the values
  /// normal (Hampel, JASA 69(346), 1974).
  static func spread(_ values: [Double]) -> Double {
    let middle = median(values)
    return 1.4826 * median(values.map { abs($0 - middle) })
  }
}
