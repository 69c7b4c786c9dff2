import PADVocabulary
import Subsystems

/// Shows one presentation at a time to a process of the pool.
///
/// Where there is a process for every observer, frames go out as they come. Otherwise they are kept
/// until the presentation is complete, and a process is taken only for as long as it is busy.
final class PluginObserver: LivenessObserver {
  private let pool: PluginPool
  private let card: SubsystemCard
  private let held = HeldFrames()
  private var conversation: Conversation?
  private var broken: PluginFault?
  private var shown = 0
  private var unseen: NonResponseReason?
  private(set) var cues: [Cue] = []
  private(set) var message = ""

  init(_ pool: PluginPool) {
    self.pool = pool
    card = pool.card
    pool.addObserver(1)
  }

  deinit { pool.addObserver(-1) }

  var fault: SubsystemFault? { pool.fault }

  func begin() {
    held.clear()
    conversation = nil
    broken = nil
    shown = 0
    unseen = nil
    cues = []
    message = ""
  }

  func observe(_ frame: Frame) {
    guard broken == nil, card.framePolicy.selects(frame.index) else { return }
    if let reason = lacks(frame) {
      unseen = unseen ?? reason
      return
    }
    attempt { () throws(PluginFault) in try held.append(frame, scratch: pool.scratchParent) }
    // A plugin that needs a sequence is not bothered with a still.
    if card.needs.contains(.frames), shown + held.count < 2 { return }
    if pool.hasOneForEach { attempt(sendHeld) }
  }

  func finish() -> Outcome {
    let isEnough = shown + held.count >= (card.needs.contains(.frames) ? 2 : 1)
    guard broken != nil || isEnough else { return .nonResponse(unseen ?? .missingInput) }
    var outcome = Outcome.nonResponse(.failed)
    attempt { () throws(PluginFault) in
      try sendHeld()
      guard let conversation else { return }
      outcome = self.outcome(of: try conversation.finish())
    }
    conversation = nil
    held.clear()
    guard let broken else { return outcome }
    message = broken.message
    return .nonResponse(broken.reason)
  }

  private func sendHeld() throws(PluginFault) {
    let conversation: Conversation
    if let begun = self.conversation {
      conversation = begun
    } else {
      conversation = try Conversation(pool)
      self.conversation = conversation
      try conversation.begin()
    }
    shown += held.count
    try held.drain { frame throws(PluginFault) in try conversation.show(frame) }
  }

  private func attempt(_ work: () throws(PluginFault) -> Void) {
    guard broken == nil else { return }
    do throws(PluginFault) {
      try work()
    } catch {
      broken = error
      conversation = nil
      held.clear()
    }
  }

  private func outcome(of answer: PluginAnswer) -> Outcome {
    switch answer {
    case .score(let score, let cues):
      self.cues = cues
      return Outcome(computed: card.output.polarity == .bonaFide ? score : -score)
    case .noScore(let reason, let message):
      self.message = message
      return .nonResponse(reason)
    case .faces: return .nonResponse(.failed)
    }
  }

  /// What a frame lacks of what the card says that the plugin needs.
  private func lacks(_ frame: Frame) -> NonResponseReason? {
    if card.needs.contains(.faceBox), frame.faceBox == nil { return .noFace }
    if card.needs.contains(.depth), frame.depth == nil { return .missingInput }
    if card.needs.contains(.infrared), frame.infrared == nil { return .missingInput }
    return nil
  }
}
