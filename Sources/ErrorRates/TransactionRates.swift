/// Rates of whole transactions from rates of comparisons (ISO/IEC 19795-1), as formulae. Rates of
/// several attempts are to be measured, not computed.
public enum TransactionRates {
  /// False reject rate of one attempt: FTA + FNMR (1 - FTA).
  public static func frr(fnmr: Double, failureToAcquire: Double) -> Double {
    failureToAcquire + fnmr * (1 - failureToAcquire)
  }

  /// False accept rate of one attempt: FMR (1 - FTA).
  public static func far(fmr: Double, failureToAcquire: Double) -> Double {
    fmr * (1 - failureToAcquire)
  }

  /// Generalised false reject rate: FTE + (1 - FTE) FRR.
  public static func generalisedFRR(frr: Double, failureToEnrol: Double) -> Double {
    failureToEnrol + (1 - failureToEnrol) * frr
  }

  /// Generalised false accept rate: (1 - FTE) FAR.
  public static func generalisedFAR(far: Double, failureToEnrol: Double) -> Double {
    (1 - failureToEnrol) * far
  }

  /// Relative impostor attack presentation accept rate, IAPAR + FRR of the same configuration and
  /// threshold (ISO/IEC 30107-3:2023); 0 to 2.
  public static func riapar(iapar: Double, frr: Double) -> Double { iapar + frr }
}
