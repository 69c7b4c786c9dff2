extension JSONParser {
  /// A quoted text; `position` is at its first quote and ends behind its last.
  mutating func string() throws(Fault) -> String {
    step()
    var text: [UInt8] = []
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else {
          throw Fault(message: "the text is not UTF-8")
        }
        step()
        return string
      case UInt8(ascii: "\\"):
        step()
        try escape(into: &text)
      case 0..<0x20: throw Fault(message: "a control byte inside a text")
      default:
        text.append(byte)
        step()
      }
    }
    throw Fault(message: "a text is opened and never closed")
  }

  private mutating func escape(into text: inout [UInt8]) throws(Fault) {
    let sign = current
    step()
    switch sign {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(sign ?? 0)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0c)
    case UInt8(ascii: "n"): text.append(0x0a)
    case UInt8(ascii: "r"): text.append(0x0d)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      let scalar = try escapedScalar()
      text.append(contentsOf: Array(String(scalar).utf8))
    default: throw Fault(message: "an escape that JSON does not have")
    }
  }

  private mutating func escapedScalar() throws(Fault) -> Unicode.Scalar {
    let first = try hexadecimal()
    var value = UInt32(first)
    if (0xd800...0xdbff).contains(first), current == UInt8(ascii: "\\") {
      step()
      guard current == UInt8(ascii: "u") else { throw Fault(message: "half of a surrogate pair") }
      step()
      let second = try hexadecimal()
      guard (0xdc00...0xdfff).contains(second) else {
        throw Fault(message: "half of a surrogate pair")
      }
      value = 0x10000 + (UInt32(first - 0xd800) << 10) + UInt32(second - 0xdc00)
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw Fault(message: "half of a surrogate pair")
    }
    return scalar
  }

  private mutating func hexadecimal() throws(Fault) -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = current else { throw Fault(message: "a cut escape") }
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: throw Fault(message: "an escape without four hexadecimal digits")
      }
      value = value << 4 | UInt16(digit)
      step()
    }
    return value
  }
}
