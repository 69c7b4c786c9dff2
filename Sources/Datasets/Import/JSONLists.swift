/// Reads `{"path": [1, 0, …], …}` without building the whole value: label files of this form have
/// millions of numbers.
struct JSONLists {
  private let bytes: [UInt8]
  private let format: ListFormat
  /// Per place in a list, the slot of its column; `keySlot` for the name.
  private var slots: [Int: Int] = [:]
  private var keySlot: Int?
  private var place = 0
  private var line = 1

  init(bytes: [UInt8], format: ListFormat) {
    self.bytes = bytes
    self.format = format
    for (slot, name) in zip(format.columns, format.columnNames) {
      guard let slot else { continue }
      if name == "key" { keySlot = slot } else if let number = Int(name) { slots[number] = slot }
    }
  }

  /// Calls `body` for each name; what is no such object ends the reading with a problem.
  mutating func read(
    _ values: inout PartValues, _ body: (ListReader.Line, inout PartValues) -> Void
  ) {
    guard take(UInt8(ascii: "{")) else { return fail("a JSON object is expected", &values, body) }
    if take(UInt8(ascii: "}")) { return }
    repeat {
      skipBlanks()
      let number = line
      guard let key = string() else { return fail("a quoted name is expected", &values, body) }
      guard take(UInt8(ascii: ":")), take(UInt8(ascii: "[")) else {
        return fail("a list is expected", &values, body)
      }
      if let keySlot { values[keySlot] = key }
      for slot in slots.values { values[slot] = "" }
      var index = 0
      if !take(UInt8(ascii: "]")) {
        repeat {
          guard let item = scalar() else {
            return fail("a number or text is expected", &values, body)
          }
          if let slot = slots[index] { values[slot] = item }
          index += 1
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { return fail("']' is expected", &values, body) }
      }
      let last = slots.keys.max() ?? -1
      body((number, index > last ? nil : "\(index) values where \(last + 1) are expected"), &values)
    } while take(UInt8(ascii: ","))
    if !take(UInt8(ascii: "}")) { fail("'}' is expected", &values, body) }
  }

  private func fail(
    _ problem: String, _ values: inout PartValues,
    _ body: (ListReader.Line, inout PartValues) -> Void
  ) {
    body((line, problem + "; what follows was not read"), &values)
  }

  private mutating func skipBlanks() {
    while place < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[place]) {
      if bytes[place] == 0x0a { line += 1 }
      place += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipBlanks()
    guard place < bytes.count, bytes[place] == byte else { return false }
    place += 1
    return true
  }

  /// A text without escapes but `\/` and `\\`, which is what paths have.
  private mutating func string() -> String? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    var text: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard place < bytes.count, "/\\\"".utf8.contains(bytes[place]) else { return nil }
        text.append(bytes[place])
        place += 1
      case 0..<0x20: return nil
      default: text.append(byte)
      }
    }
    return nil
  }

  private mutating func scalar() -> String? {
    skipBlanks()
    guard place < bytes.count else { return nil }
    if bytes[place] == UInt8(ascii: "\"") { return string() }
    let start = place
    while place < bytes.count, "+-.0123456789Eeaflnrstu".utf8.contains(bytes[place]) { place += 1 }
    return place > start ? String(decoding: bytes[start..<place], as: UTF8.self) : nil
  }
}
