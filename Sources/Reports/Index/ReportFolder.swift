/// The folder of a run beside the index that links to it.
struct ReportFolder: Sendable, Hashable {
  /// Its name, a single path component.
  let name: String
  /// The name as a relative address: everything but ASCII letters, digits, `.`, `_`, `-` and `~` is
  /// percent-encoded, so that no name is a scheme, a host, a query or a path elsewhere.
  let address: String

  /// Takes a name; `nil` for one that does not name a folder here.
  init?(_ name: String) {
    guard !name.isEmpty, name != ".", name != "..", !name.utf8.contains(0) else { return nil }
    self.name = name
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "-"), UInt8(ascii: "~"):
        bytes.append(byte)
      default:
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    address = String(decoding: bytes, as: UTF8.self)
  }
}
