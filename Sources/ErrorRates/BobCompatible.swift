import Statistics

/// Figures as bob.measure 6 and bob.pad.base 6 compute them, for comparison with their tables only.
public enum BobCompatible {
  /// `bob.measure.far_threshold`: an attack score, or the next number above the highest.
  ///
  /// - Returns: `nil` for fewer than two scores or a rate outside 0...1, where Bob raises.
  public static func farThreshold(attacks: [Double], far: Double) -> Double? {
    farThreshold(descending: attacks.sorted(by: >), far: far)
  }

  /// The same for scores in descending order.
  static func farThreshold(descending scores: [Double], far: Double) -> Double? {
    guard scores.count > 1, far >= 0, far <= 1 else { return nil }
    if far >= 1 - Double.ulpOfOne { return next(scores[scores.count - 1], -1) }
    var threshold = next(scores[0], 1)
    var position = 0
    while position < scores.count {
      let score = scores[position]
      while position + 1 < scores.count, scores[position + 1] == score { position += 1 }
      if Double(position + 1) / Double(scores.count) > far { break }
      threshold = score
      position += 1
    }
    return threshold
  }

  /// `bob.measure.frr_threshold`, which on ties rejects more than was asked for.
  ///
  /// - Returns: `nil` for fewer than two scores or a rate outside 0...1, where Bob raises.
  public static func frrThreshold(bonaFide: [Double], frr: Double) -> Double? {
    guard bonaFide.count > 1, frr >= 0, frr <= 1 else { return nil }
    let scores = bonaFide.sorted()
    if frr >= 1 - Double.ulpOfOne { return next(scores[scores.count - 1], 1) }
    var threshold = next(scores[0], 1)
    var position = 0
    while position < scores.count {
      let score = scores[position]
      while position + 1 < scores.count, scores[position + 1] == score { position += 1 }
      if Double(position) / Double(scores.count) > frr { break }
      threshold = score
      position += 1
    }
    return threshold
  }

  /// `numpy.nextafter(score, score + step)`: stays where it is when the step is too small to count.
  private static func next(_ score: Double, _ step: Double) -> Double {
    if score + step == score { return score }
    return step > 0 ? score.nextUp : score.nextDown
  }

  /// Bob's failure-to-acquire arithmetic (`bob-fta`): one pooled rate for attacks and bona fide,
  /// FAR = FPR (1 - FTA), FRR = FTA + FNR (1 - FTA).
  public static func withFailureToAcquire(
    fpr: Double, fnr: Double, failures: Int, presentations: Int
  ) -> (fta: Double, far: Double, frr: Double)? {
    guard presentations > 0 else { return nil }
    let fta = Double(failures) / Double(presentations)
    return (fta, fpr * (1 - fta), fta + fnr * (1 - fta))
  }
}
