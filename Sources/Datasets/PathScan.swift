/// A quick look at a path, so that the common case costs no text.
enum PathScan {
  /// Whether a path is of visible ASCII without anything that needs a closer look: no colon,
  /// backslash, tilde, space, part of dots, empty part, or great length.
  static func isPlain(_ path: Span<UInt8>) -> Bool {
    if path.count > MediaReference.longestName { return false }
    if path.isEmpty { return false }
    var isPartStart = true
    for index in path.indices {
      let byte = path[index]
      if byte == UInt8(ascii: "/") {
        if isPartStart { return false }
        isPartStart = true
        continue
      }
      if isPartStart && byte == UInt8(ascii: ".") { return false }
      if byte <= 0x20 || byte >= 0x7e || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "\\") {
        return false
      }
      isPartStart = false
    }
    return !isPartStart
  }
}
