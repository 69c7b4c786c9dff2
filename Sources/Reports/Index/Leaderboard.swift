import ErrorRates
import PADVocabulary
import Statistics

/// Detectors on one dataset, the best first.
///
/// Ranked by BPCER20, the share of bona fide presentations that is rejected where every species'
/// APCER is at most 1/20: at thresholds of their own choice detectors are not comparable, because one
/// error can be traded for the other. Of several runs of one detector the last by name counts. Equal
/// values share a rank.
struct Leaderboard {
  /// What the detectors are ranked by.
  static let figure = FixedRate.bpcer(atAPCER: 20)

  /// What must be equal for detectors to be comparable.
  struct Ground: Hashable {
    var name: String
    var version: String
    var protocolName: String
    var lock: DatasetFacts.Lock
    var policy: NonResponsePolicy
  }

  /// One detector with its place.
  struct Row {
    /// Its place; `nil` without a figure to rank by.
    var rank: Int?
    var entry: RunIndexEntry
    var detector: RunIndexEntry.Detector
    var result: FixedRateResult?
    /// Whether its interval overlaps that of the first; `nil` for the first itself.
    var overlapsFirst: Bool?
  }

  var dataset: DatasetFacts
  var policy: NonResponsePolicy
  var rows: [Row]

  /// The leaderboards of all datasets on which at least two detectors were run, in the order in
  /// which the datasets come up.
  static func all(_ entries: [RunIndexEntry]) -> [Leaderboard] {
    struct Contender: Hashable {
      var name: String
      var version: String
      var digest: String
    }
    var grounds: [Ground] = []
    var boards: [Ground: Leaderboard] = [:]
    var places: [Ground: [Contender: Int]] = [:]
    for entry in entries where entry.state == .complete {
      for detector in entry.detectors {
        let facts = entry.dataset
        let policy = detector.results.options.nonResponsePolicy
        let ground = Ground(
          name: facts.name, version: facts.version, protocolName: facts.protocolName,
          lock: facts.lock, policy: policy)
        if boards[ground] == nil { grounds.append(ground) }
        var board =
          boards[ground] ?? Leaderboard(dataset: facts, policy: policy, rows: [])
        let row = Row(
          entry: entry, detector: detector,
          result: detector.results.test.fixedRates.first { $0.definition == figure })
        let contender = Contender(
          name: detector.name, version: detector.version, digest: detector.digest)
        if let place = places[ground]?[contender] {
          board.rows[place] = row
        } else {
          places[ground, default: [:]][contender] = board.rows.count
          board.rows.append(row)
        }
        boards[ground] = board
      }
    }
    return grounds.compactMap { boards[$0] }.filter { $0.rows.count > 1 }.map(\.ranked)
  }

  private var ranked: Leaderboard {
    func value(_ row: Row) -> Double? { row.result?.rate?.value }
    var board = self
    board.rows.sort { left, right in
      switch (value(left), value(right)) {
      case (let first?, let second?) where first != second: return first < second
      case (_?, nil): return true
      case (nil, _?): return false
      default:
        return (left.detector.name, left.detector.version, left.entry.folder)
          < (right.detector.name, right.detector.version, right.entry.folder)
      }
    }
    let first = board.rows.first?.result?.rate?.widerInterval
    for index in board.rows.indices {
      guard let own = value(board.rows[index]) else { continue }
      let isTied = index > 0 && value(board.rows[index - 1]) == own
      board.rows[index].rank = isTied ? board.rows[index - 1].rank : index + 1
      guard index > 0, let first, let interval = board.rows[index].result?.rate?.widerInterval
      else { continue }
      board.rows[index].overlapsFirst =
        interval.lower <= first.upper && first.lower <= interval.upper
    }
    return board
  }

  /// The rule, for people.
  static let rule: Markdown = """
    Ranked by **BPCER20**, the share of bona fide presentations that is rejected where every \
    species' APCER is at most 1/20: at thresholds of their own, one error can be traded for the \
    other. The threshold is chosen on test, so the figure compares detectors and does not say what \
    to expect in use. Of several runs of one detector, version and digest, the last by name counts; \
    equal values share a rank. Where intervals overlap, the order may be chance: compare the two on \
    the same presentations (`padbench compare`). Detectors are set side by side only on the same \
    dataset, version, lock and protocol, with the same policy for non-responses.
    """

  /// The leaderboard as a table.
  func table(_ figures: Figures) -> MarkdownTable {
    var table = MarkdownTable([
      .figure("Rank"), .text("Detector"), .figure("BPCER20"), .text("Against the first"),
      .figure("D-EER, worst species"), .text("Run"),
    ])
    for row in rows {
      let results = row.detector.results
      let cells = NamedResults.cells(NamedResults(row.detector.name, results), figures)
      let reason = Undefined.cell(Undefined.reason(needingBoth: results.test))
      let isWeak = row.result.map { $0.support != .supported } ?? false
      let value = row.result?.rate.defined.flatMap { figures.full($0.withWiderInterval) }
      table.rows.append([
        row.rank.map { "\($0)" } ?? "*none*", "\(row.detector.name) \(row.detector.version)",
        Markdown(data: value ?? reason) + (isWeak && value != nil ? " †" : ""),
        row.comparison, cells.eer, row.entry.link,
      ])
    }
    return table
  }
}

extension Leaderboard.Row {
  fileprivate var comparison: Markdown {
    switch overlapsFirst {
    case nil: rank == nil ? "*not ranked*" : rank == 1 ? "" : "*no interval*"
    case true?: "*not distinguishable* (intervals overlap)"
    case false?: "intervals apart"
    }
  }
}
