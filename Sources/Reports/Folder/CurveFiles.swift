import ErrorRates
import PADVocabulary
import Statistics
import StructuredText

/// The numbers behind the pictures, as CSV.
enum CurveFiles {
  /// All curves of one partition: one line per threshold, from the highest to the lowest.
  ///
  /// - Parameter level: the confidence of the pointwise intervals (Clopper-Pearson).
  static func bytes(of curves: [Curve], level: Double) -> [UInt8] {
    var writer = CSVWriter(.guarded)
    writer.row([
      "curve", "species", "threshold", "false_accepts", "attacks", "apcer", "false_rejects",
      "bona_fide", "bpcer", "apcer_probit", "bpcer_probit", "apcer_lower", "apcer_upper",
      "bpcer_lower", "bpcer_upper", "level",
    ])
    for curve in curves {
      let (kind, species) = names(curve.subject)
      for band in curve.bands(level: level) {
        writer.text(kind)
        writer.text(species)
        writer.band(band, level: level)
        writer.endRow()
      }
    }
    return writer.bytes
  }

  /// The expected performance curve: one line per weight.
  static func bytes(of points: [ExpectedPerformancePoint]) -> [UInt8] {
    var writer = CSVWriter(.guarded)
    writer.row(["beta", "threshold", "dev_wer", "test_wer", "test_hter"])
    for point in points {
      for value in [point.beta, point.threshold, point.devWER, point.testWER, point.testHTER] {
        writer.number(value)
      }
      writer.endRow()
    }
    return writer.bytes
  }

  private static func names(_ subject: CurveSubject) -> (kind: String, species: String) {
    switch subject {
    case .species(let species): ("species", species.name)
    case .worst: ("worst", "")
    case .pooled: ("pooled", "")
    }
  }

  /// A histogram: one line per bin and class; a bin holds its lower edge.
  static func bytes(of histogram: ScoreHistogram) -> [UInt8] {
    var writer = CSVWriter(.guarded)
    writer.row(["class", "species", "lower_edge", "upper_edge", "presentations"])
    for group in histogram.groups {
      for bin in group.counts.indices {
        writer.text(group.species == nil ? "bona_fide" : "attack")
        writer.text(group.species?.name ?? "")
        writer.number(histogram.edges[bin])
        writer.number(histogram.edges[bin + 1])
        writer.number(group.counts[bin])
        writer.endRow()
      }
    }
    return writer.bytes
  }
}

extension CSVWriter {
  /// A point of a curve with its uncertainty: threshold, counts and rates of both errors, their
  /// places on probit axes, both intervals and their level.
  mutating func band(_ band: CurveBand, level: Double) {
    let point = band.point
    number(point.threshold)
    number(point.falseAccepts)
    number(point.attacks)
    number(point.apcer)
    number(point.falseRejects)
    number(point.bonaFide)
    number(point.bpcer)
    number(point.det.x)
    number(point.det.y)
    for interval in [band.apcer, band.bpcer] {
      number(interval.lower)
      number(interval.upper)
    }
    number(level)
  }
}
