import ErrorRates
import Statistics

/// A figure beside the main table: its name, its value with counts and interval, and a remark.
struct FigureLine: Sendable, Hashable {
  /// The figure's exact name.
  var name: String
  /// Its value, or why there is none.
  var value: String
  /// Its interval; empty when it has none.
  var interval: String
  /// Its interval over whole clusters; empty without one.
  var clustered = ""
  /// What it is and what to know about it.
  var remark: String
  /// The same in a few words, for a terminal.
  var brief: String

  /// What stands where an interval would, when there is none.
  static let noInterval = "no interval"

  /// Figures that average over errors: kept apart from the main table, because they hide which
  /// error was made.
  static func averages(_ results: EvaluationResults, _ figures: Figures) -> [FigureLine] {
    let test = results.test
    let hasThreshold = results.operatingPoint != nil
    let attack =
      test.species.allSatisfy { $0.accounting.rows == 0 }
      ? Undefined.noAttack : hasThreshold ? Undefined.noResponse : Undefined.noThreshold
    let both = Undefined.reason(needingBoth: test, threshold: hasThreshold)
    let pooled = test.pooledAPCER.defined
    func line(
      _ name: String, _ value: Double?, _ remark: String, _ brief: String, _ reason: String
    ) -> FigureLine {
      FigureLine(
        name: name, value: value.map(figures.percent) ?? Undefined.cell(reason),
        interval: value == nil ? "" : noInterval, remark: remark, brief: brief)
    }
    let notISO = "no ISO/IEC 30107-3 figure"
    return [
      FigureLine(
        name: "APCER (pooled)",
        value: pooled.flatMap { rate in
          rate.value.map { "\(figures.counts(rate)) = \(figures.percent($0))" }
        } ?? Undefined.cell(attack),
        interval: pooled?.interval.map(figures.range) ?? "",
        clustered: pooled?.clustered.map(figures.range) ?? "",
        remark: "all attacks as if of one species; hides a weak species; \(notISO)",
        brief: notISO),
      line(
        "APCER (mean)", test.meanAPCER,
        "mean over species; hides a weak species; \(notISO)", notISO, attack),
      line(
        "ACER (worst)", test.acerWorst, "deprecated: (worst APCER + BPCER) / 2", "deprecated", both),
      line(
        "ACER (mean)", test.acerMean, "deprecated: (mean APCER + BPCER) / 2", "deprecated", both),
      line(
        "HTER (pooled)", test.hter, "deprecated: (pooled APCER + BPCER) / 2", "deprecated", both),
    ]
  }

  /// Figures that need no operating point.
  static func thresholdFree(_ results: EvaluationResults, _ figures: Figures) -> [FigureLine] {
    let test = results.test
    let reason = Undefined.reason(needingBoth: test)
    var lines: [FigureLine] = []
    if test.species.count > 1 {
      lines.append(
        eer(
          "D-EER (worst species)", test.eerWorst, reason, "at every threshold the worst species",
          figures))
    }
    lines.append(eer("D-EER (pooled)", test.eer, reason, "all attacks together", figures))
    lines.append(auc(test.auc, reason, figures))
    return lines
  }

  static func eer(
    _ name: String, _ eer: EqualErrorRate?, _ reason: String, _ remark: String, _ figures: Figures
  ) -> FigureLine {
    guard let eer else {
      return FigureLine(
        name: name, value: Undefined.cell(reason), interval: "", remark: remark, brief: "")
    }
    let counts =
      "\(eer.falseAccepts)/\(eer.attacks) attacks accepted, "
      + "\(eer.falseRejects)/\(eer.bonaFide) bona fide rejected"
    return FigureLine(
      name: name, value: figures.percent(eer.value),
      interval: eer.interval.map(figures.range) ?? noInterval,
      clustered: eer.clustered.map(figures.range) ?? "",
      remark: "\(remark); \(counts)", brief: counts)
  }

  private static func auc(
    _ auc: AreaUnderROC?, _ reason: String, _ figures: Figures
  ) -> FigureLine {
    let remark = "all attacks together; 0.5 is guessing"
    guard let auc else {
      return FigureLine(
        name: "AUC", value: Undefined.cell(reason), interval: "", remark: remark, brief: "")
    }
    return FigureLine(
      name: "AUC", value: figures.area(auc.value),
      interval: auc.interval.map(figures.areaRange) ?? noInterval,
      clustered: auc.clustered.map(figures.areaRange) ?? "", remark: remark,
      brief: "all attacks together")
  }

  /// The rates read where the other rate is held.
  static func fixedRates(_ results: EvaluationResults, _ figures: Figures) -> [FigureLine] {
    results.test.fixedRates.map { fixed in
      var remarks: [String] = []
      if let threshold = fixed.threshold {
        remarks.append("threshold \(Figures.brief(threshold)), chosen on test")
      }
      if !fixed.isAttainable { remarks.append("held only by refusing everything") }
      if fixed.support != .supported { remarks.append(fixed.support.description) }
      let rate = fixed.rate.defined
      return FigureLine(
        name: fixed.definition.description,
        value: rate.flatMap { rate in
          rate.value.map { "\(figures.counts(rate)) = \(figures.percent($0))" }
        } ?? Undefined.cell(Undefined.reason(needingBoth: results.test)),
        interval: rate?.interval.map(figures.range) ?? "",
        clustered: rate?.clustered.map(figures.range) ?? "",
        remark: ([fixed.definition.held(figures)] + remarks).joined(separator: "; "),
        brief: remarks.joined(separator: "; "))
    }
  }
}

extension FixedRate {
  /// What is held: `BPCER where APCER of every species is at most 5.00 %`.
  func held(_ figures: Figures) -> String {
    switch self {
    case .bpcer: "BPCER where every species' APCER is at most \(figures.percent(limit))"
    case .apcer: "worst APCER where BPCER is at most \(figures.percent(limit))"
    }
  }
}
