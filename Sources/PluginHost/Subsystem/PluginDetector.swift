import PADVocabulary
public import Subsystems

/// A detector that is a program of its own.
public struct PluginDetector: LivenessDetector {
  /// Its card.
  public let card: SubsystemCard
  private let pool: PluginPool

  /// Starts the program of a card and lets it say what it is.
  ///
  /// - Throws: `SubsystemFault` when it does not start or is not the one described.
  public init(_ loaded: LoadedCard, surroundings: PluginSurroundings) throws(SubsystemFault) {
    card = loaded.card
    pool = try PluginPool(loaded, surroundings: surroundings)
  }

  /// What the program says it is, and what it is shut in by.
  public var runtime: String { pool.runtime }

  /// Makes an observer; all of them share the processes.
  public func makeObserver() throws(SubsystemFault) -> any LivenessObserver {
    if let fault = pool.fault { throw fault }
    return PluginObserver(pool)
  }
}
