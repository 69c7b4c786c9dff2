import Dispatch
import PADVocabulary
import Subsystems
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The processes of one plugin: starts them when they are needed, lends each to one worker at a
/// time, and counts those that were lost.
final class PluginPool: Sendable {
  /// Seconds for a presentation where the card says nothing.
  static let defaultSeconds = 60.0
  /// Seconds for the hello where the card says nothing.
  static let defaultHelloSeconds = 30.0
  /// Restarts in a run where the card says nothing.
  static let defaultRestarts = 5

  let card: SubsystemCard
  private let folder: String
  private let surroundings: PluginSurroundings
  private let free: DispatchSemaphore
  private let state = Mutex(State())

  private struct State: Sendable {
    var idle: [Loan] = []
    var lanes: [PluginLane] = []
    var observers = 0
    var lastID = 0
    var losses = 0
    var hello: PluginHello?
    var fault: SubsystemFault?
  }

  /// A process on its way from one worker to the next.
  ///
  /// Unchecked because the compiler cannot see it: a process is in the list of idle ones or with
  /// one worker, never both.
  private struct Loan: @unchecked Sendable {
    var process: PluginProcess
  }

  /// Starts the first process, so that a plugin that cannot work ends the run before it begins.
  ///
  /// - Throws: `SubsystemFault` when it does not start or is not the one the card describes.
  init(
    _ loaded: LoadedCard, surroundings: PluginSurroundings
  ) throws(SubsystemFault) {
    // A plugin that died must be an error of the write that meets it.
    signal(SIGPIPE, SIG_IGN)
    card = loaded.card
    folder = loaded.folder
    self.surroundings = surroundings
    free = DispatchSemaphore(value: card.process.pool)
    ScratchFolder.sweep(ScratchFolder.parent(surroundings.environment))
    do throws(PluginFault) {
      giveBack(try start())
      try makeLanes()
    } catch {
      throw SubsystemFault(
        subsystem: card.name, message: error.message,
        remedy: "run the card's command by hand and type a hello line")
    }
  }

  deinit {
    let (idle, lanes) = state.withLock { state in
      defer { (state.idle, state.lanes) = ([], []) }
      return (state.idle, state.lanes)
    }
    for loan in idle { loan.process.end() }
    for lane in lanes { lane.end() }
  }

  /// What the program says it is; it is the same for every process of a run.
  var hello: PluginHello? { state.withLock { $0.hello } }

  /// What the program says it is, and what it is shut in by.
  var runtime: String {
    "\(hello?.identity ?? card.name) (sandbox: \(surroundings.sandbox.level.rawValue))"
  }

  /// Why nothing more can be asked, once that is so.
  var fault: SubsystemFault? { state.withLock { $0.fault } }

  /// The time for one presentation.
  var time: Duration { .seconds(card.limits.seconds ?? Self.defaultSeconds) }

  /// Where scratch folders and files lie.
  var scratchParent: String { ScratchFolder.parent(surroundings.environment) }

  /// What is asked of the program about pictures.
  var question: PluginQuestion {
    switch card.role {
    case .detector: .score(hello?.range)
    case .faceFinder: .faces
    case .matcher: .template(hello?.templates ?? .bytes)
    }
  }

  /// An id that no question has had.
  func newID() -> Int {
    state.withLock { state in
      state.lastID += 1
      return state.lastID
    }
  }

  /// Counts those who may ask at once.
  func addObserver(_ change: Int) {
    state.withLock { $0.observers += change }
  }

  /// Whether there is a process for everybody: then one may be kept while pictures are read.
  /// Otherwise one that is kept would be waited for by threads without which reading cannot go on.
  var hasOneForEach: Bool {
    state.withLock { $0.lanes.isEmpty && $0.observers <= card.process.pool }
  }

  /// Whether a process has questions of several workers before it.
  var isShared: Bool { state.withLock { !$0.lanes.isEmpty } }

  /// Asks beside others, where processes are shared.
  ///
  /// - Throws: `PluginFault` when the question cost a process.
  func ask(
    _ matter: OpenQuestion.Matter, _ question: PluginQuestion
  ) throws(PluginFault) -> PluginAnswer {
    let lanes = state.withLock { $0.lanes }
    guard let lane = lanes.min(by: { $0.load < $1.load }) else {
      throw PluginFault(.failed, "no process of the plugin is shared")
    }
    return try lane.ask(
      OpenQuestion(matter, question, delivery: card.process.delivery), self)
  }

  /// Lends a process that runs and owes no answer; waits until one is free.
  ///
  /// - Throws: `PluginFault` when one had to be started and could not be.
  func lend() throws(PluginFault) -> PluginProcess {
    free.wait()
    do throws(PluginFault) {
      return try takeProcess()
    } catch {
      free.signal()
      countLoss(error)
      throw error
    }
  }

  /// A process that runs and owes no answer, idle or new.
  func takeProcess() throws(PluginFault) -> PluginProcess {
    while let loan = state.withLock({ $0.idle.popLast() }) {
      if !loan.process.isSpoiled { return loan.process }
      // It ended or spoke after its last answer: nobody's presentation, but a process lost.
      loan.process.kill()
      countLoss(PluginFault(.crash, "the process did not keep quiet between presentations"))
    }
    if let fault { throw PluginFault(.crash, fault.message) }
    return try start()
  }

  /// Takes a process back for the next one.
  func giveBack(_ process: PluginProcess) {
    let loan = Loan(process: process)
    state.withLock { $0.idle.append(loan) }
    free.signal()
  }

  /// Takes back a process that is of no use any more.
  func discard(_ process: PluginProcess, after fault: PluginFault) {
    process.kill()
    countLoss(fault)
    free.signal()
  }

  /// Counts a process that was lost; past the card's budget nothing more can be asked.
  func countLoss(_ fault: PluginFault) {
    let allowed = card.limits.restarts ?? Self.defaultRestarts
    state.withLock { state in
      state.losses += 1
      if state.losses > allowed, state.fault == nil {
        state.fault = SubsystemFault(
          subsystem: card.name,
          message: "the plugin was lost \(state.losses) times, and its card allows "
            + "\(allowed) restarts in a run; the last time: \(fault)",
          remedy: "mend the plugin, or raise 'restarts' in the card's limits")
      }
    }
  }

  /// As many lanes as processes, where the card and the plugin let several questions be open.
  private func makeLanes() throws(PluginFault) {
    let window = min(card.process.window, hello?.window ?? card.process.window)
    if window == 1 { return }
    var lanes: [PluginLane] = []
    for _ in 0..<card.process.pool { lanes.append(try PluginLane(window: window)) }
    state.withLock { $0.lanes = lanes }
  }

  private func start() throws(PluginFault) -> PluginProcess {
    let scratch = try ScratchFolder(in: scratchParent)
    let process = try PluginProcess(
      surroundings.start(card, folder: folder, scratch: scratch), scratch: scratch,
      memoryIsLimited: card.limits.memory != nil)
    var left = Duration.seconds(card.limits.helloSeconds ?? Self.defaultHelloSeconds)
    do throws(PluginFault) {
      let line = try process.ask([PluginRequest.hello(card)], left: &left)
      let hello = try PluginHello(line, number: process.lineCount, card: card)
      try process.refuseTalk()
      try keep(hello)
    } catch {
      process.kill()
      throw PluginFault(error.reason, "at its start: " + error.message)
    }
    return process
  }

  private func keep(_ hello: PluginHello) throws(PluginFault) {
    let known = state.withLock { state in
      if state.hello == nil { state.hello = hello }
      if state.hello != hello, state.fault == nil {
        state.fault = SubsystemFault(
          subsystem: card.name,
          message: "the plugin says '\(hello.identity.printable)' after a restart, and said "
            + "something else before: its scores are not of one detector")
      }
      return state.hello
    }
    guard known == hello else {
      throw PluginFault(.brokenProtocol, "it is not the program it was before")
    }
  }
}
