import PADVocabulary
import Subsystems

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The common last step of the built-in detectors.
enum Logistic {
  /// 1 / (1 + exp(−x)): evidence for bona fide as a number from 0 to 1.
  static func score(_ evidence: Double) -> Double {
    1 / (1 + exp(-evidence))
  }

  /// The score of cues whose evidence adds up, beside what is known before looking.
  static func outcome(of cues: [Cue], beside offset: Double = 0) -> Outcome {
    Outcome(computed: score(cues.reduce(offset) { $0 + $1.evidence }))
  }

  /// log(1 + exp(−x)): the log loss of evidence for what is true.
  static func loss(_ evidence: Double) -> Double {
    max(0, -evidence) + log1p(exp(-abs(evidence)))
  }

  /// log(p / (1 − p)), within ±`most`.
  static func logOdds(_ score: Double, most: Double) -> Double {
    guard score > 0 else { return -most }
    guard score < 1 else { return most }
    return min(max(log(score / (1 - score)), -most), most)
  }

  /// `(value − centre) · slope`, held within bounds, so that no feature outvotes all others.
  static func evidence(
    _ value: Double, centre: Double, slope: Double, within bounds: ClosedRange<Double>
  ) -> Double {
    min(max((value - centre) * slope, bounds.lowerBound), bounds.upperBound)
  }
}
