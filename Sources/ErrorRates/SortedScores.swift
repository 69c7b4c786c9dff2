import PADVocabulary
import Statistics

/// The scores of one set, class by class, each class sorted ascending as ordered bits.
///
/// Class 0 is the bona fide presentations; class i is `species[i - 1]`. Thresholds are keys too: a
/// score is accepted when its key is at least the threshold's, and `aboveAll` accepts nothing.
struct SortedScores {
  /// What is known of one class.
  struct Class {
    /// Where its keys are.
    var range: Range<Int>
    /// Its rows.
    var accounting: Accounting
    /// Its distinct clusters.
    var clusters: Int
    /// Presentations without a response that count as rejected at every threshold.
    var alwaysRejected = 0
    /// Presentations without a response that count as accepted at every threshold.
    var alwaysAccepted = 0

    /// The denominator of its rates under the non-response policy.
    var trials: Int { range.count + alwaysRejected + alwaysAccepted }
  }

  /// The threshold above every score.
  static let aboveAll = UInt64.max

  let keys: SortedKeys
  var species: [PAISpecies]
  var classes: [Class]

  var bonaFide: Class { classes[0] }
  var attacks: ArraySlice<Class> { classes[1...] }
  var attackTrials: Int { attacks.reduce(0) { $0 + $1.trials } }

  /// How many scores of a class are below a threshold.
  func count(of index: Int, below threshold: UInt64) -> Int {
    let range = classes[index].range
    return firstIndex(in: range, notBelow: threshold) - range.lowerBound
  }

  /// Presentations of a class accepted at a threshold, under the policy.
  func accepted(_ index: Int, at threshold: UInt64) -> Int {
    let of = classes[index]
    return of.range.count - count(of: index, below: threshold) + of.alwaysAccepted
  }

  /// Presentations of a class rejected at a threshold, under the policy.
  func rejected(_ index: Int, at threshold: UInt64) -> Int {
    count(of: index, below: threshold) + classes[index].alwaysRejected
  }

  /// Attacks of all species accepted at a threshold, under the policy.
  func acceptedAttacks(at threshold: UInt64) -> Int {
    classes.indices.dropFirst().reduce(0) { $0 + accepted($1, at: threshold) }
  }

  /// The least key at or above `threshold` that some presentation scored, else `aboveAll`.
  func candidate(from threshold: UInt64) -> UInt64 {
    var best = Self.aboveAll
    for of in classes {
      let index = firstIndex(in: of.range, notBelow: threshold)
      if index < of.range.upperBound { best = min(best, keys[index]) }
    }
    return best
  }

  /// The greatest key below `threshold` that some presentation scored, or `nil`.
  func score(below threshold: UInt64) -> UInt64? {
    var best: UInt64?
    for of in classes {
      let index = firstIndex(in: of.range, notBelow: threshold)
      if index > of.range.lowerBound { best = max(best ?? 0, keys[index - 1]) }
    }
    return best
  }

  /// The least key at which a condition on counts holds that, once true, stays true for all higher
  /// keys; `nil` when it does not even hold above all scores.
  ///
  /// Counts change only just above a score, so it is enough to ask at scores: first those of the
  /// largest class, then the few of the others that lie in what remains.
  func firstKey(where holds: (UInt64) -> Bool) -> UInt64? {
    guard holds(Self.aboveAll) else { return nil }
    var lastFalse: UInt64?
    var firstTrue = Self.aboveAll
    for of in classes.sorted(by: { $0.range.count > $1.range.count }) {
      var low = lastFalse.map { firstIndex(in: of.range, notBelow: $0 + 1) } ?? of.range.lowerBound
      var high = firstIndex(in: of.range, notBelow: firstTrue)
      while low < high {
        let middle = low + (high - low) / 2
        if holds(keys[middle]) {
          firstTrue = keys[middle]
          high = middle
        } else {
          lastFalse = keys[middle]
          low = middle + 1
        }
      }
    }
    return lastFalse.map { $0 + 1 } ?? 0
  }

  /// The threshold of a key as a score: the lowest accepted one. Above all scores it is the next
  /// number up, or `+infinity`, which alone does not reject scores of `+infinity`.
  func threshold(of key: UInt64) -> Double {
    if key != Self.aboveAll { return OrderedBits.value(key) }
    guard let highest = score(below: Self.aboveAll) else { return .infinity }
    return OrderedBits.value(highest).nextUp
  }

  /// Whether some threshold rejects every score.
  var canRejectAll: Bool {
    score(below: Self.aboveAll).map { $0 != OrderedBits.infinity } ?? true
  }

  private func firstIndex(in range: Range<Int>, notBelow key: UInt64) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = low + (high - low) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
