/// What a presentation must have for a subsystem to judge it.
public struct SubsystemNeeds: OptionSet, Sendable, Hashable {
  /// The set as bits.
  public let rawValue: UInt8

  /// Takes the set as bits.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// A face box on every judged frame.
  public static let faceBox = SubsystemNeeds(rawValue: 1)
  /// More than one frame.
  public static let frames = SubsystemNeeds(rawValue: 2)
  /// A depth picture.
  public static let depth = SubsystemNeeds(rawValue: 4)
  /// An infrared picture.
  public static let infrared = SubsystemNeeds(rawValue: 8)

  /// Every need with the word that cards use for it, in the order in which they are printed.
  public static let words: [(word: String, need: SubsystemNeeds)] = [
    ("face_box", .faceBox), ("frames", .frames), ("depth", .depth), ("infrared", .infrared),
  ]

  /// The words of the needs in this set.
  public var names: [String] {
    Self.words.filter { contains($0.need) }.map(\.word)
  }
}
