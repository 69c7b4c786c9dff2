import Testing

/// Score sets in which implementations differ, with the figures of their definitions.
///
/// Counts are from an exact-fraction reference in Python 3.11.7 (`fractions.Fraction`); AUC equals
/// scikit-learn 1.9.1 where that accepts the scores; ROCCH-EER and minimum Cllr are PYLLR's (git
/// 442b10b5).
struct EdgeCase: Sendable, CustomTestStringConvertible {
  var name: String
  var bonaFide: [Double]
  var attack: [Double]
  /// Attacks accepted, bona fide rejected, equally good thresholds; `nil` where the reference has
  /// none because a score is infinite.
  var eer: (Int, Int, Int)?
  /// The same for the least half total error rate.
  var minHTER: (Int, Int, Int)?
  /// Bona fide rejected at APCER of at most 0.1, 0.25 and 0.5.
  var bpcer: [Int]
  /// Attacks accepted at BPCER of at most 0.1, 0.25 and 0.5.
  var apcer: [Int]
  /// The exact area as a fraction in lowest terms.
  var auc: (Int, Int)
  var rocchEER: Double
  var minCllr: Double

  var testDescription: String { name }

  static let all: [EdgeCase] = [
    EdgeCase(
      name: "separable", bonaFide: [1.0, 2.0, 3.0, 4.0],
      attack: [-4.0, -3.0, -2.0, -1.0],
      eer: (0, 0, 1), minHTER: (0, 0, 1), bpcer: [0, 0, 0], apcer: [0, 0, 0],
      auc: (1, 1), rocchEER: 0.0, minCllr: 0.0),
    EdgeCase(
      name: "reversed", bonaFide: [-4.0, -3.0, -2.0, -1.0],
      attack: [1.0, 2.0, 3.0, 4.0],
      eer: (4, 4, 1), minHTER: (0, 4, 2), bpcer: [4, 4, 4], apcer: [4, 4, 4],
      auc: (0, 1), rocchEER: 0.5, minCllr: 1.0),
    EdgeCase(
      name: "all equal", bonaFide: [0.5, 0.5, 0.5, 0.5],
      attack: [0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
      eer: (0, 4, 2), minHTER: (0, 4, 2), bpcer: [4, 4, 4], apcer: [6, 6, 6],
      auc: (1, 2), rocchEER: 0.5, minCllr: 1.0),
    EdgeCase(
      name: "one each sep", bonaFide: [1.0],
      attack: [0.0],
      eer: (0, 0, 1), minHTER: (0, 0, 1), bpcer: [0, 0, 0], apcer: [0, 0, 0],
      auc: (1, 1), rocchEER: 0.0, minCllr: 0.0),
    EdgeCase(
      name: "one each equal", bonaFide: [1.0],
      attack: [1.0],
      eer: (0, 1, 2), minHTER: (0, 1, 2), bpcer: [1, 1, 1], apcer: [1, 1, 1],
      auc: (1, 2), rocchEER: 0.5, minCllr: 1.0),
    EdgeCase(
      name: "one each rev", bonaFide: [0.0],
      attack: [1.0],
      eer: (1, 1, 1), minHTER: (0, 1, 2), bpcer: [1, 1, 1], apcer: [1, 1, 1],
      auc: (0, 1), rocchEER: 0.5, minCllr: 1.0),
    EdgeCase(
      name: "ties mid", bonaFide: [0.1, 0.5, 0.5, 0.5, 0.9],
      attack: [0.1, 0.2, 0.5, 0.5, 0.8],
      eer: (3, 1, 1), minHTER: (0, 4, 2), bpcer: [4, 4, 4], apcer: [5, 3, 3],
      auc: (29, 50), rocchEER: 0.4, minCllr: 0.875488750216347),
    EdgeCase(
      name: "ties low positive", bonaFide: [0.0, 0.0, 0.0, 0.0, 0.1, 0.2, 0.3, 0.4, 0.5],
      attack: [0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.0, 1.0, 1.0],
      eer: (8, 9, 2), minHTER: (0, 9, 2), bpcer: [9, 9, 9], apcer: [9, 9, 9],
      auc: (1, 162), rocchEER: 0.5, minCllr: 1.0),
    EdgeCase(
      name: "two optima", bonaFide: [0.0, 2.0, 4.0, 6.0],
      attack: [1.0, 3.0, 5.0, -1.0],
      eer: (2, 2, 1), minHTER: (0, 3, 4), bpcer: [3, 2, 1], apcer: [3, 2, 1],
      auc: (5, 8), rocchEER: 0.375, minCllr: 0.75),
    EdgeCase(
      name: "inf scores", bonaFide: [1.0, .infinity, 2.0, -.infinity],
      attack: [-.infinity, 0.0, 1.5, .infinity],
      eer: nil, minHTER: nil, bpcer: [4, 2, 1], apcer: [4, 2, 1],
      auc: (9, 16), rocchEER: 0.375, minCllr: 0.9387218755408672),
    EdgeCase(
      name: "tiny", bonaFide: [0.0, 1.0],
      attack: [0.0, 1.0],
      eer: (1, 1, 1), minHTER: (0, 2, 3), bpcer: [2, 2, 1], apcer: [2, 2, 1],
      auc: (1, 2), rocchEER: 0.5, minCllr: 1.0),
    EdgeCase(
      name: "unequal", bonaFide: [0.3, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99],
      attack: [0.1, 0.2, 0.65],
      eer: (1, 2, 1), minHTER: (0, 2, 1), bpcer: [2, 2, 0], apcer: [1, 1, 0],
      auc: (19, 21), rocchEER: 0.1538461537255624, minCllr: 0.30820135421676265),
    EdgeCase(
      name: "float drift", bonaFide: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0],
      attack: [0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95],
      eer: (5, 5, 1), minHTER: (0, 9, 10), bpcer: [8, 7, 4], apcer: [8, 7, 4],
      auc: (11, 20), rocchEER: 0.45, minCllr: 0.9),
    EdgeCase(
      name: "negative zero", bonaFide: [0.0, 1.0],
      attack: [-0.0, -1.0],
      eer: (0, 1, 2), minHTER: (0, 1, 2), bpcer: [1, 1, 0], apcer: [1, 1, 0],
      auc: (7, 8), rocchEER: 0.25, minCllr: 0.5),
    EdgeCase(
      name: "extreme", bonaFide: [1e+308, 1e-308, 0.0],
      attack: [-1e+308, -1e-308, .leastNonzeroMagnitude],
      eer: (1, 1, 1), minHTER: (0, 1, 2), bpcer: [1, 1, 0], apcer: [1, 1, 0],
      auc: (8, 9), rocchEER: 0.16666666666666666, minCllr: 0.3333333333333333),
  ]
}
