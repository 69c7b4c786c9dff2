/// A recursive descent over bytes; the depth is capped, so that the stack is too.
struct JSONParser {
  struct Fault: Error {
    var message: String
  }

  let bytes: [UInt8]
  private(set) var position = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func document() throws(Fault) -> JSONValue {
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
      throw Fault(message: "a byte order mark does not belong in JSON")
    }
    skipBlanks()
    let value = try value(depth: 1)
    skipBlanks()
    guard position == bytes.count else { throw Fault(message: "text behind the value") }
    return value
  }

  /// The byte at `position`, or `nil` at the end.
  var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func step() {
    if position < bytes.count { position += 1 }
  }

  private mutating func skipBlanks() {
    while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d {
      position += 1
    }
  }

  private mutating func value(depth: Int) throws(Fault) -> JSONValue {
    guard depth <= StrictJSON.maximumDepth else {
      throw Fault(message: "more than \(StrictJSON.maximumDepth) levels of nesting")
    }
    switch current {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case nil: throw Fault(message: "the text ends where a value is expected")
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(Fault) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else {
      throw Fault(message: "no value of JSON begins like this")
    }
    position += word.utf8.count
    return value
  }

  private mutating func object(depth: Int) throws(Fault) -> JSONValue {
    position += 1
    var members: [JSONValue.Member] = []
    var names: Set<[UInt8]> = []
    skipBlanks()
    if current == UInt8(ascii: "}") {
      position += 1
      return .object([])
    }
    while true {
      skipBlanks()
      guard current == UInt8(ascii: "\"") else { throw Fault(message: "a quoted name is expected") }
      let start = position
      let name = try string()
      guard names.insert(Array(name.utf8)).inserted else {
        position = start
        throw Fault(message: "the name \(name.shown) is there twice")
      }
      skipBlanks()
      guard current == UInt8(ascii: ":") else { throw Fault(message: "':' is expected") }
      position += 1
      skipBlanks()
      members.append(.init(name, try value(depth: depth + 1)))
      skipBlanks()
      if current == UInt8(ascii: ",") {
        position += 1
      } else if current == UInt8(ascii: "}") {
        position += 1
        return .object(members)
      } else {
        throw Fault(message: "',' or '}' is expected")
      }
    }
  }

  private mutating func array(depth: Int) throws(Fault) -> JSONValue {
    position += 1
    var items: [JSONValue] = []
    skipBlanks()
    if current == UInt8(ascii: "]") {
      position += 1
      return .array([])
    }
    while true {
      skipBlanks()
      items.append(try value(depth: depth + 1))
      skipBlanks()
      if current == UInt8(ascii: ",") {
        position += 1
      } else if current == UInt8(ascii: "]") {
        position += 1
        return .array(items)
      } else {
        throw Fault(message: "',' or ']' is expected")
      }
    }
  }

  private mutating func number() throws(Fault) -> JSONValue {
    let start = position
    var isWhole = true
    scan: while let byte = current {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case UInt8(ascii: "-") where position == start: break
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"),
        UInt8(ascii: "-"):
        isWhole = false
      default: break scan
      }
      position += 1
    }
    let text = bytes[start..<position]
    let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text
    let end = position
    position = start
    guard !digits.isEmpty else { throw Fault(message: "no value of JSON begins like this") }
    let second = digits.dropFirst().first.map { (0x30...0x39).contains($0) } ?? false
    if digits.first == UInt8(ascii: "0"), second {
      throw Fault(message: "a number with a leading zero")
    }
    do throws(NumberFault) {
      let written = Array(text)
      let value = try NumberText.double(written.span)
      position = end
      if isWhole, !(value == 0 && value.sign == .minus),
        let whole = try? NumberText.integer(written.span)
      {
        return .integer(whole)
      }
      return .number(value)
    } catch {
      throw Fault(message: "the number \(error)")
    }
  }
}
