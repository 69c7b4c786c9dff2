/// What a codec complained about while it decoded a picture.
public struct DecodeWarnings: Sendable, Hashable {
  /// Complaints before the first coded pixel.
  public var header: Int
  /// Complaints about the coded pixels; never above zero under `DecodePolicy.strict`.
  public var scan: Int
  /// Complaints after the last coded pixel.
  public var trailer: Int
  /// The codec's words for the first complaint; empty when there is none.
  public var first: String

  /// Makes a count of complaints.
  public init(header: Int = 0, scan: Int = 0, trailer: Int = 0, first: String = "") {
    self.header = header
    self.scan = scan
    self.trailer = trailer
    self.first = first
  }

  /// All complaints.
  public var count: Int { header + scan + trailer }

  /// Whether the codec had nothing to complain about.
  public var isEmpty: Bool { count == 0 }
}
