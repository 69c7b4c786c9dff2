/// What one kind of claim met: the decisions of PAD and of the matcher side by side. Rates of the
/// two are not multiplied: they depend on each other.
///
/// A claim without a PAD score did not pass, and one that could not be compared did not match: a
/// system that gets no answer lets nobody in.
public struct DecisionCounts: Sendable, Hashable {
  /// Passed PAD and matched: accepted by PAD and matcher in series.
  public var passedAndMatched: Int
  /// Passed PAD, did not match.
  public var passedOnly: Int
  /// Failed PAD, would have matched.
  public var matchedOnly: Int
  /// Failed PAD and did not match.
  public var neither: Int

  /// Makes counts.
  public init(
    passedAndMatched: Int = 0, passedOnly: Int = 0, matchedOnly: Int = 0, neither: Int = 0
  ) {
    self.passedAndMatched = passedAndMatched
    self.passedOnly = passedOnly
    self.matchedOnly = matchedOnly
    self.neither = neither
  }

  /// Counts one claim.
  public mutating func count(passed: Bool, matched: Bool) {
    switch (passed, matched) {
    case (true, true): passedAndMatched += 1
    case (true, false): passedOnly += 1
    case (false, true): matchedOnly += 1
    case (false, false): neither += 1
    }
  }

  /// Claims.
  public var trials: Int { passedAndMatched + passedOnly + matchedOnly + neither }

  /// Claims that passed PAD.
  public var passed: Int { passedAndMatched + passedOnly }

  /// Claims that matched.
  public var matched: Int { passedAndMatched + matchedOnly }

  /// What acceptance would be if the two decisions were independent: the product of both rates,
  /// an estimate only; `nil` without a claim.
  public var independenceEstimate: Double? {
    guard trials > 0 else { return nil }
    return Double(passed) / Double(trials) * (Double(matched) / Double(trials))
  }
}
