/// Names for files and folders made from names of detectors.
enum FolderNames {
  /// The name that pictures of all detectors start with; no detector gets it.
  static let allDetectors = "all-detectors"

  /// One name per detector: a single path component of ASCII letters, digits, `.`, `_`, `-`, at
  /// most 64 bytes, and different from all others also where case does not count.
  ///
  /// A card's name comes out as it is. What collides gets `-2`, `-3` … in the order given.
  static func components(for names: [String]) -> [String] {
    var taken: Set<String> = [allDetectors]
    // A name that needs no change keeps it, whatever stands before it.
    let plain = names.map { component($0) }
    var components = [String?](repeating: nil, count: names.count)
    for index in names.indices where plain[index] == names[index] {
      if taken.insert(plain[index].lowercased()).inserted { components[index] = plain[index] }
    }
    for index in names.indices where components[index] == nil {
      var candidate = plain[index]
      var number = 2
      while !taken.insert(candidate.lowercased()).inserted {
        let suffix = "-\(number)"
        candidate = String(plain[index].prefix(64 - suffix.count)) + suffix
        number += 1
      }
      components[index] = candidate
    }
    return components.compactMap(\.self)
  }

  private static func component(_ name: String) -> String {
    var bytes: [UInt8] = name.utf8.prefix(64).map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "-"):
        byte
      default: UInt8(ascii: "_")
      }
    }
    // A dot would hide the file or leave the folder, a hyphen would look like an option.
    if bytes.first == UInt8(ascii: ".") || bytes.first == UInt8(ascii: "-") {
      bytes[0] = UInt8(ascii: "_")
    }
    return bytes.isEmpty ? "detector" : String(decoding: bytes, as: UTF8.self)
  }
}
