import ErrorRates
import Statistics

/// The two errors of one detector on one dataset over runs, in the order of the runs' names.
struct RunTrend {
  var detector: String
  var dataset: DatasetFacts
  /// Folder and results of every run, in order.
  var runs: [(folder: String, results: EvaluationResults)]

  /// The runs that are drawn: the last ones.
  static let limit = 40

  /// The trends of all detectors that were run more than once on a dataset of one name.
  static func all(_ entries: [RunIndexEntry]) -> [RunTrend] {
    struct Key: Hashable {
      var detector: String
      var dataset: String
      var isSynthetic: Bool
    }
    var keys: [Key] = []
    var trends: [Key: RunTrend] = [:]
    for entry in entries where entry.state == .complete {
      for detector in entry.detectors {
        let key = Key(
          detector: detector.name, dataset: entry.dataset.name,
          isSynthetic: entry.dataset.isSynthetic)
        if trends[key] == nil {
          keys.append(key)
          trends[key] = RunTrend(detector: detector.name, dataset: entry.dataset, runs: [])
        }
        trends[key]?.runs.append((entry.folder, detector.results))
      }
    }
    return keys.compactMap { trends[$0] }.filter { $0.runs.count > 1 }
  }

  /// The picture; `nil` when no run has a rate.
  func drawing(_ figures: Figures) -> Drawing? {
    let shown = Array(runs.suffix(Self.limit))
    let series: [(name: String, number: Int, rates: [Rate?])] = [
      ("APCER, worst species", 1, shown.map { $0.results.test.worst?.apcer.defined }),
      ("BPCER", 0, shown.map { $0.results.test.bonaFide.bpcer.defined }),
    ]
    let rates = series.flatMap { $0.rates.compactMap(\.self) }
    guard !rates.isEmpty else { return nil }
    let highest = rates.map { max($0.value ?? 0, $0.widerInterval?.upper ?? 0) }.max() ?? 1
    let limit = DrawingField.limit(above: highest)
    let field = DrawingField(bottom: 200)
    let first = runs.count - shown.count
    let step = 1 / Double(shown.count)
    var content = field.axes(
      x: shown.indices.map { index in
        DrawingField.Tick(place: (Double(index) + 0.5) * step, label: "\(first + index + 1)")
      },
      y: DrawingField.ticks(0...(limit * 100)), nameX: "run, in the order of names",
      nameY: "error (%)")
    for (offset, line) in series.enumerated() {
      let shift = (Double(offset) - 0.5) * min(8, (field.right - field.left) * step * 0.3)
      var path: [(x: Double, y: Double)] = []
      var marks: HTML = ""
      for (index, rate) in line.rates.enumerated() {
        guard let rate, let value = rate.value else { continue }
        let x = field.x((Double(index) + 0.5) * step) + shift
        path.append((x, field.y(value / limit)))
        if let interval = rate.widerInterval {
          let (low, high) = (field.y(interval.lower / limit), field.y(interval.upper / limit))
          marks += """
            <path class="whisker s\(line.number)" d="M\(x) \(low)V\(high)M\(x - 3) \(low)h6M\(x - 3) \
            \(high)h6"/>
            """
        }
        marks +=
          "<circle class=\"f\(line.number)\" cx=\"\(x)\" cy=\"\(field.y(value / limit))\" r=\"3.5\"/>\n"
      }
      content += "\n<path class=\"curve s\(line.number)\" d=\"\(DrawnPath(path).data)\"/>\n\(marks)"
    }
    return Drawing(
      title: "\(detector) on \(dataset.name)",
      subtitle: first > 0 ? "The last \(shown.count) of \(runs.count) runs" : "",
      banner: dataset.isSynthetic ? Markdown(data: Banner.text) : "",
      description: shown.enumerated().map { index, run in
        let test = run.results.test
        let worst = test.worst?.apcer.defined.flatMap(figures.short) ?? "undefined"
        let bonaFide = test.bonaFide.bpcer.defined.flatMap(figures.short) ?? "undefined"
        return "run \(first + index + 1), \(run.folder): APCER \(worst), BPCER \(bonaFide)"
      }.joined(separator: "; "),
      height: 244, content: content,
      legend: series.map { line in
        Drawing.Key(
          symbol: "<path class=\"curve s\(line.number)\" d=\"M0 6H34\"/>"
            + "<circle class=\"f\(line.number)\" cx=\"17\" cy=\"6\" r=\"3.5\"/>",
          text: line.name)
      })
  }
}
