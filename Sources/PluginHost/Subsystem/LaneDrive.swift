import PADVocabulary
import Subsystems

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes questions to a process one after the other and sorts out whose answers come back.
///
/// A process that is lost with one question before it is lost by that question. With several nobody
/// knows, so that each of them is asked again, alone: what comes of a presentation does not hang on
/// what else was in flight.
///
/// Unchecked because the compiler cannot see it: one worker at a time drives.
final class LaneDrive: @unchecked Sendable {
  typealias Settled = (seat: LaneSeat, result: Result<PluginAnswer, PluginFault>)

  private let window: Int
  private let bell: Int32
  private var process: PluginProcess?
  /// Not sent yet.
  private var queue: [LaneSeat] = []
  /// Met a lost process in company.
  private var suspects: [LaneSeat] = []
  /// Sent at least in part, the oldest first.
  private var inFlight: [LaneSeat] = []
  /// What is left to write of the youngest of them.
  private var rest: ArraySlice<UInt8> = []
  /// When the process was last owed patience anew: by its answer, or by a question when it had none.
  private var moved = ContinuousClock.now

  init(window: Int, bell: Int32) {
    self.window = window
    self.bell = bell
  }

  /// Ends the process in order.
  func end() { process?.end() }

  /// Does what can be done until something happens.
  ///
  /// - Returns: the seats for which something has come of it.
  func turn(_ arrived: [LaneSeat], _ pool: PluginPool) -> [Settled] {
    queue += arrived
    if let fault = pool.fault {
      return giveUp(PluginFault(.crash, fault.message))
    }
    do throws(PluginFault) {
      if let refused = admit(pool) { return [refused] }
      guard let process else { return [] }
      try fill()
      let line = try process.turn(&rest, bell: bell, until: moved + pool.time)
      emptyBell()
      guard let line else { return [] }
      return [try settle(line, process)]
    } catch {
      return lose(error, pool)
    }
  }

  /// Begins the next question where one may be open beside those that are.
  ///
  /// - Returns: a question for which no process could be started.
  private func admit(_ pool: PluginPool) -> Settled? {
    guard inFlight.last?.isAsked ?? true else { return nil }
    if inFlight.isEmpty, let idle = process, idle.isSpoiled {
      // It ended or spoke after its last answer: nobody's presentation, but a process lost.
      idle.kill()
      process = nil
      pool.countLoss(PluginFault(.crash, "the process did not keep quiet between presentations"))
    }
    let isAlone = !suspects.isEmpty
    guard inFlight.isEmpty || (!isAlone && inFlight.count < window) else { return nil }
    guard let seat = isAlone ? suspects.first : queue.first else { return nil }
    if isAlone { suspects.removeFirst() } else { queue.removeFirst() }
    let running: PluginProcess
    do throws(PluginFault) {
      if let process { running = process } else { running = try pool.takeProcess() }
    } catch {
      pool.countLoss(error)
      return (seat, .failure(error))
    }
    process = running
    if inFlight.isEmpty { moved = .now }
    seat.id = pool.newID()
    seat.isAsked = false
    seat.question.begin(id: seat.id, folder: running.scratchPath)
    inFlight.append(seat)
    return nil
  }

  /// Fetches what is to be written next.
  private func fill() throws(PluginFault) {
    guard rest.isEmpty, let youngest = inFlight.last, !youngest.isAsked else { return }
    let start = ContinuousClock.now
    let piece = try youngest.question.next()
    // Time for making a picture is not the plugin's.
    moved += ContinuousClock.now - start
    if let piece { rest = piece[...] } else { youngest.isAsked = true }
  }

  private func settle(
    _ bytes: [UInt8], _ process: PluginProcess
  ) throws(PluginFault) -> Settled {
    let line = try SpokenLine(bytes, number: process.lineCount)
    let id = try AnswerReader.id(of: line)
    guard let place = inFlight.firstIndex(where: { $0.id == id && $0.isAsked }) else {
      throw line.fault(
        inFlight.count == 1
          ? "does not answer question \(inFlight[0].id)" : "answers no question that is open")
    }
    let seat = inFlight[place]
    let answer = try AnswerReader(question: seat.question.question).answer(line)
    // A second answer in the same breath takes the first one's worth away.
    if inFlight.count == 1 { try process.refuseTalk() }
    inFlight.remove(at: place)
    seat.question.end()
    moved = .now
    return (seat, .success(answer))
  }

  private func lose(_ fault: PluginFault, _ pool: PluginPool) -> [Settled] {
    process?.kill()
    process = nil
    rest = []
    pool.countLoss(fault)
    let lost = inFlight
    inFlight = []
    if lost.count == 1 || Task.isCancelled { return lost.map { ($0, .failure(fault)) } }
    suspects = lost + suspects
    return []
  }

  private func giveUp(_ fault: PluginFault) -> [Settled] {
    process?.kill()
    process = nil
    rest = []
    let all = inFlight + suspects + queue
    inFlight = []
    suspects = []
    queue = []
    return all.map { ($0, .failure(fault)) }
  }

  private func emptyBell() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while unsafe read(bell, &bytes, bytes.count) > 0 {}
  }
}
