/// Statistics that a minority of odd values does not move.
enum Robust {
  /// The middle value, of an even number the mean of the middle two; 0 of nothing.
  static func median(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }

  /// The median distance from the median times 1.4826: the standard deviation, were the values
  /// normal (Hampel, JASA 69(346), 1974).
  static func spread(_ values: [Double]) -> Double {
    let middle = median(values)
    return 1.4826 * median(values.map { abs($0 - middle) })
  }
}
