import PADVocabulary
import StructuredText

/// Turns a dataset's own side file of face boxes into the table that presentations name.
struct FaceTrack {
  let rule: FaceTrackRule

  /// The bytes of the table; `problem` is told of every line that cannot be used.
  ///
  /// Rows without a face (a box of no width, all zeros) are left out.
  ///
  /// - Throws: `FileFault` when the file cannot be read.
  func table(
    of path: String, problem: (_ line: Int, _ words: String) -> Void
  ) throws(FileFault) -> [UInt8] {
    var format = rule.format
    format.columns = Array(rule.columns.indices)
    format.columnNames = rule.columns.map(\.rawValue)
    var values = PartValues(count: rule.columns.count)
    var csv = CSVWriter(.plain)
    csv.row(rule.columns.map(\.rawValue))
    var frames: Set<Int> = []
    try ListReader(format: format).read(path, values: &values) { line, values in
      if let words = line.problem {
        problem(line.number, words)
        return
      }
      var numbers: [Double] = []
      for (index, column) in rule.columns.enumerated() {
        guard let number = try? NumberText.double(values[index]) else {
          problem(line.number, "\(values[index].shown) is no number")
          return
        }
        if column == .width || column == .height, number <= 0 { return }
        if column == .frame {
          guard let frame = Int(exactly: number), frames.insert(frame).inserted else {
            problem(line.number, "\(values[index].shown) is no frame, or one that was there before")
            return
          }
        }
        numbers.append(number)
      }
      for number in numbers { csv.number(number) }
      csv.endRow()
    }
    return csv.bytes
  }
}
