/// A named constant of a subsystem's algorithm, part of its digest.
public struct CardSetting: Sendable, Hashable {
  /// A number or a word.
  public enum Value: Sendable, Hashable {
    /// A finite number.
    case number(Double)
    /// A word or line of text.
    case text(String)
  }

  /// The constant's name: lower-case letters, digits and `_`.
  public var name: String
  /// Its value.
  public var value: Value

  /// Names a number.
  public init(_ name: String, _ number: Double) {
    self.name = name
    value = .number(number)
  }

  /// Names a word.
  public init(_ name: String, _ text: String) {
    self.name = name
    value = .text(text)
  }

  /// Sorted by name, the last of equal names kept, so that writing order changes no digest.
  static func sorted(_ settings: [CardSetting]) -> [CardSetting] {
    var kept: [CardSetting] = []
    for setting in settings {
      if let place = kept.firstIndex(where: { $0.name == setting.name }) {
        kept[place] = setting
      } else {
        kept.append(setting)
      }
    }
    return kept.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
