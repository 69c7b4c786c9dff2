public import PADVocabulary
import StructuredText

/// Face matchers.
extension SubsystemRegistry {
  /// Adds a built-in matcher under its card's name.
  ///
  /// - Throws: `DoubleRegistration` when a built-in subsystem of any role has this name.
  public mutating func register(
    _ card: SubsystemCard, matcher: @escaping Factory<any FaceMatcher>
  ) throws(DoubleRegistration) {
    try refuseTaken(card.name)
    matchers.append(Entry(card: card, make: matcher))
  }

  /// Says how matchers of a kind of card are made.
  ///
  /// - Throws: `DoubleRegistration` when that was said before.
  public mutating func register(
    kind: SubsystemCard.Kind, matchers loader: @escaping Loader<any FaceMatcher>
  ) throws(DoubleRegistration) {
    guard matcherLoaders.updateValue(loader, forKey: kind) == nil else {
      throw DoubleRegistration(name: kind.rawValue)
    }
  }

  /// Adds a matcher that can be trained, under its card's name.
  ///
  /// - Throws: `DoubleRegistration` when that name can be trained already.
  public mutating func register(
    trainable matcher: any TrainableMatcher
  ) throws(DoubleRegistration) {
    guard !trainableMatchers.contains(where: { $0.card.name == matcher.card.name }) else {
      throw DoubleRegistration(name: matcher.card.name)
    }
    trainableMatchers.append(matcher)
  }

  /// The cards of the matchers that can be trained, by name, before anything is learned.
  public var trainableMatcherCards: [SubsystemCard] {
    trainableMatchers.map(\.card).sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The matcher of this name that can be trained.
  ///
  /// - Throws: `InvalidInput` when there is none.
  public func trainableMatcher(_ name: String) throws(InvalidInput) -> any TrainableMatcher {
    if let found = trainableMatchers.first(where: { $0.card.name == name }) { return found }
    throw InvalidInput(
      Diagnostic(
        .error, "there is no matcher \(name.shown) that can be trained",
        remedy: remedy(for: name, among: trainableMatcherCards.map(\.name))))
  }

  /// The matcher that a user means: the name of a built-in one, or the path of a card file or of a
  /// model file (`….json`).
  ///
  /// - Throws: as `detector(_:)`.
  public func matcher(_ cardOrName: String) throws -> any FaceMatcher {
    if cardOrName.hasSuffix(".json") { return try trainedMatcher(path: cardOrName) }
    if trainableMatchers.contains(where: { $0.card.name == cardOrName }) {
      throw InvalidInput(
        Diagnostic(
          .error, "'\(cardOrName.printable)' has to be trained first",
          remedy: "padbench matcher train \(cardOrName.printable) --dataset FOLDER -o "
            + "\(cardOrName.printable).json, and name that file"))
    }
    return try resolve(cardOrName, among: matchers, loaders: matcherLoaders, role: .matcher)
  }
}
