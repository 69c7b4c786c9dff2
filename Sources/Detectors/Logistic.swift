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

  /// `(value − centre) · slope`, held within bounds, so that no feature outvotes all others.
  static func evidence(
    _ value: Double, centre: Double, slope: Double, within bounds: ClosedRange<Double>
  ) -> Double {
    min(max((value - centre) * slope, bounds.lowerBound), bounds.upperBound)
  }
}
