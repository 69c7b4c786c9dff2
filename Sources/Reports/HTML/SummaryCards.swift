import ErrorRates
import PADVocabulary
import Statistics

/// The main figures of every detector, large, at the head of a page.
struct SummaryCards {
  /// Detectors beyond these are in the table below the cards.
  static let detectorLimit = 4

  private static let template = PageTemplate(PackageResources.cards_mustache)

  private let sets: [NamedResults]
  private let figures: Figures

  init(_ sets: [NamedResults], _ figures: Figures) {
    self.sets = sets
    self.figures = figures
  }

  /// The cards; `nil` without a detector.
  var html: HTML? {
    guard !sets.isEmpty else { return nil }
    return sets.prefix(Self.detectorLimit).compactMap { named in
      Self.template?.render([
        "of": .html(sets.count > 1 ? HTML(data: named.name) : ""),
        "cards": .entries(cards(of: named.results)),
      ])
    }.joined()
  }

  private func cards(of results: EvaluationResults) -> [PageTemplate.Names] {
    let test = results.test
    let lines = ErrorLine.lines(results)
    let species = test.worst?.species.map(\.name).joined(separator: ", ") ?? ""
    let eer = test.species.count > 1 ? test.eerWorst : test.eer
    let silent = Rate(errors: test.accounting.withoutResponse, trials: test.accounting.rows)
    return [
      card(
        "APCER, worst species", test.worst?.apcer, lines.first?.undefined ?? Undefined.noAttack,
        remark: species),
      card(
        "BPCER", test.bonaFide.bpcer, lines.last?.undefined ?? Undefined.noBonaFide,
        remark: results.operatingPoint.map { "threshold \($0.origin)" } ?? ""),
      card(
        "D-EER, worst species", eer.map { figures.percent($0.value) },
        Undefined.reason(needingBoth: test),
        details: [
          eer.flatMap { WiderInterval.of($0.interval, $0.clustered) }.map(figures.range) ?? "",
          "over all thresholds of test",
        ]),
      card(
        "Without a score", silent.value.map(figures.percent), Undefined.noResponse,
        details: [
          "\(figures.counts(silent)) presentations",
          "policy “\(results.options.nonResponsePolicy.rawValue)”",
        ]),
    ]
  }

  private func card(
    _ name: String, _ rate: Rate?, _ reason: String, remark: String
  ) -> PageTemplate.Names {
    let defined = rate.defined
    return card(
      name, defined.flatMap(figures.value), reason,
      details: [
        defined.map { rate in
          let range = rate.widerInterval.map { " [\(figures.range($0))]" } ?? ""
          return figures.counts(rate) + range
        } ?? "",
        remark,
      ])
  }

  private func card(
    _ name: String, _ value: String?, _ reason: String, details: [String]
  ) -> PageTemplate.Names {
    [
      "name": .html(HTML(data: name)),
      "value": .html(value.map { HTML(data: $0) } ?? ""),
      "reason": .html(value == nil ? HTML(data: Undefined.cell(reason)) : ""),
      "details": .entries(
        details.filter { !$0.isEmpty && value != nil }.map { ["text": .html(HTML(data: $0))] }),
    ]
  }
}
