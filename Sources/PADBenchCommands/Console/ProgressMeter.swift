import Synchronization

/// Shows how far a long job is: a bar with rate and time left on a terminal, plain lines in a log.
///
/// Any thread may report; what is shown is throttled.
final class ProgressMeter: Sendable {
  private struct State {
    var done = 0
    var nonResponses = 0
    var lastShown: ContinuousClock.Instant
  }

  private let title: String
  private let unit: String
  private let total: Int
  private let isInteractive: Bool
  private let start: ContinuousClock.Instant
  private let state: Mutex<State>

  /// Starts a meter; `unit` is what is counted, in the plural.
  init(title: String, unit: String, total: Int, isInteractive: Bool = Console.isInteractive) {
    self.title = title
    self.unit = unit
    self.total = total
    self.isInteractive = isInteractive
    start = ContinuousClock.now
    state = Mutex(State(lastShown: ContinuousClock.now))
  }

  /// Takes note of finished work.
  func advance(by count: Int = 1, nonResponses: Int = 0) {
    let line: String? = state.withLock { state in
      state.done += count
      state.nonResponses += nonResponses
      let now = ContinuousClock.now
      let pause: Duration = isInteractive ? .milliseconds(100) : .seconds(10)
      guard now - state.lastShown >= pause, state.done < total else { return nil }
      state.lastShown = now
      return text(of: state, at: now)
    }
    if let line { show(line) }
  }

  /// Says how it ended: how many, how fast.
  func finish() {
    let line = state.withLock { text(of: $0, at: ContinuousClock.now) }
    show(line)
    if isInteractive { Console.draw("\n") }
  }

  private func show(_ line: String) {
    if isInteractive {
      Console.draw("\r\u{1b}[K" + line)
    } else {
      Console.note(line)
    }
  }

  private func text(of state: State, at now: ContinuousClock.Instant) -> String {
    let seconds = (now - start) / .seconds(1)
    let rate = seconds > 0 ? Double(state.done) / seconds : 0
    // A folder of frames is more files than the presentation that it was counted as.
    let total = max(total, state.done)
    var words = "\(title): "
    if isInteractive {
      words += bar(Double(state.done) / Double(max(total, 1))) + " "
    }
    words += "\(state.done)/\(total) \(unit), \(Self.rate(rate))/s"
    if state.done < total, rate > 0 {
      words += ", \(Self.time(Double(total - state.done) / rate)) left"
    } else {
      words += ", \(Self.time(seconds))"
    }
    if state.nonResponses > 0 { words += ", \(state.nonResponses) non-responses" }
    return words
  }

  private func bar(_ share: Double) -> String {
    let width = 24
    let full = min(width, max(0, Int(share * Double(width))))
    return "[" + String(repeating: "#", count: full)
      + String(repeating: "-", count: width - full) + "]"
  }

  /// A rate with as many digits as anybody reads.
  static func rate(_ value: Double) -> String {
    guard value < 10 else { return String(Int(min(value, 1e12).rounded())) }
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// Seconds as `4.2 s`, `3 min 05 s` or `2 h 07 min`.
  static func time(_ seconds: Double) -> String {
    let whole = Int(min(max(seconds, 0), 1e9))
    switch whole {
    case ..<60: return "\(rate(min(seconds, 59.9))) s"
    case ..<3600:
      let rest = whole % 60
      return "\(whole / 60) min \(rest < 10 ? "0" : "")\(rest) s"
    default:
      let rest = whole % 3600 / 60
      return "\(whole / 3600) h \(rest < 10 ? "0" : "")\(rest) min"
    }
  }
}
