/// How well found blinks agree with labelled ones.
///
/// A labelled blink is found when a found one overlaps it. Each found blink can stand for one
/// labelled blink only, the first that it overlaps; found ones that stand for none are false.
public struct BlinkAgreement: Sendable, Hashable {
  /// Labelled blinks.
  public var labelled: Int
  /// Labelled blinks that were found.
  public var found: Int
  /// Found blinks that are none.
  public var falseEvents: Int

  /// Compares found blinks with labelled intervals of time in seconds; both are put in order.
  public init(found: [Blink], labelled: [ClosedRange<Double>]) {
    let blinks = found.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    let labels = labelled.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    var taken = [Bool](repeating: false, count: labels.count)
    var first = 0
    var misses = 0
    for blink in blinks {
      while first < labels.count, labels[first].upperBound < blink.start { first += 1 }
      let match = (first..<labels.count).first { place in
        labels[place].lowerBound > blink.end || !taken[place]
      }
      if let match, labels[match].lowerBound <= blink.end {
        taken[match] = true
      } else {
        misses += 1
      }
    }
    self.labelled = labels.count
    self.found = taken.count { $0 }
    falseEvents = misses
  }

  /// The share of labelled blinks that were found; `nil` without labels.
  public var recall: Double? {
    labelled == 0 ? nil : Double(found) / Double(labelled)
  }

  /// False events per 100 labelled blinks; `nil` without labels.
  public var falseEventsPerHundred: Double? {
    labelled == 0 ? nil : 100 * Double(falseEvents) / Double(labelled)
  }
}
