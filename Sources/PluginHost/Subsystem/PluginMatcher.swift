import PADVocabulary
public import Subsystems

/// A face matcher that is a program of its own.
public struct PluginMatcher: FaceMatcher {
  /// Its card.
  public let card: SubsystemCard
  private let pool: PluginPool

  /// Starts the program of a card and lets it say what it is.
  ///
  /// - Throws: `SubsystemFault` when it does not start or is not the one described.
  public init(_ loaded: LoadedCard, surroundings: PluginSurroundings) throws(SubsystemFault) {
    card = loaded.card
    pool = try PluginPool(loaded, surroundings: surroundings)
    switch (pool.hello?.templates, card.comparison) {
    case (.vector, nil):
      throw SubsystemFault(
        subsystem: card.name, message: "the card does not say how its templates are compared",
        remedy: "add 'comparison: cosine', or another measure, to the card")
    case (.bytes, .some):
      throw SubsystemFault(
        subsystem: card.name,
        message: "the card says how templates are compared, and the plugin compares them itself",
        remedy: "remove 'comparison' from the card")
    default: break
    }
  }

  /// What the program says it is, and what it is shut in by.
  public var runtime: String { pool.runtime }

  /// Makes an encoder; all of them share the processes.
  public func makeEncoder() throws(SubsystemFault) -> any FaceEncoder {
    if let fault = pool.fault { throw fault }
    return PluginEncoder(pool)
  }

  /// Makes a comparer: padbench's own where templates are vectors, else one that asks the program.
  public func makeComparer(
    for references: [FaceTemplate]
  ) throws(SubsystemFault) -> any TemplateComparer {
    if case .vector(let dimensions) = pool.hello?.templates, let measure = card.comparison {
      return try VectorComparer(
        references, by: measure, dimension: dimensions, named: card.name)
    }
    if let fault = pool.fault { throw fault }
    return try PluginComparer(pool, references: references)
  }
}
