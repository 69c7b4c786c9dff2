import Imaging
import PADVocabulary
public import Subsystems

/// A face finder that is a program of its own.
public struct PluginFaceFinder: FaceFinder {
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

  /// Makes a searcher; all of them share the processes.
  public func makeSearcher() throws(SubsystemFault) -> any FaceSearcher {
    if let fault = pool.fault { throw fault }
    return Searcher(pool)
  }

  private final class Searcher: FaceSearcher {
    private let pool: PluginPool

    init(_ pool: PluginPool) {
      self.pool = pool
    }

    var fault: SubsystemFault? { pool.fault }

    func faces(in pixels: PixelBuffer) throws(SubsystemFault) -> [FaceDetection] {
      do throws(PluginFault) {
        switch try pool.faces(in: pixels) {
        case .faces(let faces): return faces
        case .noScore(let reason, let message):
          throw PluginFault(reason, message.isEmpty ? "it searched in vain" : message)
        case .score, .template, .similarities:
          throw PluginFault(.brokenProtocol, "it gave something else for faces")
        }
      } catch {
        throw SubsystemFault(subsystem: pool.card.name, message: error.description)
      }
    }
  }
}
