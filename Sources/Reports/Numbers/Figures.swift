import ErrorRates
import Statistics
import StructuredText

/// Writes rates for people: percent with a fixed count of decimals, always beside counts and
/// interval. Files for programs hold full precision instead.
struct Figures: Sendable {
  /// Digits after the point of a percentage.
  var decimals: Int
  /// What stands between a number and its unit: a no-break space where lines wrap.
  var gap = "\u{a0}"

  /// A proportion in percent: `5.00 %`.
  func percent(_ proportion: Double) -> String {
    bare(proportion) + gap + "%"
  }

  private func bare(_ proportion: Double) -> String {
    NumberText.fixed(proportion * 100, decimals: decimals)
  }

  /// An interval of a proportion in percent: `1.04–13.92 %`.
  func range(_ interval: ConfidenceInterval) -> String {
    switch interval.sides {
    case .twoSided: bare(interval.lower) + "–" + percent(interval.upper)
    case .upper: "at most " + percent(interval.upper)
    case .lower: "at least " + percent(interval.lower)
    }
  }

  /// Errors of trials: `3/60`.
  func counts(_ rate: Rate) -> String { "\(rate.errors)/\(rate.trials)" }

  /// A rate without its counts, or `nil` when it is undefined.
  func value(_ rate: Rate) -> String? { rate.value.map(percent) }

  /// A rate in one phrase: `3/60 = 5.00 % [1.04–13.92 %]`, or `nil` when it is undefined.
  func full(_ rate: Rate) -> String? {
    guard let value = rate.value else { return nil }
    let range = rate.interval.map { " [\(self.range($0))]" } ?? ""
    return "\(counts(rate)) = \(percent(value))\(range)"
  }

  /// A rate without its interval: `3/60 = 5.00 %`, or `nil` when it is undefined.
  func short(_ rate: Rate) -> String? {
    rate.value.map { "\(counts(rate)) = \(percent($0))" }
  }

  /// A number between 0 and 1 that is no percentage, such as an area, with two more decimals.
  func area(_ value: Double) -> String { NumberText.fixed(value, decimals: decimals + 2) }

  /// An interval of such a number.
  func areaRange(_ interval: ConfidenceInterval) -> String {
    area(interval.lower) + "–" + area(interval.upper)
  }

  /// Seconds as milliseconds: `12.3 ms`.
  func milliseconds(_ seconds: Double) -> String {
    NumberText.fixed(seconds * 1_000, decimals: 1) + gap + "ms"
  }

  /// A confidence such as 0.95 as `95 %`, with as many decimals as it has.
  func level(_ level: Double) -> String {
    var digits = NumberText.fixed(level * 100, decimals: 6)
    while digits.hasSuffix("0") { digits.removeLast() }
    if digits.hasSuffix(".") { digits.removeLast() }
    return digits + gap + "%"
  }

  /// A threshold or score: the shortest digits that read back as the same number.
  static func exact(_ value: Double) -> String { NumberText.shortest(value) }

  /// A threshold or score where space is scarce: four significant digits.
  static func brief(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return NumberText.shortest(value) }
    let magnitude = abs(value)
    if magnitude >= 1e-3, magnitude < 1e6 {
      var decimals = 3
      var bound = 10.0
      while magnitude >= bound, decimals > 0 {
        decimals -= 1
        bound *= 10
      }
      bound = 1
      while magnitude < bound, decimals < 7 {
        decimals += 1
        bound /= 10
      }
      return NumberText.fixed(value, decimals: decimals)
    }
    return exponential(value)
  }

  /// A round number on an axis whose labels are `step` apart.
  static func tick(_ value: Double, step: Double) -> String {
    guard abs(value) < 1e6, step >= 1e-6 else { return brief(value) }
    var decimals = 0
    var unit = 1.0
    while unit > step * 1.000_001, decimals < 7 {
      decimals += 1
      unit /= 10
    }
    return NumberText.fixed(value, decimals: decimals)
  }

  private static func exponential(_ value: Double) -> String {
    var exponent = 0
    var mantissa = value
    while abs(mantissa) >= 10 {
      mantissa /= 10
      exponent += 1
    }
    while abs(mantissa) < 1 {
      mantissa *= 10
      exponent -= 1
    }
    return NumberText.fixed(mantissa, decimals: 3) + "e" + String(exponent)
  }

  /// A count with its noun: `1 presentation`, `2 presentations`.
  static func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }
}
