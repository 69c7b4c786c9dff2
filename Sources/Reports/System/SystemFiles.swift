import ErrorRates
import PADVocabulary
import StructuredText

/// The numbers behind the pictures of whole systems, as CSV.
enum SystemFiles {
  /// IAPAR over FMR of the matcher alone: one line per threshold and species.
  static func bytes(of curves: [AcceptCurve]) -> [UInt8] {
    var writer = CSVWriter(.guarded)
    writer.row([
      "species", "threshold", "impostors_accepted", "impostors", "fmr", "attacks_accepted",
      "attacks", "iapar", "genuine_rejected", "genuine", "fnmr",
    ])
    for curve in curves {
      for point in curve.points {
        writer.text(curve.species.name)
        writer.number(point.threshold)
        let rates = [
          (point.impostors, curve.impostors), (point.attacks, curve.attacks),
          (point.rejected, curve.genuine),
        ]
        for (count, trials) in rates {
          writer.number(count)
          writer.number(trials)
          if trials > 0 { writer.number(Double(count) / Double(trials)) } else { writer.empty() }
        }
        writer.endRow()
      }
    }
    return writer.bytes
  }

  /// PAD score and match score of the claims that a picture shows.
  static func bytes(of scatter: SystemScatter) -> [UInt8] {
    var writer = CSVWriter(.guarded)
    writer.row(["claim", "species", "pad_score", "match_score", "shown", "of"])
    for group in scatter.groups {
      for point in group.points {
        writer.text(group.kind.word)
        writer.text(group.kind.speciesName)
        writer.number(point.pad)
        writer.number(point.match)
        writer.number(group.points.count)
        writer.number(group.total)
        writer.endRow()
      }
    }
    return writer.bytes
  }
}
