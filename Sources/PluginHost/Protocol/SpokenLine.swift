import PADVocabulary
import StructuredText

/// A line that a plugin wrote, read as a JSON object whose members are known.
struct SpokenLine {
  /// Most bytes of a faulty line that a message shows.
  static let shownBytes = 200

  private let bytes: [UInt8]
  private let number: Int
  private let members: [JSONValue.Member]

  /// Reads a line.
  ///
  /// - Parameters:
  ///   - number: position in the process's output, from 1.
  ///   - known: the names an answer of this kind may have.
  /// - Throws: `PluginFault` naming the line, when it is no object or has other members.
  init(_ bytes: [UInt8], number: Int, known: [String]) throws(PluginFault) {
    try self.init(bytes, number: number)
    try allow(known)
  }

  /// Reads a line whose members are looked at when it is known what it answers.
  init(_ bytes: [UInt8], number: Int) throws(PluginFault) {
    self.bytes = bytes
    self.number = number
    let value: JSONValue
    do throws(InvalidInput) {
      value = try StrictJSON.parse(bytes)
    } catch {
      let isTalk = bytes.first != UInt8(ascii: "{")
      throw Self.fault(
        isTalk
          ? "is no answer (what people should read belongs on standard error)"
          : "is not JSON: " + (error.diagnostics.first?.message ?? ""),
        bytes, number)
    }
    guard let members = value.members else {
      throw Self.fault("is no JSON object", bytes, number)
    }
    self.members = members
  }

  /// A fault where there are other members than these.
  func allow(_ known: [String]) throws(PluginFault) {
    if let stranger = members.first(where: { member in !known.contains(member.name) }) {
      throw fault("has a member '\(stranger.name.printable)', which no answer has")
    }
  }

  /// A member's value; `null` counts as written.
  subscript(name: String) -> JSONValue? { members.first { $0.name == name }?.value }

  /// A fault of this line.
  func fault(_ what: String) -> PluginFault { Self.fault(what, bytes, number) }

  private static func fault(_ what: String, _ bytes: [UInt8], _ number: Int) -> PluginFault {
    PluginFault(
      .brokenProtocol,
      "line \(number) of its output \(what): \(shown(bytes[...]))")
  }

  /// The beginning of bytes as a person may see them.
  static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes.prefix(shownBytes), as: UTF8.self).printable
    return "'" + text + (bytes.count > shownBytes ? "…'" : "'")
  }

  /// A member that must be a text of 1 to 64 printable characters.
  func word(_ name: String) throws(PluginFault) -> String {
    guard let text = self[name]?.text, (1...64).contains(text.unicodeScalars.count),
      !text.unicodeScalars.contains(where: \.isUnprintable)
    else { throw fault("lacks '\(name)', 1 to 64 printable characters") }
    return text
  }
}
