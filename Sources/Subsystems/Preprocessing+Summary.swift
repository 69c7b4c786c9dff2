import Imaging
import StructuredText

extension Preprocessing {
  /// What happens to a picture before the subsystem sees it, in one line for a report.
  public var summary: String {
    var words = [decodeScale == .full ? "full size" : "1/\(decodeScale.rawValue) size"]
    if !alignments.isEmpty {
      words.append("face aligned by " + alignments.map(\.rawValue).joined(separator: ", else "))
    }
    if let cropScale {
      words.append("face box × \(NumberText.shortest(cropScale)), \(padding.rawValue) padding")
    }
    if width > 0, height > 0 {
      words.append("\(width)×\(height) \(interpolation.rawValue) (\(fit.rawValue))")
    }
    words.append("\(colourOrder.rawValue) \(valueRange.rawValue)")
    if !mean.isEmpty || !standardDeviation.isEmpty {
      words.append(
        "mean \(mean.map(NumberText.shortest)), deviation "
          + "\(standardDeviation.map(NumberText.shortest))")
    }
    return words.joined(separator: ", ")
  }
}
