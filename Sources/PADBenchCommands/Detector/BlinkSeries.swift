import Detectors
import PADVocabulary
import StructuredText

/// A CSV of how far eyes are open, frame by frame, and where somebody saw blinks.
struct BlinkSeries {
  /// The rows with a value, in order.
  var openings: [EyeOpening] = []
  /// Labelled blinks, in seconds, in order; `nil` where the file has no labels.
  var labels: [ClosedRange<Double>]?
  /// Rows without a value: no face was found there.
  var empty = 0

  /// Reads a file with the columns `time` (seconds) or `frame`, `ear`, and maybe `blink`: the
  /// blink's number, or 1 while there is one; 0, -1 or nothing otherwise.
  ///
  /// - Parameter rate: frames a second, for files that count frames.
  /// - Throws: `InvalidInput` with everything that is wrong, `FileFault` when it cannot be read.
  init(path: String, rate: Double) throws {
    var csv = try CSVReader(path: path)
    csv.refuseColumns(otherThan: ["time", "frame", "ear", "blink"])
    let ear = csv.requiredColumn("ear")
    let clock = csv.column("time") ?? csv.column("frame")
    if clock == nil, !csv.columns.isEmpty {
      csv.diagnostics.error(
        line: 1, "neither a column 'time' nor a column 'frame'",
        remedy: "add the seconds or the numbers of the frames")
    }
    let unit = csv.column("time") == nil ? 1 / rate : 1
    let label = csv.column("blink")
    var blinks: [ClosedRange<Double>] = []
    var current = 0
    var last: Double?
    while try csv.next() {
      guard let ear, let clock, let count = csv.double(clock) else { continue }
      let time = count * unit
      if let last, time <= last {
        csv.error(clock, "this is not after the row before", remedy: "sort the rows by time")
      }
      last = time
      if let label {
        let number = csv.isEmpty(label) ? 0 : max(csv.integer(label) ?? 0, 0)
        if number > 0, number == current, let open = blinks.last {
          blinks[blinks.count - 1] = open.lowerBound...max(time, open.lowerBound)
        } else if number > 0 {
          blinks.append(time...time)
        }
        current = number
      }
      if csv.isEmpty(ear) {
        empty += 1
      } else if let value = csv.double(ear) {
        openings.append(EyeOpening(time: time, value: value))
      }
    }
    csv.requireRows()
    try csv.diagnostics.throwErrors()
    labels = label == nil ? nil : blinks
  }
}
