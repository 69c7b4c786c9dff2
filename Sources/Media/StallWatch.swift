import Synchronization

/// Notices that another program has been silent for too long while we wait for it.
///
/// Time that we take ourselves, between two reads, does not count against the program.
final class StallWatch: Sendable {
  private struct State {
    var waitingSince: ContinuousClock.Instant?
    var hasStalled = false
  }

  private let patience: Duration
  private let state = Mutex(State())

  init(patience: Duration) {
    self.patience = patience
  }

  /// Whether the program was given up.
  var hasStalled: Bool { state.withLock { $0.hasStalled } }

  /// Says that a read begins.
  func beginWaiting() {
    state.withLock { $0.waitingSince = ContinuousClock.now }
  }

  /// Says that a read has ended.
  func endWaiting() {
    state.withLock { $0.waitingSince = nil }
  }

  /// Looks again and again until the task is cancelled; calls `giveUp` once when a read lasts
  /// longer than the patience.
  func watch(_ giveUp: @Sendable () -> Void) async {
    while !Task.isCancelled {
      do { try await Task.sleep(for: patience / 10) } catch { return }
      let isStalled = state.withLock { state in
        guard let since = state.waitingSince, ContinuousClock.now - since > patience else {
          return false
        }
        state.hasStalled = true
        return true
      }
      if isStalled {
        giveUp()
        return
      }
    }
  }
}
