import ErrorRates

extension FigureLine {
  /// Figures that papers and other tools print, of all attacks together; empty when not wanted.
  static func further(_ results: EvaluationResults, _ figures: Figures) -> [FigureLine] {
    guard let further = results.test.further else { return [] }
    func line(
      _ name: String, _ value: String, _ remark: String, interval: String = noInterval
    ) -> FigureLine {
      FigureLine(name: name, value: value, interval: interval, remark: remark, brief: remark)
    }
    var lines: [FigureLine] = []
    if let value = further.eerROCCH {
      lines.append(line("EER (ROCCH)", figures.percent(value), "on the ROC's convex hull"))
    }
    if let value = further.eerInterpolated {
      lines.append(line("EER (interpolated)", figures.percent(value), "on the interpolated ROC"))
    }
    for area in further.partialAUC {
      let limit = figures.percent(area.limit)
      lines.append(
        line(
          "pAUC to \(limit)", figures.area(area.raw),
          "area up to an APCER of \(limit); "
            + "\(figures.area(area.standardized)) standardised (McClish), 0.5 is guessing"))
    }
    for acceptance in further.acceptanceAtFAR {
      let isSupported = acceptance.support == .supported
      lines.append(
        line(
          "TPR at FPR \(figures.percent(acceptance.limit))",
          figures.short(acceptance.rate) ?? Undefined.cell(Undefined.noBonaFide),
          "accepted bona fide, without interpolation"
            + (isSupported ? "" : "; \(acceptance.support)"),
          interval: acceptance.rate.interval.map(figures.range) ?? noInterval))
    }
    for fixed in further.bobFixedRates {
      lines.append(
        line(
          "BPCER\(fixed.divisor) (bob)",
          figures.short(fixed.rate) ?? Undefined.cell(Undefined.noBonaFide),
          "at Bob's threshold, which is an attack's score: never below the definition",
          interval: fixed.rate.interval.map(figures.range) ?? noInterval))
    }
    return lines + (further.calibration.map { calibration($0, figures) } ?? [])
  }

  private static func calibration(
    _ calibration: CalibrationFigures, _ figures: Figures
  ) -> [FigureLine] {
    let taken = "scores taken as \(calibration.meaning)"
    let values: [(String, Double?, String)] = [
      ("Cllr", calibration.cllr, "bits; \(taken)"),
      ("min Cllr", calibration.minCllr, "bits, after the best monotone recalibration"),
      ("ECE (equal width)", calibration.expectedError, "15 bins; \(taken)"),
      ("ECE (equal mass)", calibration.expectedErrorEqualMass, "15 bins; \(taken)"),
      ("Brier score", calibration.brierScore, taken),
      ("Log loss", calibration.logLoss, "nats; \(taken)"),
    ]
    return values.compactMap { name, value, remark in
      value.map { value in
        FigureLine(
          name: name, value: value.isFinite ? figures.area(value) : "infinite",
          interval: noInterval, remark: remark, brief: remark)
      }
    }
  }
}
