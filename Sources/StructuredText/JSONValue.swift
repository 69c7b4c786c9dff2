/// A JSON value, objects in the order in which they are written.
public enum JSONValue: Sendable, Hashable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number written without fraction and exponent that fits.
  case integer(Int)
  /// Any other number; finite when it was read.
  case number(Double)
  /// A text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Names and values, every name once.
  case object([Member])

  /// A name with its value.
  public struct Member: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The value.
    public var value: JSONValue

    /// Makes a member.
    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// A number, or `null` for one that is undefined: JSON has no infinities and no NaN.
  public static func finite(_ value: Double?) -> JSONValue {
    guard let value, value.isFinite else { return .null }
    return .number(value)
  }

  /// The value of a name of an object, or `nil` when it is no object or has no such name.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
  }

  /// The members of an object, or `nil`.
  public var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The items of a list, or `nil`.
  public var items: [JSONValue]? {
    if case .array(let items) = self { items } else { nil }
  }

  /// The text, or `nil` when it is none.
  public var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The number, or `nil` when it is none; `true` is none.
  public var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The number when it is written as a whole one that fits, or `nil`.
  public var whole: Int? {
    if case .integer(let value) = self { value } else { nil }
  }

  /// The truth value, or `nil` when it is none; numbers are none.
  public var flag: Bool? {
    if case .bool(let flag) = self { flag } else { nil }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// Makes a text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// Makes a whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// Makes a number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// Makes a truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// Makes a list.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// Makes an object, its members in the order in which they are written.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
