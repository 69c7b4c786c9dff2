/// Reads one line of a line-based score format.
protocol ScoreLineParser: Sendable {
  /// Whether lines have presentation ids.
  var hasIDs: Bool { get }

  /// Reads the line that begins at `start` and returns where the next one begins. `isLast` says
  /// that the file ends at `end`; otherwise a whole line of legal length is there.
  mutating func parseLine(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, isLast: Bool,
    into batch: inout ScoreBatch
  ) -> Int

  /// Reads all lines that begin before `limit`, counts them in the batch, and returns where the
  /// next one begins.
  mutating func parseLines(
    _ bytes: Span<UInt8>, from start: Int, to limit: Int, end: Int, isLast: Bool,
    into batch: inout ScoreBatch
  ) -> Int
}

extension ScoreLineParser {
  mutating func parseLines(
    _ bytes: Span<UInt8>, from start: Int, to limit: Int, end: Int, isLast: Bool,
    into batch: inout ScoreBatch
  ) -> Int {
    var position = start
    while position < limit {
      position = parseLine(bytes, from: position, to: end, isLast: isLast, into: &batch)
      batch.lines += 1
    }
    return position
  }
}

enum ScoreLines {
  /// The most bytes of a line.
  static let maximumBytes = 65_536

  /// The position behind the next line feed, or `end`.
  static func next(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var position = start
    while position < end {
      position += 1
      if bytes[position - 1] == 0x0a { return position }
    }
    return end
  }
}
