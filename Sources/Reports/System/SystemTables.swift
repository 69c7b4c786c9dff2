import ErrorRates
import PADVocabulary
import Statistics
import StructuredText

/// The tables of one matcher's whole systems.
struct SystemTables {
  let results: SystemResults
  let factors: [AdditionalFactor]
  let figures: Figures

  private var level: String { figures.level(results.options.confidenceLevel) }

  /// Every class at the matcher alone, per transaction; `nil` without a threshold.
  func alone() -> MarkdownTable? {
    guard let alone = results.matcherAlone else { return nil }
    let hasClustered = alone.classes.contains { $0.rate.clustered != nil }
    var table = MarkdownTable(
      [.text("Rate"), .figure("Errors"), .figure("Value"), .figure("\(level) interval")]
        + (hasClustered ? [.figure("\(level) over references")] : [])
        + [.figure("Not compared"), .figure("Presentations"), .figure("References")])
    for of in alone.classes {
      let isWorst = of.attackSpecies.map { alone.worst?.species.contains($0) ?? false } ?? false
      let name: Markdown = "\(of.kind.rateName) \(of.kind.subject)"
      var cells: [Markdown] = [
        isWorst ? "**\(name)** ← worst" : name, Markdown(data: figures.counts(of.rate)),
        Markdown(data: figures.value(of.rate) ?? ""),
        Markdown(data: of.rate.interval.map(figures.range) ?? ""),
      ]
      if hasClustered {
        cells.append(Markdown(data: of.rate.clustered.map(figures.range) ?? ""))
      }
      table.rows.append(
        cells + [
          "\(of.notComparedCount)", "\(of.presentations)", "\(of.perReference.clusters.count)",
        ])
    }
    return table
  }

  /// All systems side by side.
  func overview() -> MarkdownTable? {
    let designs = results.designs
    guard !designs.isEmpty else { return nil }
    var table = MarkdownTable([
      .text("System"), .figure("FRR"), .figure("FAR"), .figure("Worst IAPAR"),
      .text("Worst species"), .figure("RIAPAR"),
    ])
    for design in designs {
      let figures = design.figures
      table.rows.append([
        "\(design.title)", cell(figures.frr, "no genuine claim"),
        cell(figures.far, "no zero-effort claim"), cell(figures.worst?.apcer, "no attack"),
        (figures.worst?.species ?? []).map { Markdown(data: $0.name) }.joined(", "),
        relative(figures.riapar),
      ])
    }
    return table
  }

  /// Every class with one detector beside the matcher alone; `nil` without figures.
  func classes(with system: DetectorSystem) -> MarkdownTable? {
    let designs = results.designs.prefix(1) + results.designs(of: system)
    guard designs.count > 1 else { return nil }
    var table = MarkdownTable(
      [.text("Rate")] + designs.map { .figure("\($0.title.uppercasedFirst)") }
        + [.figure("No PAD score")])
    for of in system.serial?.classes ?? [] {
      var cells: [Markdown] = ["\(of.kind.rateName) \(of.kind.subject)"]
      for design in designs {
        let same = design.figures.classes.first { $0.kind == of.kind }
        cells.append(cell(same?.rate, "no claim"))
      }
      table.rows.append(cells + ["\(of.withoutPADScore)"])
    }
    table.rows.append(
      ["**IAPAR, maximum over species**"]
        + designs.map { cell($0.figures.worst?.apcer, "no attack") } + [""])
    table.rows.append(
      ["**RIAPAR**, worst IAPAR + FRR"] + designs.map { relative($0.figures.riapar) } + [""])
    return table
  }

  /// PAD beside match for every class; `nil` without a serial system.
  func decisions(with system: DetectorSystem) -> MarkdownTable? {
    guard let serial = system.serial else { return nil }
    var table = MarkdownTable([
      .text("Claims of"), .figure("Claims"), .figure("Passed PAD and matched: let in"),
      .figure("Passed PAD, no match"), .figure("Failed PAD, would have matched"),
      .figure("Neither"), .figure("Let in"), .figure("Estimate if both were independent"),
    ])
    for of in serial.classes {
      guard let decisions = of.decisions else { continue }
      let accepted = Rate(errors: decisions.passedAndMatched, trials: decisions.trials)
      table.rows.append([
        "\(of.kind.subject)", "\(decisions.trials)", "\(decisions.passedAndMatched)",
        "\(decisions.passedOnly)", "\(decisions.matchedOnly)", "\(decisions.neither)",
        Markdown(data: figures.value(accepted) ?? ""),
        Markdown(data: decisions.independenceEstimate.map(figures.percent) ?? ""),
      ])
    }
    return table
  }

  /// What attackers' success would be with a factor more; `nil` without an attack.
  func whatIf(_ factor: AdditionalFactor) -> MarkdownTable? {
    let designs = results.designs.filter { $0.figures.design != .fusion }
    let species = results.matcherAlone?.attacks ?? []
    guard !designs.isEmpty, !species.isEmpty else { return nil }
    var table = MarkdownTable(
      [.text("Species")] + designs.map { .figure("\($0.title.uppercasedFirst)") })
    for of in species {
      let cells = designs.map { design -> Markdown in
        let rate = design.figures.classes.first { $0.kind == of.kind }?.rate
        guard let rate, let value = rate.value else { return "" }
        let range = rate.widerInterval.map { " [\(figures.range(factor.success(of: $0)))]" } ?? ""
        return Markdown(data: figures.percent(factor.success(of: value)) + range)
      }
      table.rows.append(["\(of.kind.subject)"] + cells)
    }
    return table
  }

  /// Attacks among all references; `nil` where trials do not hold the whole list.
  func identification() -> MarkdownTable? {
    let designs = results.designs.filter { !$0.figures.identification.isEmpty }
    guard !designs.isEmpty else { return nil }
    var table = MarkdownTable([
      .text("Species"), .text("System"), .figure("Target returned (IAPIR)"),
      .figure("Anybody returned"), .figure("Target first"),
    ])
    for design in designs {
      for result in design.figures.identification {
        table.rows.append([
          "\(result.species.name)", "\(design.title)", cell(result.targetReturned, "no attack"),
          cell(result.anyReturned, "no attack"), cell(result.targetFirst, "no attack"),
        ])
      }
    }
    return table
  }

  private func cell(_ rate: Rate?, _ reason: String) -> Markdown {
    Markdown(
      data: rate.defined.flatMap { figures.full($0.withWiderInterval) } ?? Undefined.cell(reason))
  }

  private func relative(_ riapar: RelativeAcceptRate?) -> Markdown {
    guard let riapar else { return Markdown(data: Undefined.cell("IAPAR or FRR is undefined")) }
    let shown = WiderInterval.of(riapar.interval, riapar.clustered)
    return Markdown(
      data: figures.percent(riapar.value) + (shown.map { " [\(figures.range($0))]" } ?? ""))
  }
}
