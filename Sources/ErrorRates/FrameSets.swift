public import PADVocabulary

/// The rows of a score table as frames of presentations: rows with the same presentation id, byte
/// for byte, belong together. Frames are not independent trials, so they are made one score before
/// anything is counted.
public struct FrameSets: Sendable {
  private let frames: ScoreTable
  /// Rows by presentation; presentations in the order of their first rows, rows in theirs.
  private var rows: [Int] = []
  /// Where the rows of each presentation end.
  private var ends: [Int] = []

  /// Groups rows.
  ///
  /// - Parameters:
  ///   - frames: the scores of frames.
  ///   - id: the presentation id of a row.
  ///   - file: what stands for the table in diagnostics.
  /// - Throws: `InvalidInput` when frames of one presentation are not of one class, species or
  ///   cluster, with all that were found up to a cap; rows count from 1.
  public init(
    _ frames: ScoreTable, file: String, id: (_ row: Int) -> String
  ) throws(InvalidInput) {
    self.frames = frames
    var numbers: [FrameID: Int] = [:]
    var numberOfRow: [Int] = []
    var firstRows: [Int] = []
    var sizes: [Int] = []
    var faults = FrameFaults(file: file)
    numberOfRow.reserveCapacity(frames.count)
    for row in 0..<frames.count {
      let name = id(row)
      let number = numbers[FrameID(text: name)] ?? sizes.count
      if number == sizes.count {
        numbers[FrameID(text: name)] = number
        firstRows.append(row)
        sizes.append(0)
      } else {
        faults.compare(firstRows[number], row, of: name, in: frames)
      }
      numberOfRow.append(number)
      sizes[number] += 1
    }
    try faults.throwIfAny()
    var end = 0
    var next = sizes.map { size in
      defer { end += size }
      return end
    }
    rows = Array(repeating: 0, count: frames.count)
    for (row, number) in numberOfRow.enumerated() {
      rows[next[number]] = row
      next[number] += 1
    }
    ends = next
  }

  /// Presentations.
  public var count: Int { ends.count }

  /// Presentations with at least this many frames.
  public func count(withFrames least: Int) -> Int {
    ends.indices.count { self[$0].count >= least }
  }

  /// Frames, those without a score among them.
  public var frameCount: Int { frames.count }

  /// Frames without a score.
  public var framesWithoutScore: Int {
    frames.reasonNumbers.count { $0 != ScoreTable.scoredNumber }
  }

  /// The most frames of any presentation; 0 without one.
  public var mostFrames: Int { ends.indices.map { self[$0].count }.max() ?? 0 }

  private subscript(presentation: Int) -> ArraySlice<Int> {
    rows[(presentation == 0 ? 0 : ends[presentation - 1])..<ends[presentation]]
  }

  /// One row per presentation, in the order of their first frames.
  ///
  /// - Parameter limit: how many frames of each presentation count, from its first on; `nil` for
  ///   all. A presentation with fewer has what it has.
  public func presentations(
    _ aggregation: FrameAggregation, first limit: Int? = nil
  ) -> ScoreTable {
    var table = ScoreTable()
    table.reserveCapacity(count)
    for presentation in ends.indices {
      let all = self[presentation]
      let taken = limit.map { all.prefix(max(0, $0)) } ?? all
      guard let first = all.first else { continue }
      let cluster = Int(frames.clusterNumbers[first])
      table.append(
        aggregation.outcome(of: taken.map { frames.outcome(at: $0) }),
        species: frames.species(at: first),
        cluster: frames.clusters.indices.contains(cluster) ? frames.clusters[cluster] : "")
    }
    return table
  }
}

/// An id that equals another byte for byte; texts alone are equal when they look alike.
private struct FrameID: Hashable {
  let text: String

  static func == (left: FrameID, right: FrameID) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }
}

/// What is wrong with frames that should belong together.
private struct FrameFaults {
  private static let most = 20
  let file: String
  private var found: [Diagnostic] = []
  private var more = 0

  init(file: String) {
    self.file = file
  }

  /// Compares a frame with the first one of its presentation.
  mutating func compare(_ first: Int, _ row: Int, of id: String, in frames: ScoreTable) {
    if frames.speciesNumbers[first] != frames.speciesNumbers[row] {
      add(
        "presentation '\(Self.short(id))' is \(Self.kind(first, frames)) in row \(first + 1) and "
          + "\(Self.kind(row, frames)) in row \(row + 1)",
        remedy: "frames with one presentation id are of one class and species: mend the labels, or "
          + "give different presentations different ids")
    } else if frames.clusterNumbers[first] != frames.clusterNumbers[row] {
      add(
        "presentation '\(Self.short(id))' is of cluster '\(Self.cluster(first, frames))' in row "
          + "\(first + 1) and of '\(Self.cluster(row, frames))' in row \(row + 1)",
        remedy: "name the column of subjects or series with --clusters, or none")
    }
  }

  private mutating func add(_ message: String, remedy: String) {
    guard found.count < Self.most else {
      more += 1
      return
    }
    found.append(Diagnostic(.error, file: file, message, remedy: remedy))
  }

  func throwIfAny() throws(InvalidInput) {
    guard !found.isEmpty else { return }
    let rest = Diagnostic(.error, file: file, "\(more) more frames like these")
    throw InvalidInput(found + (more > 0 ? [rest] : []))
  }

  private static func kind(_ row: Int, _ frames: ScoreTable) -> String {
    frames.species(at: row).map { "an attack of species '\(short($0.name))'" } ?? "bona fide"
  }

  private static func cluster(_ row: Int, _ frames: ScoreTable) -> String {
    let number = Int(frames.clusterNumbers[row])
    return frames.clusters.indices.contains(number) ? short(frames.clusters[number]) : ""
  }

  private static func short(_ text: String) -> String { text.prefix(80).description.printable }
}
