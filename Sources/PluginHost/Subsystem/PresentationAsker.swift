import PADVocabulary
import Subsystems

/// Shows one presentation at a time to a process of the pool and gets its answer.
///
/// Where there is a process for everybody who asks, frames go out as they come. Otherwise they are
/// kept until the presentation is complete, and a process is taken only for as long as it is busy.
final class PresentationAsker {
  private let pool: PluginPool
  private let card: SubsystemCard
  private let held = HeldFrames()
  private var conversation: Conversation?
  private var broken: PluginFault?
  private var shown = 0
  private var unseen: NonResponseReason?

  init(_ pool: PluginPool) {
    self.pool = pool
    card = pool.card
    pool.addObserver(1)
  }

  deinit { pool.addObserver(-1) }

  /// Why nothing more can be asked, once that is so.
  var fault: SubsystemFault? { pool.fault }

  /// Forgets the presentation before and starts a new one.
  func begin() {
    held.clear()
    conversation = nil
    broken = nil
    shown = 0
    unseen = nil
  }

  /// Takes the next frame, where the card's frame policy and needs let it.
  func observe(_ frame: Frame) {
    guard broken == nil, card.framePolicy.selects(frame.index) else { return }
    if let reason = lacks(frame) {
      unseen = unseen ?? reason
      return
    }
    attempt { () throws(PluginFault) in try held.append(frame, scratch: pool.scratchParent) }
    // A plugin that needs a sequence is not bothered with a still.
    if card.needs.contains(.frames), shown + held.count < 2 { return }
    if pool.hasOneForEach { attempt { () throws(PluginFault) in try sendHeld() } }
  }

  /// What the plugin answers to the presentation.
  ///
  /// - Throws: `PluginFault` when it cost the process.
  func finish() throws(PluginFault) -> PluginAnswer {
    defer {
      conversation = nil
      held.clear()
    }
    if let broken { throw broken }
    guard shown + held.count >= (card.needs.contains(.frames) ? 2 : 1) else {
      return .noScore(unseen ?? .missingInput, message: "")
    }
    if pool.isShared { return try pool.ask(.presentation(held), pool.question) }
    return try sendHeld().finish()
  }

  @discardableResult private func sendHeld() throws(PluginFault) -> Conversation {
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
    return conversation
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

  /// What a frame lacks of what the card says that the plugin needs.
  private func lacks(_ frame: Frame) -> NonResponseReason? {
    if card.needs.contains(.faceBox), frame.faceBox == nil { return .noFace }
    if card.needs.contains(.depth), frame.depth == nil { return .missingInput }
    if card.needs.contains(.infrared), frame.infrared == nil { return .missingInput }
    return nil
  }
}
