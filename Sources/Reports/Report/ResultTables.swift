import ErrorRates
import PADVocabulary

/// The tables of one detector's results, as Markdown.
struct ResultTables {
  var results: EvaluationResults
  var figures: Figures

  private var level: String { figures.level(results.options.confidenceLevel) }

  /// APCER per species, their maximum, and BPCER, with intervals and non-responses.
  func errors() -> MarkdownTable {
    let hasDev = results.dev != nil
    let lines = ErrorLine.lines(results)
    let hasClustered = lines.contains { $0.rate?.clustered != nil }
    var table = MarkdownTable(
      [
        .text("Rate"), .figure("Errors"), .figure("Value"), .figure("\(level) interval"),
      ] + (hasClustered ? [.figure("\(level) over clusters")] : []) + [
        .figure("No response"), .figure("Clusters"),
      ] + (hasDev ? [.figure("On dev")] : []))
    for line in lines {
      let value = line.rate.flatMap(figures.value)
      var name: Markdown = "\(line.rateName) \(line.name)"
      if line.isWorst { name = "**\(name)** ← worst" }
      if case .worst = line.kind { name = "**APCER, maximum over species**" }
      let noResponse = line.noResponse.map { rate in
        rate.errors == 0 ? figures.counts(rate) : figures.short(rate) ?? figures.counts(rate)
      }
      var cells: [Markdown] = [
        name,
        Markdown(data: value == nil ? "" : line.rate.map(figures.counts) ?? ""),
        Markdown(data: value ?? Undefined.cell(line.undefined)),
        Markdown(data: line.rate?.interval.map(figures.range) ?? ""),
      ]
      if hasClustered {
        cells.append(Markdown(data: line.rate?.clustered.map(figures.range) ?? ""))
      }
      cells += [
        Markdown(data: noResponse ?? ""), Markdown(data: line.clusters.map(String.init) ?? ""),
      ]
      let dev: Markdown =
        line.isAbsentFromDev ? "*absent*" : Markdown(data: line.dev.flatMap(figures.short) ?? "")
      table.rows.append(cells + (hasDev ? [dev] : []))
    }
    return table
  }

  /// D-EER, AUC, BPCERk and the deprecated averages.
  func others() -> MarkdownTable {
    (FigureLine.thresholdFree(results, figures) + FigureLine.fixedRates(results, figures)
      + FigureLine.averages(results, figures)).markdownTable(level: level)
  }

  /// The highest APCER up to each attack potential; `nil` when none is declared.
  func potentials() -> MarkdownTable? {
    guard !results.test.potentialMaxima.isEmpty else { return nil }
    var table = MarkdownTable([
      .text("Attack potential up to"), .text("Worst species"), .figure("APCER"),
      .text("Species tested"),
    ])
    for maximum in results.test.potentialMaxima {
      table.rows.append([
        Markdown(data: maximum.name),
        maximum.species.map { Markdown(data: $0.name) }.joined(", "),
        Markdown(
          data: maximum.apcer.defined.flatMap(figures.full) ?? Undefined.cell(Undefined.noResponse)),
        maximum.tested.map { Markdown(data: $0.name) }.joined(", "),
      ])
    }
    return table
  }

  /// What papers and other tools print; `nil` when it was not asked for.
  func further() -> MarkdownTable? {
    let lines = FigureLine.further(results, figures)
    return lines.isEmpty ? nil : lines.markdownTable(level: level)
  }

  /// D-EER, AUC and BPCERk of every species by itself; `nil` with fewer than two species.
  func perSpecies() -> MarkdownTable? {
    guard results.test.species.count > 1 else { return nil }
    let definitions = results.test.species.first?.fixedRates.map(\.definition) ?? []
    var table = MarkdownTable(
      [.text("Species"), .figure("D-EER"), .figure("AUC")]
        + definitions.map { .figure("\($0.description)") })
    let reason = Undefined.reason(needingBoth: results.test)
    for species in results.test.species {
      var cells: [Markdown] = [
        "\(species.species.name)",
        Markdown(
          data: species.eer.map { eer in
            with(eer.interval.map(figures.range), figures.percent(eer.value))
          } ?? Undefined.cell(reason)),
        Markdown(
          data: species.auc.map { auc in
            with(auc.interval.map(figures.areaRange), figures.area(auc.value))
          } ?? Undefined.cell(reason)),
      ]
      for fixed in species.fixedRates {
        let value = fixed.rate.flatMap(figures.full) ?? Undefined.cell(reason)
        let isWeak = fixed.support != .supported
        cells.append(Markdown(data: value) + (isWeak ? " †" : ""))
      }
      table.rows.append(cells)
    }
    return table
  }

  /// Whether a figure of `perSpecies` carries the mark for too few trials.
  var hasUnsupported: Bool {
    results.test.species.contains { $0.fixedRates.contains { $0.support != .supported } }
  }

  private func with(_ interval: String?, _ value: String) -> String {
    "\(value) [\(interval ?? FigureLine.noInterval)]"
  }
}

extension RunReport {
  /// The table that sets all detectors of a run side by side.
  func comparison(_ figures: Figures) -> MarkdownTable {
    NamedResults.comparison(subsystems.map { NamedResults($0.name, $0.results) }, figures)
  }
}

extension NamedResults {
  /// The main figures of results as cells; whichever interval is wider stands with each.
  struct Cells {
    var origin: Markdown
    var worstAPCER: Markdown
    var worstSpecies: Markdown
    var bpcer: Markdown
    var eer: Markdown
    var auc: Markdown
  }

  /// The cells of one set of results.
  static func cells(_ named: NamedResults, _ figures: Figures) -> Cells {
    let results = named.results
    let test = results.test
    let lines = ErrorLine.lines(results)
    func cell(_ rate: Rate?, _ reason: String) -> Markdown {
      Markdown(
        data: rate.defined.flatMap { figures.full($0.withWiderInterval) }
          ?? Undefined.cell(reason))
    }
    let eer = test.species.count > 1 ? test.eerWorst : test.eer
    let both = Undefined.cell(Undefined.reason(needingBoth: test))
    return Cells(
      origin: Markdown(data: results.operatingPoint?.origin.description ?? "no threshold"),
      worstAPCER: cell(test.worst?.apcer, lines.first?.undefined ?? Undefined.noAttack),
      worstSpecies: (test.worst?.species ?? []).map { Markdown(data: $0.name) }.joined(", "),
      bpcer: cell(test.bonaFide.bpcer, lines.last?.undefined ?? Undefined.noBonaFide),
      eer: Markdown(
        data: eer.map { eer in
          figures.percent(eer.value)
            + (WiderInterval.of(eer.interval, eer.clustered)
              .map { " [\(figures.range($0))]" } ?? " (no interval)")
        } ?? both),
      auc: Markdown(
        data: test.auc.map { auc in
          figures.area(auc.value)
            + (WiderInterval.of(auc.interval, auc.clustered)
              .map { " [\(figures.areaRange($0))]" } ?? " (no interval)")
        } ?? both))
  }

  /// The table that sets several results side by side.
  static func comparison(_ sets: [NamedResults], _ figures: Figures) -> MarkdownTable {
    var table = MarkdownTable([
      .text("Detector"), .text("Threshold from"), .figure("Worst APCER"), .text("Worst species"),
      .figure("BPCER"), .figure("D-EER, worst"), .figure("AUC"),
    ])
    for named in sets {
      let cells = cells(named, figures)
      table.rows.append([
        "\(named.name)", cells.origin, cells.worstAPCER, cells.worstSpecies, cells.bpcer,
        cells.eer, cells.auc,
      ])
    }
    return table
  }
}
