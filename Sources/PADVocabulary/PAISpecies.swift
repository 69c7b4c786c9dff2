/// A class of presentation attack instruments made by one production method, such as `print` or
/// `replay/phone` (ISO/IEC 30107-3:2023, 3.1).
///
/// The part before the first `/` is the kind; the whole name is the species that rates are
/// computed for. Names order by their UTF-8 bytes, so that tables never depend on a locale.
public struct PAISpecies: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
  /// The species as written in the manifest, for example `mask-3d/resin`.
  public let name: String

  /// Names a species; an empty name is kept as written, callers refuse it where it is read.
  public init(_ name: String) {
    self.name = name
  }

  /// The part before the first `/`, for example `replay` of `replay/phone`.
  public var kind: String {
    String(name.prefix { $0 != "/" })
  }

  /// The name as written.
  public var description: String { name }

  /// Reads the name alone.
  public init(from decoder: any Decoder) throws {
    name = try decoder.singleValueContainer().decode(String.self)
  }

  /// Writes the name alone.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }

  /// Compares two names byte by byte.
  public static func < (left: PAISpecies, right: PAISpecies) -> Bool {
    left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
  }
}
