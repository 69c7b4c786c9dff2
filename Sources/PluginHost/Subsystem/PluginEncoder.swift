import PADVocabulary
import Subsystems

/// Makes templates of a plugin's answers to presentations.
final class PluginEncoder: FaceEncoder {
  private let asker: PresentationAsker
  private let measure: SimilarityMeasure?
  private(set) var message = ""

  init(_ pool: PluginPool) {
    asker = PresentationAsker(pool)
    measure = pool.card.comparison
  }

  var fault: SubsystemFault? { asker.fault }

  func begin() {
    asker.begin()
    message = ""
  }

  func observe(_ frame: Frame) { asker.observe(frame) }

  func finish() -> Encoding {
    do throws(PluginFault) {
      switch try asker.finish() {
      case .template(let template): return encoding(of: template)
      case .noScore(let reason, let message):
        self.message = message
        return .nonResponse(reason)
      case .score, .faces, .similarities: return .nonResponse(.failed)
      }
    } catch {
      message = error.message
      return .nonResponse(error.reason)
    }
  }

  /// The template, prepared for the card's measure where there is one.
  private func encoding(of template: FaceTemplate) -> Encoding {
    guard let measure else { return .template(template) }
    if let vector = template.vector, let prepared = measure.prepared(vector) {
      return .template(FaceTemplate(vector: prepared))
    }
    message = "the template cannot be compared by the card's measure, \(measure.rawValue)"
    return .nonResponse(.notFinite)
  }
}
