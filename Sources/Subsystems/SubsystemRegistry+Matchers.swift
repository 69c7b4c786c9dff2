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

  /// The matcher that a user means: the name of a built-in one, or the path of a card file.
  ///
  /// - Throws: as `detector(_:)`.
  public func matcher(_ cardOrName: String) throws -> any FaceMatcher {
    try resolve(cardOrName, among: matchers, loaders: matcherLoaders, role: .matcher)
  }
}
