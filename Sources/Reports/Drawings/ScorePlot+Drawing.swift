import PADVocabulary

extension ScorePlot {
  private static let row = 66.0
  private static let bars = 42.0

  /// The plot as a picture within a page; `nil` without bins.
  func drawing(banner: Markdown) -> Drawing? {
    guard let first = histogram.edges.first, let last = histogram.edges.last, last > first else {
      return nil
    }
    let groups = histogram.groups.prefix(Self.panelLimit)
    let top = histogram.threshold == nil ? 4.0 : 22.0
    let field = DrawingField(
      left: 6, right: Drawing.width - 6, top: top,
      bottom: top + Self.row * Double(max(groups.count, 1)))
    func x(_ score: Double) -> Double { field.x((score - first) / (last - first)) }
    var content: HTML = ""
    for (index, group) in groups.enumerated() {
      let floor = top + Self.row * Double(index + 1) - 4
      content += panel(group, floor: floor, field: field, x: x)
    }
    var labels: HTML = ""
    for tick in DrawingField.ticks(first...last) {
      let place = field.x(tick.place)
      labels += "<path class=\"axis\" d=\"M\(place) \(field.bottom)v5\"/>"
      labels +=
        "<text class=\"middle\" x=\"\(place)\" y=\"\(field.bottom + 20)\">\(tick.label)</text>\n"
    }
    content += """
      <path class="axis" d="M\(field.left) \(field.bottom)H\(field.right)"/>
      \(labels)<text class="middle" x="\(Drawing.width / 2)" y="\(field.bottom + 40)">score \
      (higher: more bona fide)</text>
      """
    if let threshold = histogram.threshold {
      let place = x(threshold)
      let side = place < Drawing.width * 0.3 ? "" : place > Drawing.width * 0.7 ? "end" : "middle"
      content += """

        <path class="threshold" d="M\(place) \(top - 4)V\(field.bottom)"/>
        <text class="ink \(side)" x="\(place)" y="\(top - 9)">\(thresholdLabel)</text>
        """
    }
    var keys: [Drawing.Key] = []
    if histogram.groups.contains(where: { $0.accepted != nil }) {
      keys = [
        Drawing.Key(symbol: "<path class=\"f0\" d=\"M0 1H34V11H0Z\"/>", text: "decided right"),
        Drawing.Key(symbol: "<path class=\"f1\" d=\"M0 1H34V11H0Z\"/>", text: "decided wrong"),
      ]
    }
    return Drawing(
      title: frame.title, subtitle: frame.subtitle, banner: banner,
      description: "\(frame.title). "
        + groups.map { "\(Self.name($0)): \(Self.detail($0))" }.joined(separator: "; "),
      height: field.bottom + 48, content: content, legend: keys)
  }

  private static func name(_ group: ScoreHistogram.Group) -> String {
    group.species?.name ?? "bona fide"
  }

  private static func detail(_ group: ScoreHistogram.Group) -> String {
    let infinite = group.infinite > 0 ? ", \(group.infinite) infinite" : ""
    guard let accepted = group.accepted else { return "n = \(group.scored)\(infinite)" }
    let verdict =
      group.species == nil
      ? "\(group.scored - accepted) of \(group.scored) rejected"
      : "\(accepted) of \(group.scored) accepted"
    return verdict + infinite
  }

  private func panel(
    _ group: ScoreHistogram.Group, floor: Double, field: DrawingField, x: (Double) -> Double
  ) -> HTML {
    let most = Double(max(group.counts.max() ?? 1, 1))
    var paths = (right: "", wrong: "")
    for bin in group.counts.indices where group.counts[bin] > 0 {
      let height = Double(group.counts[bin]) / most * Self.bars
      let bar =
        "M\(HTML.length(x(histogram.edges[bin]) + 0.4)) \(HTML.length(floor))"
        + "V\(HTML.length(floor - max(height, 1)))"
        + "H\(HTML.length(x(histogram.edges[bin + 1]) - 0.4))V\(HTML.length(floor))Z"
      let isWrong = histogram.threshold.map { mark in
        (histogram.edges[bin] >= mark) != (group.species == nil)
      }
      if isWrong == true { paths.wrong += bar } else { paths.right += bar }
    }
    let name = Self.name(group).printable.shortened(to: 32)
    let hasErrors = !paths.wrong.isEmpty
    return """
      <path class="axis" d="M\(field.left) \(floor)H\(field.right)"/>
      <path class="f0" d="\(paths.right)"/>
      <path class="f1" d="\(paths.wrong)"/>
      <text class="ink" x="\(field.left)" y="\(floor - Self.bars - 8)">\(name)</text>
      <text class="end\(hasErrors ? " wrong" : "")" x="\(field.right)" \
      y="\(floor - Self.bars - 8)">\(Self.detail(group))</text>

      """
  }
}
