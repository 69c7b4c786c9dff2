import ErrorRates
import PADVocabulary
import Statistics

/// Turns results into long form, always in the same order.
struct MetricRows {
  private(set) var rows: [MetricRow] = []
  private let detector: String
  private let results: EvaluationResults
  private var partition = Partition.test

  /// All figures of one detector: `test` first, then `dev` where the threshold was chosen.
  static func rows(_ results: EvaluationResults, detector: String) -> [MetricRow] {
    var maker = MetricRows(detector: detector, results: results)
    maker.addOperatingPoint()
    maker.add(results.test, on: .test)
    if let dev = results.dev { maker.add(dev, on: .dev) }
    return maker.rows
  }

  private init(detector: String, results: EvaluationResults) {
    self.detector = detector
    self.results = results
  }

  private var point: OperatingPoint? { results.operatingPoint }

  func row(_ metric: String, species: String = "") -> MetricRow {
    MetricRow(detector: detector, partition: partition, metric: metric, species: species)
  }

  func rowAtPoint(_ metric: String, species: String = "") -> MetricRow {
    var row = row(metric, species: species)
    row.operatingPoint = point?.threshold
    row.origin = point?.origin.description ?? ""
    return row
  }

  mutating func add(_ row: MetricRow, value: Double?, note: String = "") {
    var row = row
    row.value = value
    row.note = note
    rows.append(row)
  }

  mutating func add(
    _ row: MetricRow, _ rate: Rate?, note: String = "", undefined reason: String
  ) {
    var row = row
    row.take(rate)
    row.note = rate.defined == nil ? "undefined: \(reason)" : note
    rows.append(row)
  }

  private mutating func addOperatingPoint() {
    partition = .test
    add(
      rowAtPoint("threshold"), value: point?.threshold,
      note: point == nil
        ? "undefined: \(Undefined.noThreshold)" : "accepted iff score >= threshold")
    guard let gap = results.gap else { return }
    add(rowAtPoint("gap_highest_rejected"), value: gap.highestRejected)
    add(rowAtPoint("gap_lowest_accepted"), value: gap.lowestAccepted)
    add(rowAtPoint("gap_test_scores_inside"), value: Double(gap.testScoresInside))
  }

  private mutating func add(_ result: PartitionResult, on partition: Partition) {
    self.partition = partition
    for species in result.species { add(species) }
    add(result.bonaFide)
    addMaximum(of: result)
    addPotentials(of: result)
    addAverages(of: result)
    addThresholdFree(of: result)
    for fixed in result.fixedRates { add(fixed, species: "", partition: result) }
    for species in result.species {
      for fixed in species.fixedRates {
        add(fixed, species: species.species.name, partition: result)
      }
    }
    if let further = result.further { addFurther(further) }
    add(result.accounting, clusters: nil)
  }

  private mutating func add(_ species: SpeciesResult) {
    let name = species.species.name
    let reason = Undefined.reason(
      species.accounting, of: .attack, hasThreshold: point != nil)
    let unseen = partition == .test && results.speciesAbsentFromDev.contains(species.species)
    add(
      rowAtPoint("apcer", species: name), species.apcer,
      note: unseen ? "species absent from dev" : "", undefined: reason)
    add(row("apnrr", species: name), species.apnrr, undefined: Undefined.noAttack)
    add(
      row("apar", species: name), species.apar, note: "count is of samples acquired",
      undefined: "the reasons of non-responses are not stated")
    add(species.accounting, species: name, clusters: species.clusters)
  }

  private mutating func add(_ bonaFide: BonaFideResult) {
    add(
      rowAtPoint("bpcer"), bonaFide.bpcer,
      undefined: Undefined.reason(
        bonaFide.accounting, of: .bonaFide, hasThreshold: point != nil))
    add(row("bpnrr"), bonaFide.bpnrr, undefined: Undefined.noBonaFide)
    add(bonaFide.accounting, prefix: "bona_fide_", clusters: bonaFide.clusters)
  }

  private mutating func addMaximum(of result: PartitionResult) {
    let names = result.worst?.species.map(\.name).joined(separator: "; ") ?? ""
    add(
      rowAtPoint("apcer_worst", species: names), result.worst?.apcer,
      note: "maximum over species", undefined: attackReason(result))
    add(
      rowAtPoint("apcer_pooled"), result.pooledAPCER, note: "not an ISO/IEC 30107-3 figure",
      undefined: attackReason(result))
  }

  private func attackReason(_ result: PartitionResult) -> String {
    if result.species.allSatisfy({ $0.accounting.rows == 0 }) { return Undefined.noAttack }
    return point == nil ? Undefined.noThreshold : Undefined.noResponse
  }

  private mutating func addAverages(of result: PartitionResult) {
    let note = "not an ISO/IEC 30107-3 figure"
    let figures: [(String, Double?, String)] = [
      ("apcer_mean", result.meanAPCER, attackReason(result)),
      ("acer_worst", result.acerWorst, both(result)),
      ("acer_mean", result.acerMean, both(result)),
      ("hter", result.hter, both(result)),
    ]
    for (metric, value, reason) in figures {
      let isDeprecated = metric != "apcer_mean"
      add(
        rowAtPoint(metric), value: value,
        note: value == nil ? "undefined: \(reason)" : isDeprecated ? "deprecated; \(note)" : note)
    }
  }

  private func both(_ result: PartitionResult) -> String {
    Undefined.reason(needingBoth: result, threshold: point != nil)
  }

  private mutating func addThresholdFree(of result: PartitionResult) {
    let reason = Undefined.reason(needingBoth: result)
    add("eer", species: "", result.eer, reason, note: "all attacks together")
    add("eer_worst", species: "", result.eerWorst, reason, note: "worst species at each threshold")
    add("auc", species: "", result.auc, reason, note: "all attacks together")
    for species in result.species {
      add("eer", species: species.species.name, species.eer, reason)
      add("auc", species: species.species.name, species.auc, reason)
    }
  }

  private mutating func add(
    _ metric: String, species: String, _ eer: EqualErrorRate?, _ reason: String, note: String = ""
  ) {
    var row = row(metric, species: species)
    if let eer {
      row.take(eer)
      row.origin = chosenHere("eer")
      let counts =
        "\(eer.falseAccepts)/\(eer.attacks) attacks accepted, "
        + "\(eer.falseRejects)/\(eer.bonaFide) bona fide rejected"
      row.note = note.isEmpty ? counts : "\(note); \(counts)"
    } else {
      row.note = "undefined: \(reason)"
    }
    rows.append(row)
  }

  private mutating func add(
    _ metric: String, species: String, _ auc: AreaUnderROC?, _ reason: String, note: String = ""
  ) {
    var row = row(metric, species: species)
    row.take(auc)
    row.note = auc == nil ? "undefined: \(reason)" : note
    rows.append(row)
  }

  private mutating func add(
    _ fixed: FixedRateResult, species: String, partition result: PartitionResult
  ) {
    let name = fixed.definition.description.lowercased()
    var row = row(name, species: species)
    row.operatingPoint = fixed.threshold
    row.origin = fixed.threshold == nil ? "" : chosenHere(name)
    var notes: [String] = []
    if !fixed.isAttainable { notes.append("held only by refusing everything") }
    if fixed.support != .supported { notes.append(fixed.support.description) }
    let reason = ([Undefined.reason(needingBoth: result)] + notes).joined(separator: "; ")
    add(row, fixed.rate, note: notes.joined(separator: "; "), undefined: reason)
  }

  /// A threshold that was chosen on the partition that the figure is about.
  func chosenHere(_ criterion: String) -> String {
    let origin: ThresholdOrigin =
      partition == .dev ? .dev(criterion: criterion) : .oracle(criterion: criterion)
    return origin.description
  }

  private mutating func add(
    _ accounting: Accounting, prefix: String = "", species: String = "", clusters: Int?
  ) {
    add(row(prefix + "presentations", species: species), value: Double(accounting.rows))
    add(row(prefix + "scored", species: species), value: Double(accounting.scored))
    for entry in accounting.nonResponses {
      add(
        row("\(prefix)non_response:\(entry.reason.rawValue)", species: species),
        value: Double(entry.count))
    }
    if let clusters {
      add(row(prefix + "clusters", species: species), value: Double(clusters))
    }
  }
}
