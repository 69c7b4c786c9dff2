import ErrorRates
import PADVocabulary
import Statistics

/// The error rates of one detector with their intervals, one below the other on one scale.
struct RatePlot {
  /// How many species are drawn; the table has all.
  static let rowLimit = 24

  var name: String
  var lines: [ErrorLine]
  var figures: Figures

  /// The rates at the operating point of results; `nil` when none is defined.
  init?(_ named: NamedResults, _ figures: Figures) {
    name = named.name
    self.figures = figures
    let defined = ErrorLine.lines(named.results).filter { line in
      if case .worst = line.kind { return false }
      return line.rate != nil
    }
    guard let last = defined.last else { return nil }
    lines = defined.count > Self.rowLimit ? defined.prefix(Self.rowLimit - 1) + [last] : defined
    hidden = defined.count - lines.count
  }

  private let hidden: Int

  /// The picture.
  func drawing(banner: Markdown) -> Drawing {
    let row = 42.0
    let field = DrawingField(
      left: 6, right: Drawing.width - 6, top: 4, bottom: 4 + row * Double(lines.count))
    let highest =
      lines.compactMap { line in
        line.rate.map { max($0.widerInterval?.upper ?? 0, $0.interval?.upper ?? 0, $0.value ?? 0) }
      }.max() ?? 1
    let limit = DrawingField.limit(above: highest)
    var content: HTML = ""
    var labels: HTML = ""
    for tick in DrawingField.ticks(0...(limit * 100)) {
      let place = field.x(tick.place)
      content += "<path class=\"grid\" d=\"M\(place) \(field.top)V\(field.bottom)\"/>"
      let side: HTML = tick.place == 0 ? "" : tick.place > 0.99 ? "end" : "middle"
      labels += """
        <text class="\(side)" x="\(place)" y="\(field.bottom + 17)">\(tick.label)</text>

        """
    }
    for (index, line) in lines.enumerated() {
      content += self.row(line, at: field.top + row * Double(index), field, limit)
    }
    content += """
      <path class="axis" d="M\(field.left) \(field.bottom)H\(field.right)"/>
      \(labels)<text class="middle" x="\(Drawing.width / 2)" y="\(field.bottom + 36)">errors \
      (%)</text>
      """
    return Drawing(
      title: "Error rates of \(name) on test, with intervals",
      subtitle: hidden > 0 ? "\(hidden) more species are in the table" : "", banner: banner,
      description: lines.map { line in
        "\(line.rateName) \(line.name): \(line.rate.flatMap(figures.full) ?? "")"
      }.joined(separator: "; "),
      height: field.bottom + 44, content: content, legend: keys)
  }

  private var keys: [Drawing.Key] {
    let level = lines.lazy.compactMap { $0.rate?.interval?.level }.first
    let interval = level.map { "\(figures.level($0)) interval" } ?? "interval"
    var keys = [
      Drawing.Key(
        symbol: "<path class=\"whisker s1\" d=\"M2 6H32\"/><circle class=\"f1\" cx=\"17\" cy=\"6\" "
          + "r=\"4\"/>", text: "APCER of a species and its \(interval), every row a trial"),
      Drawing.Key(
        symbol: "<path class=\"whisker s0\" d=\"M2 6H32\"/><circle class=\"f0\" cx=\"17\" cy=\"6\" "
          + "r=\"4\"/>", text: "BPCER, likewise"),
    ]
    if lines.contains(where: { $0.rate?.clustered != nil }) {
      keys.append(
        Drawing.Key(
          symbol: "<path class=\"whisker wide s6\" d=\"M2 6H32\"/>",
          text: "interval over whole clusters"))
    }
    return keys
  }

  private func row(
    _ line: ErrorLine, at top: Double, _ field: DrawingField, _ limit: Double
  ) -> HTML {
    guard let rate = line.rate, let value = rate.value else { return "" }
    func x(_ share: Double) -> Double { field.x(min(max(share / limit, 0), 1)) }
    var isBonaFide = false
    if case .bonaFide = line.kind { isBonaFide = true }
    let colour: HTML = isBonaFide ? "0" : "1"
    let middle = top + 29
    var drawn: HTML = ""
    if let wide = rate.clustered {
      drawn +=
        "<path class=\"whisker wide s\(colour)\" d=\"M\(x(wide.lower)) \(middle)H\(x(wide.upper))\"/>"
    }
    if let interval = rate.interval {
      let (low, high) = (x(interval.lower), x(interval.upper))
      drawn += """
        <path class="whisker s\(colour)" d="M\(low) \(middle)H\(high)M\(low) \(middle - 4)v8M\(high) \
        \(middle - 4)v8"/>
        """
    }
    let name = "\(line.rateName) \(line.name)".printable.shortened(to: 30)
    let remark = line.isWorst && lines.count > 2 ? " (worst)" : ""
    return """
      <text class="ink" x="\(field.left)" y="\(top + 17)">\(name)\(remark)</text>
      <text class="end" x="\(field.right)" y="\(top + 17)">\(figures.short(rate) ?? "")</text>
      \(drawn)<circle class="f\(colour)" cx="\(x(value))" cy="\(middle)" r="4"/>

      """
  }
}
