import PADVocabulary
import Subsystems

/// Lets a worker show presentations to an encoder in one pass with detectors.
///
/// Its outcome is a score of no meaning, or why there is no template.
final class EncodingObserver: LivenessObserver {
  private let encoder: any FaceEncoder
  /// What was made of the presentation that was last finished.
  private(set) var encoding = Encoding.nonResponse(.missingInput)

  init(_ encoder: any FaceEncoder) {
    self.encoder = encoder
  }

  func begin() { encoder.begin() }
  func observe(_ frame: Frame) { encoder.observe(frame) }

  func finish() -> Outcome {
    encoding = encoder.finish()
    return switch encoding {
    case .template: .score(0)
    case .nonResponse(let reason): .nonResponse(reason)
    }
  }

  var message: String { encoder.message }
  var fault: SubsystemFault? { encoder.fault }
}

/// Stands for a matcher where presentations are shown.
struct EncodingDetector: LivenessDetector {
  let matcher: any FaceMatcher
  var card: SubsystemCard { matcher.card }

  func makeObserver() throws(SubsystemFault) -> any LivenessObserver {
    EncodingObserver(try matcher.makeEncoder())
  }
}
