/// A folder outside the dataset that some of its media come from, under the name that the
/// manifest uses for it (`NAME:path`).
public struct MediaRoot: Sendable, Hashable {
  /// The name before the colon: ASCII letters, digits, `-` and `_`.
  public var name: String
  /// What the folder is and where one gets it; may be empty.
  public var description: String

  /// Makes a root.
  public init(_ name: String, description: String = "") {
    self.name = name
    self.description = description
  }

  /// Whether a text can name a root.
  public static func isName(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.count <= 64
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}
