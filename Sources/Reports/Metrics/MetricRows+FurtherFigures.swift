import ErrorRates
import PADVocabulary

extension MetricRows {
  /// The highest APCER up to every attack potential: `apcer_potential:basic` …
  mutating func addPotentials(of result: PartitionResult) {
    for maximum in result.potentialMaxima {
      add(
        rowAtPoint(
          "apcer_potential:\(maximum.name)",
          species: maximum.species.map(\.name).joined(separator: "; ")),
        maximum.apcer,
        note: "maximum over the species up to this attack potential: "
          + maximum.tested.map(\.name).joined(separator: "; "),
        undefined: Undefined.noAttack)
    }
  }

  /// What papers and other tools print: bona fide against all attacks together.
  mutating func addFurther(_ figures: FurtherFigures) {
    let pooled = "all attacks together"
    if let value = figures.eerROCCH {
      add(row("eer_rocch"), value: value, note: "\(pooled); on the ROC's convex hull")
    }
    if let value = figures.eerInterpolated {
      add(row("eer_interp"), value: value, note: "\(pooled); on the interpolated ROC")
    }
    for area in figures.partialAUC {
      add(row("pauc@far=\(area.limit)"), value: area.raw, note: "\(pooled); raw area")
      add(
        row("pauc_standardised@far=\(area.limit)"), value: area.standardized,
        note: "\(pooled); McClish, 0.5 is guessing")
    }
    for acceptance in figures.acceptanceAtFAR {
      add(
        row("tpr@far=\(acceptance.limit)"), acceptance.rate,
        note: acceptance.support == .supported
          ? "\(pooled); count is of accepted bona fide"
          : "\(pooled); count is of accepted bona fide; \(acceptance.support)",
        undefined: Undefined.noBonaFide)
    }
    for fixed in figures.bobFixedRates {
      var row = row(fixed.name)
      row.operatingPoint = fixed.threshold
      row.origin = chosenHere(fixed.name)
      add(row, fixed.rate, note: "at Bob's threshold", undefined: Undefined.noBonaFide)
    }
    if let calibration = figures.calibration { addCalibration(calibration) }
  }

  private mutating func addCalibration(_ figures: CalibrationFigures) {
    let note = "scores taken as \(figures.meaning)"
    let values: [(String, Double?)] = [
      ("cllr", figures.cllr), ("min_cllr", figures.minCllr),
      ("ece_equal_width", figures.expectedError),
      ("ece_equal_mass", figures.expectedErrorEqualMass),
      ("brier", figures.brierScore), ("log_loss", figures.logLoss),
    ]
    for (name, value) in values {
      guard let value else { continue }
      add(row(name), value: value, note: name == "min_cllr" ? "any score has one" : note)
    }
  }
}
