import Foundation
import PADVocabulary
import Subsystems
import Testing

@testable import PluginHost

/// Plugins that start processes faster than anybody can count them. Each stops by itself after a
/// while, so that a host that does not hold it takes no machine down.
@Suite(.enabled(if: FakePlugin.canRun, "there is no python3, or no C compiler"), .serialized)
struct ForkTests {
  @Test(arguments: [
    // Every process starts another, in sessions of their own: 256 of them.
    """
    def odd(frames, id):
        for _ in range(8):
            if os.fork() == 0: os.setsid()
        time.sleep(300)
    """,
    // One at a time: it starts the next and is gone.
    """
    def odd(frames, id):
        if os.fork() == 0:
            for _ in range(100000):
                os.setsid()
                if os.fork() != 0: os._exit(0)
        time.sleep(300)
    """,
    // Both, and what can be caught of signals is.
    """
    def odd(frames, id):
        for number in (signal.SIGTERM, signal.SIGUSR1, signal.SIGHUP, signal.SIGTSTP):
            signal.signal(number, signal.SIG_IGN)
        first = os.getpid()
        for _ in range(6):
            if os.fork() == 0: os.setsid()
        for _ in range(500 if os.getpid() != first else 0):
            if os.fork() != 0: time.sleep(0.01); os._exit(0)
        time.sleep(300)
    """,
  ])
  func `ends all that a plugin starts, however fast`(code: String) throws {
    let plugin = try FakePlugin(
      code, card: "limits: {seconds: 1.5, hello_seconds: 60, restarts: 100}")
    defer { plugin.delete() }
    do {
      let observer = try plugin.detector().makeObserver()
      #expect(
        FakePlugin.outcomes(of: [51, 13, 102], by: observer)
          == [.score(0.2), .nonResponse(.timeout), .score(0.4)], "\(observer.message)")
    }
    #expect(plugin.survivors() == [])
  }

  /// Whether something on this machine counts a plugin's processes: control groups count root's.
  private static let areCounted =
    geteuid() != 0 || FileManager.default.isWritableFile(atPath: "/sys/fs/cgroup/pids")

  @Test(.enabled(if: areCounted, "nothing counts the processes of root here"))
  func `lets a plugin have so many processes and no more`() throws {
    let plugin = try FakePlugin(
      """
      def odd(frames, id):
          made = []
          try:
              while len(made) < 300:
                  child = os.fork()
                  if child == 0: time.sleep(300)
                  made.append(child)
          except OSError as error: sys.stderr.write(str(error))
          return len(made)
      """)
    defer { plugin.delete() }
    var surroundings = plugin.surroundings()
    surroundings.mostProcesses = 40
    do {
      let detector = try PluginDetector(plugin.loaded(), surroundings: surroundings)
      let observer = try detector.makeObserver()
      let made = try #require(FakePlugin.outcomes(of: [13], by: observer).first?.score)
      // Where a user's processes are counted, others may end in between and make room.
      #expect((1...(geteuid() == 0 ? 39 : 200)).contains(made), "\(made)")
      #expect(FakePlugin.outcomes(of: [51], by: observer) == [.score(0.2)])
    }
    #expect(plugin.survivors() == [])
    let groups = (try? FileManager.default.contentsOfDirectory(atPath: "/sys/fs/cgroup/pids")) ?? []
    #expect(!groups.contains { $0.hasPrefix("padbench-") && Self.isOver($0) })
  }

  /// Whether the launcher that a group is named after has ended.
  private static func isOver(_ group: String) -> Bool {
    Int32(group.dropFirst("padbench-".count)).map { kill($0, 0) != 0 } ?? false
  }
}
