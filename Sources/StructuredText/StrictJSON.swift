public import PADVocabulary

/// Reads JSON (RFC 8259) without the liberties that readers take with it.
///
/// No byte order mark, no comments, no trailing commas, no text behind the value; no name twice in
/// an object (by bytes); no lone surrogates and no invalid UTF-8; numbers that fit a double, `1e400`
/// and `1e-400` do not; at most `maximumDepth` levels.
public enum StrictJSON {
  /// The most levels of lists and objects.
  public static let maximumDepth = 128

  /// Reads a file of at most `cap` bytes.
  ///
  /// - Throws: `FileFault` when it cannot be read; `InvalidInput` when it is not JSON.
  public static func read(path: String, cap: Int = 1 << 26) throws -> JSONValue {
    try parse(readWholeFile(path, cap: cap), name: path)
  }

  /// Parses bytes; `name` stands for the file in the diagnostic. The first fault ends it, because
  /// nothing behind it can be trusted.
  public static func parse(_ bytes: [UInt8], name: String = "") throws(InvalidInput) -> JSONValue {
    var parser = JSONParser(bytes: bytes)
    do throws(JSONParser.Fault) {
      return try parser.document()
    } catch {
      var line = 1
      var column = 1
      for byte in bytes.prefix(parser.position) {
        column = byte == 0x0a ? 1 : column + (byte & 0xc0 == 0x80 ? 0 : 1)
        line += byte == 0x0a ? 1 : 0
      }
      throw InvalidInput(
        .init(.error, file: name, line: line, column: column, error.message))
    }
  }
}
