import ArgumentParser
import Detectors
import StructuredText

extension DetectorCommand {
  /// `padbench detector blinks SERIES`
  struct Blinks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "blinks",
      abstract: "Find blinks in a series of eye aspect ratios, as the detector 'blink' does.",
      usage: "padbench detector blinks <series.csv> [--rate <frames/s>]",
      discussion: """
        The file is a CSV with a row per frame: 'time' in seconds, or 'frame'; 'ear', the eye \
        aspect ratio or any other measure that is above 0 and falls when eyes close (empty where \
        there was no face); and, where somebody has labelled blinks, 'blink': the number of the \
        blink, or 1 while there is one, and 0, -1 or nothing otherwise. With labels, recall and \
        false events are told: a blink is found when a found one overlaps it.

        Example:
          padbench detector blinks talking.csv --rate 25
        """)

    @Argument(
      help: ArgumentHelp("The series.", valueName: "series.csv"),
      completion: .file(extensions: ["csv"]))
    var file: String

    @Option(
      help: ArgumentHelp("Frames a second, where rows are numbered.", valueName: "frames/s"))
    var rate = 30.0

    func validate() throws {
      guard (1...1000).contains(rate) else {
        throw ValidationError("--rate must be between 1 and 1000 frames a second")
      }
    }

    func run() async throws {
      let series = try BlinkSeries(path: file, rate: rate)
      let blinks = BlinkFinder().blinks(in: series.openings)
      var table = ListTable(["start", "end", "depth"])
      for blink in blinks {
        table.add([blink.start, blink.end, blink.depth].map { NumberText.fixed($0, decimals: 3) })
      }
      var lines = [table.text, summary(of: series, blinks.count)]
      if let labels = series.labels {
        lines.append(comparison(BlinkAgreement(found: blinks, labelled: labels)))
      }
      try Console.result(lines.joined(separator: "\n"))
    }

    private func summary(of series: BlinkSeries, _ count: Int) -> String {
      let times = series.openings.map(\.time)
      let seconds = (times.last ?? 0) - (times.first ?? 0)
      var text = "\(count) \(count == 1 ? "blink" : "blinks") in "
      text += NumberText.fixed(seconds, decimals: 1) + " s, \(series.openings.count.grouped) rows"
      if seconds > 0 {
        text += ", " + NumberText.fixed(60 * Double(count) / seconds, decimals: 1) + " a minute"
      }
      return series.empty == 0 ? text : text + "; without a value: \(series.empty.grouped)"
    }

    private func comparison(_ agreement: BlinkAgreement) -> String {
      var text = "labelled: \(agreement.labelled), found: \(agreement.found)"
      if let recall = agreement.recall {
        text += " (recall " + NumberText.fixed(recall, decimals: 3) + ")"
      }
      text += ", false: \(agreement.falseEvents)"
      if let share = agreement.falseEventsPerHundred {
        text += " (" + NumberText.fixed(share, decimals: 1) + " per 100 labelled blinks)"
      }
      return text
    }
  }
}
