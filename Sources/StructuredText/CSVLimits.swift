/// How much of a CSV file is read before it is refused.
public struct CSVLimits: Sendable, Hashable {
  /// The bytes of one record, its line ends included.
  public var recordBytes: Int
  /// The fields of one record.
  public var fields: Int
  /// The records after the header.
  public var rows: Int

  /// Makes limits; without arguments 64 KiB per record, 64 fields and 50 million rows.
  public init(recordBytes: Int = 65_536, fields: Int = 64, rows: Int = 50_000_000) {
    self.recordBytes = max(1, recordBytes)
    self.fields = max(1, fields)
    self.rows = max(0, rows)
  }
}
