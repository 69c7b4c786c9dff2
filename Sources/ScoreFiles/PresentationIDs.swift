/// The presentation ids of a table's rows, packed.
public struct PresentationIDs: Sendable, Equatable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// Makes an empty column.
  public init() {}

  /// The count of rows.
  public var count: Int { ends.count }

  /// The id of a row.
  public subscript(row: Int) -> String {
    String(decoding: bytes[(row == 0 ? 0 : ends[row - 1])..<ends[row]], as: UTF8.self)
  }

  /// Appends an id.
  public mutating func append(_ id: String) {
    bytes.append(contentsOf: id.utf8)
    ends.append(bytes.count)
  }

  mutating func append(_ source: Span<UInt8>, from start: Int, to end: Int) {
    for position in start..<end { bytes.append(source[position]) }
    ends.append(bytes.count)
  }

  mutating func append(contentsOf other: PresentationIDs) {
    let shift = bytes.count
    bytes.append(contentsOf: other.bytes)
    ends.append(contentsOf: other.ends.lazy.map { $0 + shift })
  }
}
