/// A picture within a page: SVG made here, under a caption and over a legend.
///
/// Colours come from the page's style sheet, so that the same picture reads on light, dark and
/// paper. Names are classes; nothing in it is a style of its own.
struct Drawing {
  /// A line of the legend: a small picture and what it stands for.
  struct Key {
    var symbol: HTML
    var text: String
  }

  /// The width that all drawings are laid out in.
  static let width = 460.0

  /// What the picture shows, in a few words.
  var title: String
  /// The rest of the caption; empty for nothing.
  var subtitle: String = ""
  /// What is repeated in every caption; empty for nothing.
  var banner: Markdown = ""
  /// What a person hears who does not see the picture.
  var description: String
  var height: Double
  var content: HTML
  var legend: [Key] = []
  /// Whether it stands by itself rather than beside others.
  var isAlone = false

  /// The figure.
  var html: HTML {
    let mark: HTML = banner.isEmpty ? "" : " <em>(\(banner))</em>"
    let rest: HTML = subtitle.isEmpty ? "" : " \(subtitle.uppercasedFirst)."
    let keys = legend.map { key -> HTML in
      "<li><svg viewBox=\"0 0 34 12\" aria-hidden=\"true\">\(key.symbol)</svg>"
        + "<span>\(key.text)</span></li>\n"
    }
    let list: HTML = keys.isEmpty ? "" : "<ul class=\"legend\">\n\(keys.joined())</ul>\n"
    let kind: HTML = isAlone ? " class=\"alone\"" : ""
    return """
      <figure\(kind)>
      <figcaption><strong>\(title).</strong>\(rest)\(mark)</figcaption>
      <svg viewBox="0 0 \(Self.width) \(height)" role="img" aria-label="\(description)">
      \(content)
      </svg>
      \(list)</figure>
      """
  }

  /// The same picture by itself.
  var alone: Drawing {
    var drawing = self
    drawing.isAlone = true
    return drawing
  }

  /// Several pictures side by side, one below the other where there is no room; `nil` for none.
  static func grid(_ drawings: [Drawing?]) -> HTML? {
    let figures = drawings.compactMap { $0?.html }
    return figures.isEmpty ? nil : "<div class=\"drawings\">\n\(figures.joined("\n"))\n</div>"
  }
}

/// Coordinates of a path, thinned to what a screen shows.
struct DrawnPath {
  private var text = ""
  private var last: (x: Double, y: Double)?
  private var skipped: (x: Double, y: Double)?
  /// Points nearer to the last one than this many pixels are left out.
  private let tolerance: Double

  init(tolerance: Double = 1.2) {
    self.tolerance = tolerance
  }

  /// The path through points; the first and the last are always kept.
  init(_ points: some Sequence<(x: Double, y: Double)>, tolerance: Double = 1.2) {
    self.init(tolerance: tolerance)
    for point in points { line(to: point) }
    flush()
  }

  mutating func line(to point: (x: Double, y: Double)) {
    if let last, abs(last.x - point.x) < tolerance, abs(last.y - point.y) < tolerance {
      skipped = point
      return
    }
    flush()
    append(point)
  }

  private mutating func flush() {
    if let skipped { append(skipped) }
    skipped = nil
  }

  private mutating func append(_ point: (x: Double, y: Double)) {
    text += text.isEmpty ? "M" : "L"
    text += HTML.length(point.x) + " " + HTML.length(point.y)
    last = point
  }

  /// The `d` of an SVG path.
  var data: HTML { HTML(data: text) }
}

/// The field of a picture with axes, and what is drawn around it.
struct DrawingField {
  var left = 50.0
  var right = Drawing.width - 10
  var top = 10.0
  var bottom: Double

  /// A label at a place of an axis; places are 0…1 from the origin.
  struct Tick {
    var place: Double
    var label: String
  }

  func x(_ share: Double) -> Double { left + (right - left) * share }
  func y(_ share: Double) -> Double { bottom - (bottom - top) * share }

  /// Grid, labels and names of the axes; labels that would touch the one before are left out.
  func axes(x ticksX: [Tick], y ticksY: [Tick], nameX: String, nameY: String) -> HTML {
    var lines = ""
    var labels: HTML = ""
    var free = -Double.infinity
    for tick in ticksX {
      let place = x(tick.place)
      lines += "M\(HTML.length(place)) \(HTML.length(top))V\(HTML.length(bottom))"
      let half = Double(tick.label.count) * 3.8 + 3
      guard place - half >= free else { continue }
      free = place + half
      labels += "<text class=\"middle\" x=\"\(place)\" y=\"\(bottom + 17)\">\(tick.label)</text>\n"
    }
    free = .infinity
    for tick in ticksY {
      let place = y(tick.place)
      lines += "M\(HTML.length(left)) \(HTML.length(place))H\(HTML.length(right))"
      guard place + 7 <= free else { continue }
      free = place - 7
      labels += "<text class=\"end\" x=\"\(left - 7)\" y=\"\(place + 4.5)\">\(tick.label)</text>\n"
    }
    let middle = (top + bottom) / 2
    return """
      <path class="grid" d="\(lines)"/>
      <path class="axis" d="M\(left) \(top)V\(bottom)H\(right)"/>
      \(labels)<text class="middle" x="\((left + right) / 2)" y="\(bottom + 38)">\(nameX)</text>
      <text class="middle" transform="translate(12 \(middle)) rotate(-90)">\(nameY)</text>
      """
  }

  /// A round end for an axis of rates that start at 0, in 0…1.
  static func limit(above highest: Double) -> Double {
    [0.01, 0.02, 0.05, 0.1, 0.2, 0.5].first { highest <= $0 } ?? max(highest, 1)
  }

  /// Labels at round numbers over a range; none when it has no width.
  static func ticks(_ range: ClosedRange<Double>, about count: Double = 5) -> [Tick] {
    let width = range.upperBound - range.lowerBound
    guard width.isFinite, width > 0 else { return [] }
    var step = 1.0
    while step > width / count { step /= 10 }
    while step * 10 <= width / count { step *= 10 }
    step *= width / count / step >= 5 ? 5 : width / count / step >= 2 ? 2 : 1
    let first = (range.lowerBound / step).rounded(.up)
    let last = (range.upperBound / step).rounded(.down)
    guard step > 0, first.isFinite, last.isFinite, last - first <= 100, abs(first) < 1e15 else {
      return []
    }
    return stride(from: first, through: last, by: 1).map { index in
      let value = index * step
      return Tick(
        place: (value - range.lowerBound) / width,
        label: value == 0 ? "0" : Figures.tick(value, step: step))
    }
  }
}
