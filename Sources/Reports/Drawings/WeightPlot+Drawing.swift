extension WeightPlot {
  /// The plot as a picture within a page; `nil` without a point.
  func drawing(banner: Markdown) -> Drawing? {
    let highest = lines.flatMap { $0.points.map(\.error) }.filter(\.isFinite).max()
    guard let highest else { return nil }
    let limit = DrawingField.limit(above: highest)
    let field = DrawingField(bottom: 300)
    var content = field.axes(
      x: DrawingField.ticks(0...1), y: DrawingField.ticks(0...(limit * 100)),
      nameX: weightLabel, nameY: errorLabel)
    var keys: [Drawing.Key] = []
    for (index, line) in lines.enumerated() {
      let points = line.points.filter { $0.error.isFinite }
        .map { (x: field.x($0.weight), y: field.y($0.error / limit)) }
      let style = CurveStyle.number(index)
      content += "\n<path \(style.attributes) d=\"\(DrawnPath(points).data)\"/>"
      keys.append(
        Drawing.Key(symbol: "<path \(style.attributes) d=\"M0 6H34\"/>", text: line.label))
    }
    return Drawing(
      title: frame.title, subtitle: frame.subtitle, banner: banner,
      description: "\(frame.title): \(errorLabel) over \(weightLabel)", height: 344,
      content: content, legend: keys)
  }
}
