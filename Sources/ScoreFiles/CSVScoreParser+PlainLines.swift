import PADVocabulary

extension CSVScoreParser {
  mutating func parseLines(
    _ bytes: Span<UInt8>, from start: Int, to limit: Int, end: Int, isLast: Bool,
    into batch: inout ScoreBatch
  ) -> Int {
    var position = start
    var marks = PlainLineMarks(bytes, from: start, to: end)
    var ends = [32 of Int](repeating: 0)
    let plain = PlainLines(self)
    while position < limit {
      if let plain, let next = plain.split(bytes, &marks, &ends),
        next - position <= ScoreLines.maximumBytes,
        plain.take(bytes, from: position, &ends, into: &batch)
      {
        position = next
      } else {
        position = parseLine(bytes, from: position, to: end, isLast: isLast, into: &batch)
        marks.move(bytes, to: position)
      }
      batch.lines += 1
    }
    batch.settleClusters()
    return position
  }
}
