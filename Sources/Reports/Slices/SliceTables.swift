import ErrorRates
import PADVocabulary

/// Slices by attributes as tables.
struct SliceTables {
  let slices: AttributeSlices
  let figures: Figures

  /// What is shown for presentations without a value.
  private static let noValue: Markdown = "*not stated*"

  /// BPCER and worst APCER of every value.
  func rates() -> MarkdownTable? {
    guard !slices.attributes.isEmpty else { return nil }
    var table = MarkdownTable([
      .text("Attribute"), .text("Value"), .figure("BPCER"), .figure("APCER, worst species"),
      .text("Worst species"), .figure("APCER, pooled"), .figure("No score"),
    ])
    for attribute in slices.attributes {
      for slice in attribute.slices {
        let result = slice.result
        let worstClusters = result.worst?.species.first.flatMap { result.result(of: $0)?.clusters }
        let silent = Rate(
          errors: result.accounting.withoutResponse, trials: result.accounting.rows)
        table.rows.append([
          "\(attribute.name)", slice.value.isEmpty ? Self.noValue : "\(slice.value)",
          cell(
            result.bonaFide.bpcer, clusters: result.bonaFide.clusters,
            Undefined.reason(result.bonaFide.accounting, of: .bonaFide, hasThreshold: true)),
          cell(result.worst?.apcer, clusters: worstClusters ?? 0, attackReason(result)),
          worstSpecies(result),
          Markdown(
            data: result.pooledAPCER.flatMap(figures.short) ?? Undefined.cell(attackReason(result))
          ),
          Markdown(data: figures.counts(silent)),
        ])
      }
    }
    return table
  }

  /// Which species is worst; none where no attack got in.
  private func worstSpecies(_ result: PartitionResult) -> Markdown {
    guard let worst = result.worst, worst.apcer.errors > 0 else { return "" }
    return worst.species.map { Markdown(data: $0.name) }.joined(", ")
  }

  private func attackReason(_ result: PartitionResult) -> String {
    result.species.allSatisfy { $0.accounting.rows == 0 }
      ? Undefined.noAttack : Undefined.noResponse
  }

  private func cell(_ rate: Rate?, clusters: Int, _ reason: String) -> Markdown {
    guard let rate = rate.defined, let text = figures.full(rate) else {
      return Markdown(data: Undefined.cell(reason))
    }
    return Markdown(data: text)
      + (Differential.isTooSmall(rate, subjects: clusters) ? " †" : "")
  }

  /// The widest difference of each rate between the values of each attribute; `nil` when no
  /// attribute has both rates for all its values.
  func differences() -> MarkdownTable? {
    var table = MarkdownTable([
      .text("Attribute"), .figure("Values"), .figure("Difference of BPCER"),
      .figure("Ratio of BPCER"), .figure("Difference of worst APCER"),
      .figure("Ratio of worst APCER"),
    ])
    for attribute in slices.attributes {
      let differential = Differential(
        attribute.slices.filter { !$0.value.isEmpty }.map { slice in
          let none = Rate(errors: 0, trials: 0)
          return Differential.Group(
            name: slice.value, apcer: slice.result.worst?.apcer ?? none,
            bpcer: slice.result.bonaFide.bpcer ?? none)
        })
      let kinds: [Differential.ErrorKind] = [.bpcer, .apcer]
      guard kinds.contains(where: { differential.difference($0) != nil }) else { continue }
      table.rows.append(
        ["\(attribute.name)", "\(differential.groups.count)"]
          + kinds.flatMap { kind -> [Markdown] in
            guard let difference = differential.difference(kind) else {
              return ["undefined", "undefined"]
            }
            let ratio = differential.ratio(kind).map(Figures.brief)
            return [
              Markdown(data: points(difference)),
              Markdown(data: ratio ?? "undefined (a rate is 0)"),
            ]
          })
    }
    return table.rows.isEmpty ? nil : table
  }

  /// A difference of percentages is in points, not in percent of anything.
  private func points(_ difference: Double) -> String {
    figures.percent(difference).replacingSuffix("%", with: "points")
  }

  /// What was not sliced by, in one sentence; `nil` when everything was.
  func omissions() -> Markdown? {
    guard !slices.omissions.isEmpty else { return nil }
    return "Not sliced by: "
      + slices.omissions.map { "\($0.name) (\($0.reason))" }.joined(", ") + "."
  }
}

extension String {
  fileprivate func replacingSuffix(_ suffix: String, with other: String) -> String {
    hasSuffix(suffix) ? dropLast(suffix.count) + other : self
  }
}

extension ReportContent {
  /// The rates of one detector per value of every attribute.
  mutating func addSlices(_ subsystem: SubsystemReport) {
    guard
      let slices = AttributeSlices(subsystem, attributeNames: report.dataset.attributeNames)
    else { return }
    let tables = SliceTables(slices: slices, figures: figures)
    let level = figures.level(subsystem.results.options.confidenceLevel)
    if let table = tables.rates() {
      document.table(
        table,
        caption: """
          \(subsystem.name) on test by attribute, at the operating point: errors/trials = rate \
          [\(level) interval, every row a trial]
          """)
      document.paragraph(
        """
        † Too small for a claim of its own: fewer than 10 independent clusters, or an interval of \
        more than 10 points to either side. Many slices are looked at: some differ by chance alone.
        """)
    }
    if let table = tables.differences() {
      document.table(
        table, caption: "Highest against lowest rate of \(subsystem.name) between the values")
    }
    if let omissions = tables.omissions() { document.paragraph(omissions) }
  }
}
