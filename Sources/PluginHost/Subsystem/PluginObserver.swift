import PADVocabulary
import Subsystems

/// Makes outcomes of a plugin's answers to presentations.
final class PluginObserver: LivenessObserver {
  private let asker: PresentationAsker
  private let polarity: ScoreOutput.Polarity
  private(set) var cues: [Cue] = []
  private(set) var message = ""

  init(_ pool: PluginPool) {
    asker = PresentationAsker(pool)
    polarity = pool.card.output.polarity
  }

  var fault: SubsystemFault? { asker.fault }

  func begin() {
    asker.begin()
    cues = []
    message = ""
  }

  func observe(_ frame: Frame) { asker.observe(frame) }

  func finish() -> Outcome {
    do throws(PluginFault) {
      switch try asker.finish() {
      case .score(let score, let cues):
        self.cues = cues
        return Outcome(computed: polarity == .bonaFide ? score : -score)
      case .noScore(let reason, let message):
        self.message = message
        return .nonResponse(reason)
      case .faces, .template, .similarities: return .nonResponse(.failed)
      }
    } catch {
      message = error.message
      return .nonResponse(error.reason)
    }
  }
}
