import Comparison
import ErrorRates
import PADVocabulary
import Statistics
import StructuredText

/// Comparisons in long form, full precision: a line per class, per area, per flip and per
/// presentation that one side lacks, told apart by the column `record`.
enum ComparisonCSV {
  static let columns = [
    "record", "baseline", "candidate", "point", "baseline_threshold", "baseline_origin",
    "candidate_threshold", "candidate_origin", "species", "presentation", "what",
    "baseline_value", "candidate_value", "baseline_errors", "candidate_errors", "pairs",
    "newly_wrong", "repaired", "clusters", "baseline_no_response", "candidate_no_response",
    "difference", "lower", "upper", "level", "method", "p", "p_mid", "p_holm",
  ]

  static func bytes(_ report: ComparisonReport) -> [UInt8] {
    var writer = CSVWriter(.guarded)
    writer.row(columns)
    for (baseline, comparison) in report.pairs {
      let head = Cells(baseline, comparison.candidate)
      for point in comparison.points {
        for result in point.classes { head.line(of: result, point).write(to: &writer) }
        for flip in point.flips { head.line(of: flip, point).write(to: &writer) }
      }
      for area in comparison.areas { head.line(of: area).write(to: &writer) }
      for missing in comparison.missing { head.line(of: missing).write(to: &writer) }
    }
    return writer.bytes
  }
}

/// The cells of one line by column; what is not set is empty.
private struct Cells {
  private enum Cell {
    case text(String)
    case number(Double)
    case count(Int)
  }

  private var cells: [String: Cell] = [:]

  init(_ baseline: String, _ candidate: String) {
    set("baseline", baseline)
    set("candidate", candidate)
  }

  private mutating func set(_ column: String, _ text: String) { cells[column] = .text(text) }
  private mutating func set(_ column: String, _ count: Int) { cells[column] = .count(count) }
  private mutating func set(_ column: String, _ number: Double?) {
    cells[column] = number.map { .number($0) }
  }

  private mutating func set(_ record: String, _ point: OperatingPointComparison) {
    set("record", record)
    set("point", point.kind.description)
    set("baseline_threshold", point.baseline.threshold)
    set("baseline_origin", point.baseline.origin.description)
    set("candidate_threshold", point.candidate.threshold)
    set("candidate_origin", point.candidate.origin.description)
  }

  func line(of result: ClassComparison, _ point: OperatingPointComparison) -> Cells {
    var line = self
    line.set("class", point)
    line.set("species", result.species?.name ?? "")
    line.set("what", result.species == nil ? "bpcer" : "apcer")
    line.set("baseline_value", result.baseline.value)
    line.set("candidate_value", result.candidate.value)
    line.set("baseline_errors", result.baseline.errors)
    line.set("candidate_errors", result.candidate.errors)
    line.set("pairs", result.counts.pairs)
    line.set("newly_wrong", result.counts.onlyCandidate)
    line.set("repaired", result.counts.onlyBaseline)
    line.set("clusters", result.counts.clusters.count)
    line.set("baseline_no_response", result.baselineNonResponses)
    line.set("candidate_no_response", result.candidateNonResponses)
    line.set("difference", result.difference)
    line.set("lower", result.interval?.lower)
    line.set("upper", result.interval?.upper)
    line.set("level", result.interval?.level)
    line.set("method", result.interval?.method.description ?? "")
    line.set("p", result.exactP)
    line.set("p_mid", result.midP)
    line.set("p_holm", result.adjustedP)
    return line
  }

  func line(of flip: Flip, _ point: OperatingPointComparison) -> Cells {
    var line = self
    line.set("flip", point)
    line.set("species", flip.species?.name ?? "")
    line.set("presentation", flip.id)
    line.set("what", flip.kind.description)
    line.set("baseline_value", flip.baseline)
    line.set("candidate_value", flip.candidate)
    return line
  }

  private mutating func set(_ column: String, _ outcome: Outcome) {
    switch outcome {
    case .score(let score): set(column, score)
    case .nonResponse(let reason): set(column, reason.rawValue)
    }
  }

  func line(of area: AreaComparison) -> Cells {
    var line = self
    line.set("record", "area")
    line.set("species", area.species?.name ?? "")
    line.set("what", "auc")
    line.set("baseline_value", area.areas.second)
    line.set("candidate_value", area.areas.first)
    line.set("difference", area.difference)
    line.set("method", "DeLong")
    line.set("p", area.areas.p)
    line.set("p_holm", area.adjustedP)
    return line
  }

  func line(of missing: MissingPresentation) -> Cells {
    var line = self
    line.set("record", "missing")
    line.set("species", missing.species?.name ?? "")
    line.set("presentation", missing.id)
    line.set("what", "missing from the \(missing.absentFrom.rawValue)")
    return line
  }

  func write(to writer: inout CSVWriter) {
    for column in ComparisonCSV.columns {
      switch cells[column] {
      case .text(let text): writer.text(text)
      case .number(let number): writer.number(number)
      case .count(let count): writer.number(count)
      case nil: writer.empty()
      }
    }
    writer.endRow()
  }
}
