import Foundation
import Imaging
import PADVocabulary
import Subsystems
import Synchronization
import Testing

@testable import PluginHost

/// Several workers' presentations before one process at a time.
@Suite(.enabled(if: FakePlugin.canRun, "there is no python3, or no C compiler"), .serialized)
struct WindowTests {
  /// Answers every 20 ms what has come in, the last first. The score of a picture of 14 is how many
  /// were waiting at most.
  private static let batches = """
    import threading
    pending, most, lock = [], [0], threading.Lock()
    def flush():
        while True:
            time.sleep(0.02)
            with lock:
                most[0] = max(most[0], len(pending))
                for id, score in reversed(pending): say(id=id, score=score)
                pending.clear()
    threading.Thread(target=flush, daemon=True).start()
    def reply(id, score):
        with lock: pending.append((id, most[0] if round(score * 255) == 14 else score))

    """

  /// What each of several workers is told about its presentations, one worker to a thread: whoever
  /// waits for an answer holds its thread.
  private static func outcomes(
    of values: [[UInt8]], by detector: PluginDetector
  ) -> [[Outcome]] {
    let found = Mutex([[Outcome]](repeating: [], count: values.count))
    let group = DispatchGroup()
    for (worker, own) in values.enumerated() {
      group.enter()
      Thread {
        if let observer = try? detector.makeObserver() {
          let outcomes = FakePlugin.outcomes(of: own, by: observer)
          found.withLock { $0[worker] = outcomes }
        }
        group.leave()
      }.start()
    }
    group.wait()
    return found.withLock { $0 }
  }

  /// What is left when the threads had a moment to let go of the detector.
  private static func survivors(of plugin: FakePlugin) -> [String] {
    for _ in 0..<100 where !plugin.survivors().isEmpty { usleep(50_000) }
    return plugin.survivors()
  }

  private static func values(_ worker: Int) -> [UInt8] {
    (0..<12).map { UInt8(20 + worker * 40 + $0) }
  }

  private static func scores(of values: [[UInt8]]) -> [[Outcome]] {
    values.map { $0.map { .score(Double($0) / 255) } }
  }

  @Test(arguments: ["", "\ndelivery: file", "\npool: 2"])
  func `takes answers in the order that the plugin likes`(card: String) throws {
    let file = "\ndef value(frame): return frame['data'][0] if 'data' in frame else 100"
    let plugin = try FakePlugin(Self.batches + file, card: "window: 4" + card)
    defer { plugin.delete() }
    do {
      let detector = try plugin.detector()
      let values = (0..<4).map(Self.values)
      let expected =
        card.contains("file")
        ? Self.scores(of: values.map { $0.map { _ in 100 } }) : Self.scores(of: values)
      #expect(Self.outcomes(of: values, by: detector) == expected)
      if card.isEmpty {
        let most = Self.outcomes(of: [[14]], by: detector)[0][0].score ?? 0
        #expect((2...4).contains(most))
      }
    }
    #expect(Self.survivors(of: plugin) == [])
  }

  @Test(arguments: [("window: 4", ", window=1"), ("window: 1", ", window=64")])
  func `keeps to the smaller of two windows`(card: String, hello: String) throws {
    let plugin = try FakePlugin(
      Self.batches
        + "\ndef hello(): say(type='hello', protocol=1, name='fake', version='1'\(hello))",
      card: card)
    defer { plugin.delete() }
    let detector = try plugin.detector()
    let values = (0..<3).map { Array(Self.values($0)[..<4]) }
    #expect(Self.outcomes(of: values, by: detector) == Self.scores(of: values))
    #expect(Self.outcomes(of: [[14]], by: detector) == [[.score(1)]])
  }

  @Test(arguments: ["0", "65", "'4'", "1.0", "None"])
  func `refuses a window that is none`(window: String) throws {
    let plugin = try FakePlugin(
      "def hello(): say(type='hello', protocol=1, name='fake', version='1', window=\(window))")
    defer { plugin.delete() }
    let fault = #expect(throws: SubsystemFault.self) { try plugin.detector() }
    #expect(fault?.message.contains("no number from 1 to 64") == true)
  }

  /// What a picture of 13 makes the plugin do, and what it is called.
  @Test(arguments: [
    ("os.kill(os.getpid(), signal.SIGSEGV); time.sleep(9)", "crash"),
    ("time.sleep(300)", "timeout"),
    ("raw('{\"id\":%d,\"score\":NaN}\\n' % id)", "protocol"),
    ("say(id=id + 1000, score=0.5)", "protocol"),
    ("os.close(1); time.sleep(300)", "protocol"),
  ])
  func `costs the presentation that does it and none beside it`(code: String, reason: String) throws
  {
    let plugin = try FakePlugin(
      // Slow enough that others are in flight.
      "def odd(frames, id): time.sleep(0.05); \(code)\n"
        + "def reply(id, score): time.sleep(0.005); say(id=id, score=score)",
      card: "window: 4\nlimits: {seconds: 1.5, hello_seconds: 60, restarts: 1000}")
    defer { plugin.delete() }
    do {
      var values = (0..<4).map(Self.values)
      values[1][4] = 13
      values[2][6] = 13
      var expected = Self.scores(of: values)
      expected[1][4] = .nonResponse(NonResponseReason(rawValue: reason))
      expected[2][6] = .nonResponse(NonResponseReason(rawValue: reason))
      #expect(Self.outcomes(of: values, by: try plugin.detector()) == expected)
    }
    #expect(Self.survivors(of: plugin) == [])
  }

  @Test func `ends the run when a plugin is lost too often`() throws {
    let plugin = try FakePlugin(
      "def odd(frames, id): sys.exit(3)",
      card: "window: 4\nlimits: {seconds: 60, hello_seconds: 60, restarts: 2}")
    defer { plugin.delete() }
    let detector = try plugin.detector()
    let lost = [UInt8](repeating: 13, count: 5)
    let outcomes = Self.outcomes(of: [lost, lost], by: detector)
    #expect(outcomes.joined().allSatisfy { $0 == .nonResponse(.crash) })
    #expect(throws: SubsystemFault.self) { try detector.makeObserver() }
  }

  @Test func `finds faces and compares beside others`() throws {
    let finder = try FakePlugin(
      "def faces(message): say(id=message['id'], faces=[{'box': [1, 2, 3, 4], 'confidence': 1}])",
      card: "window: 2", role: "face-finder")
    defer { finder.delete() }
    let searcher = try PluginFaceFinder(finder.loaded(), surroundings: finder.surroundings())
      .makeSearcher()
    #expect(try searcher.faces(in: FakePlugin.frame(51).pixels).count == 1)
    let plugin = try FakePlugin(
      """
      def hello(): say(type='hello', protocol=1, name='fake', version='1', compares=True)
      def reply(id, score): say(id=id, template='Zg==')
      def compare(message): say(id=message['id'], scores=[0.5 for _ in message['references']])
      """, card: "window: 2", role: "matcher")
    defer { plugin.delete() }
    let matcher = try PluginMatcher(plugin.loaded(), surroundings: plugin.surroundings())
    let encoder = try matcher.makeEncoder()
    encoder.begin()
    encoder.observe(FakePlugin.frame(51))
    let template = FaceTemplate(bytes: Array("f".utf8))
    #expect(encoder.finish() == .template(template))
    let comparer = try matcher.makeComparer(for: [template, template])
    #expect(try comparer.similarities(of: [template]) == [0.5, 0.5])
  }
}
