/// The pulse in a series of skin colours.
enum PlaneOrthogonalToSkin {
  /// Length of the windows in which colours are taken relative to their mean, in seconds.
  static let window = 1.6

  /// The POS algorithm (Wang, den Brinker, Stuijk and de Haan, "Algorithmic principles of remote
  /// PPG", IEEE TBME 64(7), 2017, algorithm 1): in each window colours over their mean are projected
  /// on the plane orthogonal to the skin tone, the two projections are added so that what they have
  /// in common but not in phase cancels, and the windows are added up.
  ///
  /// - Returns: as many values as there are colours; empty when there are fewer than a window.
  static func pulse(in colours: [SIMD3<Double>], rate: Double) -> [Double] {
    let length = Int((min(max(window * rate, 2), 1e6)).rounded(.up))
    guard colours.count >= length else { return [] }
    var pulse = [Double](repeating: 0, count: colours.count)
    var first = [Double](repeating: 0, count: length)
    var second = first
    for start in 0...(colours.count - length) {
      var mean = SIMD3<Double>()
      for colour in colours[start..<(start + length)] { mean += colour }
      mean /= Double(length)
      // Black skin has no relative colour.
      guard mean.min() > 0 else { continue }
      for step in 0..<length {
        let relative = colours[start + step] / mean
        first[step] = relative.y - relative.z
        second[step] = relative.y + relative.z - 2 * relative.x
      }
      let spread = deviation(second)
      let weight = spread > 0 ? deviation(first) / spread : 0
      var total = 0.0
      for step in 0..<length {
        first[step] += weight * second[step]
        total += first[step]
      }
      for step in 0..<length { pulse[start + step] += first[step] - total / Double(length) }
    }
    return pulse
  }

  /// The standard deviation of all values.
  private static func deviation(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(values.count)).squareRoot()
  }
}
