import ErrorRates

extension ScatterPlot {
  /// The plot as a picture within a page; `nil` without a point.
  func drawing(banner: Markdown) -> Drawing? {
    guard groups.contains(where: { !$0.points.isEmpty }) else { return nil }
    let field = DrawingField(bottom: 360)
    let (rangeX, rangeY) = (rangeX, rangeY)
    func share(_ value: Double, _ range: ClosedRange<Double>) -> Double {
      let width = range.upperBound - range.lowerBound
      return width > 0 && width.isFinite ? (value - range.lowerBound) / width : 0.5
    }
    var content = field.axes(
      x: DrawingField.ticks(rangeX), y: DrawingField.ticks(rangeY), nameX: labels.x,
      nameY: labels.y)
    for group in groups {
      var path = ""
      var drawn: Set<String> = []
      for point in group.points {
        let place =
          "M" + HTML.length(field.x(share(point.pad, rangeX))) + " "
          + HTML.length(field.y(share(point.match, rangeY)))
        // Points on the same pixel look like one.
        if drawn.insert(place).inserted { path += place + group.style.path }
      }
      content +=
        "\n<path class=\"whisker s\(group.style.colourNumber)\" d=\"\(HTML(data: path))\"/>"
    }
    if let padThreshold, padThreshold.isFinite {
      let x = field.x(share(padThreshold, rangeX))
      content += "\n<path class=\"threshold\" d=\"M\(x) \(field.top)V\(field.bottom)\"/>"
    }
    if let matchThreshold, matchThreshold.isFinite {
      let y = field.y(share(matchThreshold, rangeY))
      content += "\n<path class=\"threshold\" d=\"M\(field.left) \(y)H\(field.right)\"/>"
    }
    var keys = groups.map { group in
      Drawing.Key(
        symbol: "<path class=\"whisker s\(group.style.colourNumber)\" "
          + "d=\"\(HTML(data: "M17 6" + group.style.path))\"/>",
        text: group.label)
    }
    keys.append(
      Drawing.Key(symbol: "<path class=\"threshold\" d=\"M0 6H34\"/>", text: Self.lines))
    if !remark.isEmpty { keys.append(Drawing.Key(symbol: "", text: remark)) }
    return Drawing(
      title: frame.title, subtitle: frame.subtitle, banner: banner,
      description: "\(frame.title). " + groups.map(\.label).joined(separator: "; "),
      height: 404, content: content, legend: keys)
  }
}
