import ErrorRates
import Statistics

extension TradeOffPlot {
  /// The plot as a picture within a page.
  func drawing(banner: Markdown) -> Drawing {
    let scale = axes == .det ? DETScale(of: lines.map(\.curve)) : nil
    let field = DrawingField(bottom: 400)
    var content: HTML = ""
    content += grid(scale, field)
    var keys: [Drawing.Key] = []
    if let band {
      let outline = outline(band.points, scale).map { pixel($0[0], $0[1], scale, field) }
      content += "\n<path class=\"band\" d=\"\(DrawnPath(outline, tolerance: 2).data)Z\"/>"
      keys.append(
        Drawing.Key(symbol: "<path class=\"band\" d=\"M0 1H34V11H0Z\"/>", text: band.label))
    }
    if axes == .roc {
      let guess = [pixel(0, 0, scale, field), pixel(100, 100, scale, field)]
      content += "\n<path class=\"guess\" d=\"\(DrawnPath(guess).data)\"/>"
    }
    for line in lines {
      let points = line.curve.points.map { point in
        let held = place(point.apcer, point.bpcer, scale)
        return pixel(held.0, held.1, scale, field)
      }
      content += "\n<path \(line.style.attributes) d=\"\(DrawnPath(points).data)\"/>"
      keys.append(
        Drawing.Key(
          symbol: "<path \(line.style.attributes) d=\"M0 6H34\"/>", text: line.label))
    }
    for mark in marks {
      let held = place(mark.apcer, mark.bpcer, scale)
      let point = pixel(held.0, held.1, scale, field)
      content += "\n\(mark.symbolMarkup(at: point))"
      keys.append(Drawing.Key(symbol: mark.symbolMarkup(at: (17, 6)), text: mark.label))
    }
    if axes == .roc {
      keys.append(Drawing.Key(symbol: "<path class=\"guess\" d=\"M0 6H34\"/>", text: "guessing"))
    }
    if !remark.isEmpty { keys.append(Drawing.Key(symbol: "", text: remark)) }
    let names = lines.map(\.label).joined(separator: "; ")
    let marked = marks.map(\.label).joined(separator: "; ")
    return Drawing(
      title: frame.title, subtitle: frame.subtitle, banner: banner,
      description: "\(frame.title). Curves: \(names). \(marked)",
      height: 444, content: content, legend: keys)
  }

  /// A place in percent as a place in the picture.
  private func pixel(
    _ x: Double, _ y: Double, _ scale: DETScale?, _ field: DrawingField
  ) -> (x: Double, y: Double) {
    guard let scale else { return (field.x(x / 100), field.y(y / 100)) }
    return (field.x(scale.share(x)), field.y(scale.share(y)))
  }

  private func grid(_ scale: DETScale?, _ field: DrawingField) -> HTML {
    guard let scale else {
      let ticks = DrawingField.ticks(0...100)
      return field.axes(
        x: ticks, y: ticks, nameX: "attacks accepted: APCER (%)",
        nameY: "bona fide accepted: 100 − BPCER (%)")
    }
    let ticks = DETScale.places.filter { $0 >= scale.lowest && $0 <= scale.highest }
      .map { DrawingField.Tick(place: scale.share($0), label: PlotText.number($0)) }
    return field.axes(
      x: ticks, y: ticks, nameX: "attacks accepted: APCER (%)",
      nameY: "bona fide rejected: BPCER (%)")
  }
}

extension DETScale {
  /// Where a percentage stands on an axis, 0…1; places beyond the ends are held at them.
  func share(_ percent: Double) -> Double {
    let low = Normal.quantile(lowest / 100)
    let high = Normal.quantile(highest / 100)
    return (Normal.quantile(held(percent) / 100) - low) / (high - low)
  }
}

extension CurveStyle {
  /// Class and dashes of a line.
  var attributes: HTML {
    guard let colourNumber else { return "class=\"curve main\"" }
    let dashes = dashes.split { !$0.isNumber }.joined(separator: " ")
    // The first of all looks best whole, and is told apart by that.
    return colourNumber == 0
      ? "class=\"curve s\(colourNumber)\""
      : "class=\"curve s\(colourNumber)\" stroke-dasharray=\"\(dashes)\""
  }
}

extension TradeOffPlot.Mark {
  fileprivate func symbolMarkup(at point: (x: Double, y: Double)) -> HTML {
    let (x, y) = point
    if symbol == Self.diamond {
      return
        "<path class=\"mark full\" d=\"M\(x) \(y - 6)L\(x + 6) \(y)L\(x) \(y + 6)L\(x - 6) \(y)Z\"/>"
    }
    return "<circle class=\"mark\" cx=\"\(x)\" cy=\"\(y)\" r=\"4.5\"/>"
  }
}
