public import PADVocabulary
import StructuredText

/// The subsystems a run can choose from: built-in ones by name, others by the path of their card or
/// of their model file.
///
/// Filled once at start and then passed on as a constant; a value, so that nothing can change it
/// behind a run's back.
public struct SubsystemRegistry: Sendable {
  /// Makes a built-in subsystem when it is asked for.
  public typealias Factory<Subsystem> = @Sendable () throws -> Subsystem
  /// Makes a subsystem of a card whose files were read and found to be the stated ones.
  public typealias Loader<Subsystem> = @Sendable (LoadedCard) throws -> Subsystem

  /// A name that is taken.
  public struct DoubleRegistration: Error, Sendable, Hashable, CustomStringConvertible {
    /// The name or kind that was registered twice.
    public var name: String

    /// Says what happened.
    public var description: String { "a subsystem '\(name)' is registered already" }
  }

  private var detectors: [Entry<any LivenessDetector>] = []
  private var faceFinders: [Entry<any FaceFinder>] = []
  private var detectorLoaders: [SubsystemCard.Kind: Loader<any LivenessDetector>] = [:]
  private var trainables: [any TrainableDetector] = []
  private var faceFinderLoaders: [SubsystemCard.Kind: Loader<any FaceFinder>] = [:]
  var matchers: [Entry<any FaceMatcher>] = []
  var trainableMatchers: [any TrainableMatcher] = []
  var matcherLoaders: [SubsystemCard.Kind: Loader<any FaceMatcher>] = [:]

  /// A built-in subsystem.
  struct Entry<Subsystem>: Sendable {
    var card: SubsystemCard
    var make: Factory<Subsystem>
  }

  /// Makes a registry without subsystems.
  public init() {}

  /// Adds a built-in detector under its card's name.
  ///
  /// - Throws: `DoubleRegistration` when a built-in subsystem of any role has this name.
  public mutating func register(
    _ card: SubsystemCard, detector: @escaping Factory<any LivenessDetector>
  ) throws(DoubleRegistration) {
    try refuseTaken(card.name)
    detectors.append(Entry(card: card, make: detector))
  }

  /// Adds a built-in face finder under its card's name.
  ///
  /// - Throws: `DoubleRegistration` when a built-in subsystem of any role has this name.
  public mutating func register(
    _ card: SubsystemCard, faceFinder: @escaping Factory<any FaceFinder>
  ) throws(DoubleRegistration) {
    try refuseTaken(card.name)
    faceFinders.append(Entry(card: card, make: faceFinder))
  }

  /// Says how detectors of a kind of card are made.
  ///
  /// - Throws: `DoubleRegistration` when that was said before.
  public mutating func register(
    kind: SubsystemCard.Kind, detectors loader: @escaping Loader<any LivenessDetector>
  ) throws(DoubleRegistration) {
    guard detectorLoaders.updateValue(loader, forKey: kind) == nil else {
      throw DoubleRegistration(name: kind.rawValue)
    }
  }

  /// Says how face finders of a kind of card are made.
  ///
  /// - Throws: `DoubleRegistration` when that was said before.
  public mutating func register(
    kind: SubsystemCard.Kind, faceFinders loader: @escaping Loader<any FaceFinder>
  ) throws(DoubleRegistration) {
    guard faceFinderLoaders.updateValue(loader, forKey: kind) == nil else {
      throw DoubleRegistration(name: kind.rawValue)
    }
  }

  /// Adds a detector that can be trained, under its card's name.
  ///
  /// - Throws: `DoubleRegistration` when that name can be trained already.
  public mutating func register(
    trainable detector: any TrainableDetector
  ) throws(DoubleRegistration) {
    guard !trainables.contains(where: { $0.card.name == detector.card.name }) else {
      throw DoubleRegistration(name: detector.card.name)
    }
    trainables.append(detector)
  }

  /// The cards of the detectors that can be trained, by name, before anything is learned.
  public var trainableCards: [SubsystemCard] {
    trainables.map(\.card).sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The detector of this name that can be trained.
  ///
  /// - Throws: `InvalidInput` when there is none.
  public func trainable(_ name: String) throws(InvalidInput) -> any TrainableDetector {
    if let found = trainables.first(where: { $0.card.name == name }) { return found }
    throw InvalidInput(
      Diagnostic(
        .error, "there is no detector \(name.shown) that can be trained",
        remedy: remedy(for: name, among: trainableCards.map(\.name))))
  }

  /// The cards of the built-in subsystems of a role, by name.
  public func builtInCards(_ role: SubsystemCard.Role) -> [SubsystemCard] {
    let cards =
      switch role {
      case .detector: detectors.map(\.card)
      case .faceFinder: faceFinders.map(\.card)
      case .matcher: matchers.map(\.card)
      }
    return cards.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The detector that a user means: the name of a built-in one, or the path of a card file or of a
  /// model file (`….json`).
  ///
  /// - Throws: `InvalidInput` for an unknown name or a faulty card or model, `FileFault` for an
  ///   unreadable one, `SubsystemFault` when the subsystem cannot work.
  public func detector(_ cardOrName: String) throws -> any LivenessDetector {
    if cardOrName.hasSuffix(".json") { return try trainedDetector(path: cardOrName) }
    let isUnlearned = !builtInCards(.detector).contains { $0.name == cardOrName }
    if isUnlearned, trainables.contains(where: { $0.card.name == cardOrName }) {
      throw InvalidInput(
        Diagnostic(
          .error, "'\(cardOrName.printable)' has to be trained first",
          remedy: "padbench detector train \(cardOrName.printable) --dataset FOLDER -o "
            + "\(cardOrName.printable).json, and name that file"))
    }
    return try resolve(cardOrName, among: detectors, loaders: detectorLoaders, role: .detector)
  }

  /// The face finder that a user means; see `detector(_:)`.
  public func faceFinder(_ cardOrName: String) throws -> any FaceFinder {
    try resolve(cardOrName, among: faceFinders, loaders: faceFinderLoaders, role: .faceFinder)
  }

  /// Whether a text is the path of a card file rather than a name: it has a slash, or ends in
  /// `.yaml` or `.yml`.
  public static func isPath(_ cardOrName: String) -> Bool {
    cardOrName.utf8.contains(UInt8(ascii: "/")) || cardOrName.hasSuffix(".yaml")
      || cardOrName.hasSuffix(".yml")
  }

  func resolve<Subsystem>(
    _ cardOrName: String, among entries: [Entry<Subsystem>],
    loaders: [SubsystemCard.Kind: Loader<Subsystem>], role: SubsystemCard.Role
  ) throws -> Subsystem {
    guard Self.isPath(cardOrName) else {
      if let entry = entries.first(where: { $0.card.name == cardOrName }) {
        return try entry.make()
      }
      let known = builtInCards(role).map(\.name)
      throw InvalidInput(
        Diagnostic(
          .error, "there is no \(role.rawValue) \(cardOrName.shown)",
          remedy: [
            remedy(for: cardOrName, among: known),
            "a card file is given by its path (./NAME.card.yaml)",
          ].filter { !$0.isEmpty }.joined(separator: "; ")))
    }
    let loaded = try LoadedCard.load(path: cardOrName)
    guard loaded.card.role == role else {
      throw InvalidInput(
        Diagnostic(
          .error, file: cardOrName,
          "this is the card of a \(loaded.card.role.rawValue), not of a \(role.rawValue)"))
    }
    guard let loader = loaders[loaded.card.kind] else {
      throw InvalidInput(
        Diagnostic(
          .error, file: cardOrName,
          "a \(role.rawValue) of kind '\(loaded.card.kind.rawValue)' is not supported here"))
    }
    return try loader(loaded)
  }

  func refuseTaken(_ name: String) throws(DoubleRegistration) {
    let taken =
      detectors.map(\.card.name) + faceFinders.map(\.card.name) + matchers.map(\.card.name)
    if taken.contains(name) { throw DoubleRegistration(name: name) }
  }
}
