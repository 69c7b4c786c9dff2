public import ErrorRates
import PADVocabulary
import Statistics

extension SystemRate {
  /// The rates of a whole system as a gate judges them: FRR, FAR and IAPAR of the matcher with this
  /// detector in front, per transaction, and FMR and FNMR of its matcher, per comparison.
  ///
  /// - Returns: nothing when the detector is not among the results or has no figures in front of the
  ///   matcher.
  public static func rates(of results: SystemResults, detector: String) -> [SystemRate] {
    let system = results.detectors.first { $0.name == detector }
    guard let serial = system?.serial else { return [] }
    var rates = [
      SystemRate(metric: .fmr, counts: results.falseMatches),
      SystemRate(metric: .fnmr, counts: results.falseNonMatches),
    ]
    for of in serial.classes {
      switch of.kind {
      case .genuine: rates.append(SystemRate(metric: .frr, counts: of.perReference))
      case .zeroEffort: rates.append(SystemRate(metric: .far, counts: of.perReference))
      case .attack(let species):
        rates.append(SystemRate(metric: .iapar, species: species, counts: of.perReference))
      case .concealer: continue
      }
    }
    return rates.filter { $0.counts.trials > 0 }
  }
}
