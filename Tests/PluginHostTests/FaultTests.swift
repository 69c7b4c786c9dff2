import Foundation
import PADVocabulary
import Subsystems
import Testing

@testable import PluginHost

/// A fault of the second of four presentations, and what must come of it.
struct OddPlugin: Sendable, CustomTestStringConvertible {
  var name: String
  var code: String
  var reason: NonResponseReason
  var words: String
  var card = ""
  var side = 8

  var testDescription: String { name }

  static let all: [OddPlugin] = [
    // Crashes.
    .init(
      name: "segmentation fault",
      code: "def odd(frames, id): os.kill(os.getpid(), signal.SIGSEGV); time.sleep(9)",
      reason: .crash, words: "signal 11"),
    .init(
      name: "exit 0 early", code: "def odd(frames, id): sys.exit(0)", reason: .crash,
      words: "exit code 0"),
    .init(
      name: "exit 3 with last words",
      code: "def odd(frames, id): sys.stderr.write('no weights\\x1b[2J\\n'); sys.exit(3)",
      reason: .crash, words: #"exit code 3; it said last: no weights\u{1b}[2J"#),
    .init(
      name: "killed from outside",
      code: "def odd(frames, id): os.kill(os.getpid(), signal.SIGKILL); time.sleep(9)",
      reason: .outOfMemory, words: "signal 9"),
    // Time.
    .init(
      name: "hangs", code: "def odd(frames, id): time.sleep(300)", reason: .timeout,
      words: "did not answer", card: "limits: {seconds: 1.5, hello_seconds: 60}"),
    .init(
      name: "spins", code: "def odd(frames, id):\n    while True: pass", reason: .timeout,
      words: "did not answer", card: "limits: {seconds: 1.5, hello_seconds: 60}"),
    .init(
      name: "ignores being told to end, and hangs",
      code: "signal.signal(signal.SIGTERM, signal.SIG_IGN)\ndef odd(frames, id): time.sleep(300)",
      reason: .timeout, words: "did not answer", card: "limits: {seconds: 1.5, hello_seconds: 60}"),
    .init(
      name: "answers too late",
      code: "def odd(frames, id): time.sleep(2); say(id=id, score=0.9)", reason: .timeout,
      words: "did not answer", card: "limits: {seconds: 1.5, hello_seconds: 60}"),
    // Talk.
    .init(
      name: "not a number", code: "def odd(frames, id): raw('{\"id\":%d,\"score\":NaN}\\n' % id)",
      reason: .brokenProtocol, words: "NaN"),
    .init(
      name: "another question's answer", code: "def odd(frames, id): say(id=id - 1, score=0.5)",
      reason: .brokenProtocol, words: "does not answer question"),
    .init(
      name: "two answers",
      code:
        "def odd(frames, id): raw('{\"id\":%d,\"score\":0.1}\\n{\"id\":%d,\"score\":0.9}\\n' % (id, id))",
      reason: .brokenProtocol, words: "more than was asked"),
    .init(
      name: "debug prints", code: "def odd(frames, id): print('Loading…'); return 0.5",
      reason: .brokenProtocol, words: "standard error"),
    .init(
      name: "an endless line",
      code: "def odd(frames, id):\n    while True: raw('a' * 65536)", reason: .brokenProtocol,
      words: "longer than"),
    .init(
      name: "a long line", code: "def odd(frames, id): raw('a' * 10000000 + '\\n')",
      reason: .brokenProtocol, words: "longer than"),
    .init(
      name: "closes its output and lives",
      code: "def odd(frames, id): os.close(1); time.sleep(300)", reason: .brokenProtocol,
      words: "closed its standard output"),
    // Memory and leftovers.
    .init(
      name: "eats memory", code: "def odd(frames, id): return len(bytearray(1 << 31))",
      reason: .outOfMemory, words: "MemoryError",
      card: "limits: {seconds: 60, hello_seconds: 60, memory_mib: 512}"),
    .init(
      name: "leaves a daemon that holds the pipes",
      code: """
        def odd(frames, id):
            subprocess.Popen(['/bin/sleep', '300'], start_new_session=True)
            os.kill(os.getpid(), signal.SIGABRT)
            time.sleep(9)
        """,
      reason: .crash, words: "signal 6"),
  ]
}

/// Whatever a plugin does costs the presentation it does it on, and nothing else.
@Suite(.enabled(if: FakePlugin.canRun, "there is no python3, or no C compiler"), .serialized)
struct FaultTests {
  @Test(arguments: OddPlugin.all)
  func `costs one presentation`(odd: OddPlugin) throws {
    try costsOne(odd, card: odd.card)
  }

  @Test(
    arguments: OddPlugin.all.filter {
      ["exit 0 early", "spins", "two answers", "a long line", "closes its output and lives"]
        .contains($0.name)
    })
  func `costs one presentation where others may be in flight`(odd: OddPlugin) throws {
    try costsOne(odd, card: odd.card + "\nwindow: 4")
  }

  private func costsOne(_ odd: OddPlugin, card: String) throws {
    let plugin = try FakePlugin(odd.code, card: card)
    defer { plugin.delete() }
    do {
      let observer = try plugin.detector().makeObserver()
      let before = FakePlugin.outcomes(of: [51], by: observer, side: odd.side)
      #expect(before == [.score(0.2)])
      let outcome = FakePlugin.outcomes(of: [13], by: observer, side: odd.side)
      #expect(outcome == [.nonResponse(odd.reason)], "\(observer.message)")
      #expect(observer.message.contains(odd.words), "\(observer.message)")
      #expect(observer.fault == nil)
      let after = FakePlugin.outcomes(of: [102, 255], by: observer, side: odd.side)
      #expect(after == [.score(0.4), .score(1)], "\(observer.message)")
    }
    #expect(plugin.survivors() == [])
  }

  @Test func `takes a flood of standard error without waiting for it`() throws {
    let plugin = try FakePlugin(
      "def odd(frames, id):\n    for _ in range(100): sys.stderr.write('x' * 65536)\n    return 0.5"
    )
    defer { plugin.delete() }
    let observer = try plugin.detector().makeObserver()
    #expect(FakePlugin.outcomes(of: [13, 51], by: observer) == [.score(0.5), .score(0.2)])
  }

  @Test func `does not wait for a plugin that does not read`() throws {
    let plugin = try FakePlugin(
      "def odd(frames, id): time.sleep(300)",
      card: "limits: {seconds: 1.5, hello_seconds: 60}\nframes: {count: 4}")
    defer { plugin.delete() }
    let observer = try plugin.detector().makeObserver()
    // Its answer to nothing: the plugin sleeps at the first presentation's end, so the second one's
    // 12 MB find a full pipe.
    _ = FakePlugin.outcomes(of: [13], by: observer, side: 1000)
    #expect(FakePlugin.outcomes(of: [51], by: observer, side: 1000) == [.score(0.2)])
  }

  @Test func `ends a plugin that closed its input`() throws {
    let plugin = try FakePlugin(
      "real = hello\ndef hello():\n    real()\n    os.close(0)\n    time.sleep(300)",
      card: "limits: {seconds: 30, hello_seconds: 60}")
    defer { plugin.delete() }
    do {
      let observer = try plugin.detector().makeObserver()
      #expect(
        FakePlugin.outcomes(of: [51], by: observer, side: 1000) == [.nonResponse(.brokenProtocol)])
      #expect(observer.message.contains("closed its standard input"), "\(observer.message)")
    }
    #expect(plugin.survivors() == [])
  }

  @Test func `refuses a plugin that says no hello`() throws {
    let plugin = try FakePlugin(
      "def hello(): time.sleep(300)", card: "limits: {hello_seconds: 0.5}")
    defer { plugin.delete() }
    let fault = #expect(throws: SubsystemFault.self) { try plugin.detector() }
    #expect(fault?.message.contains("at its start") == true)
    #expect(plugin.survivors() == [])
  }

  @Test(arguments: [
    ("def hello(): print('hi', flush=True)", "standard error"),
    ("def hello(): say(type='hello', protocol=2, name='fake', version='1')", "version 1"),
    ("def hello(): say(type='hello', protocol=1, name='fake')", "'version'"),
    (
      "def hello(): say(type='hello', protocol=1, name='f', version='1', high_means='attack')",
      "high_means: bona_fide"
    ),
    ("import nothing_of_this_name", "ModuleNotFoundError"),
  ])
  func `says why a plugin cannot be used`(code: String, words: String) throws {
    let plugin = try FakePlugin(code)
    defer { plugin.delete() }
    let fault = #expect(throws: SubsystemFault.self) { try plugin.detector() }
    #expect(fault?.message.contains(words) == true, "\(fault?.message ?? "")")
    #expect(plugin.survivors() == [])
  }

  @Test func `ends a plugin that does not want to end`() throws {
    let plugin = try FakePlugin(
      """
      signal.signal(signal.SIGTERM, signal.SIG_IGN)
      def goodbye():
          subprocess.Popen(['/bin/sleep', '300'], start_new_session=True)
          while True: time.sleep(300)
      """)
    defer { plugin.delete() }
    do {
      let observer = try plugin.detector().makeObserver()
      #expect(FakePlugin.outcomes(of: [51], by: observer) == [.score(0.2)])
    }
    #expect(plugin.survivors() == [])
  }

  @Test func `ends the run when a plugin is lost too often`() throws {
    let plugin = try FakePlugin(
      "def odd(frames, id): sys.exit(3)",
      card: "limits: {seconds: 60, hello_seconds: 60, restarts: 2}")
    defer { plugin.delete() }
    let detector = try plugin.detector()
    let observer = try detector.makeObserver()
    _ = FakePlugin.outcomes(of: [13, 13], by: observer)
    #expect(observer.fault == nil)
    _ = FakePlugin.outcomes(of: [13], by: observer)
    #expect(observer.fault?.message.contains("lost 3 times") == true)
    #expect(observer.fault?.message.contains("exit code 3") == true)
    #expect(throws: SubsystemFault.self) { try detector.makeObserver() }
  }

  @Test func `does not take another program for the same after a restart`() throws {
    let plugin = try FakePlugin(
      """
      def hello():
          mark = os.path.join(os.path.dirname(__file__), 'mark')
          say(type='hello', protocol=1, name='fake', version='2' if os.path.exists(mark) else '1')
          open(mark, 'w')
      def odd(frames, id): sys.exit(1)
      """)
    defer { plugin.delete() }
    let observer = try plugin.detector().makeObserver()
    _ = FakePlugin.outcomes(of: [13, 51], by: observer)
    #expect(observer.fault?.message.contains("fake 2") == true)
  }

  /// How many restarts are tried; PADBENCH_PLUGIN_RESTARTS=10000 makes an evening of it.
  private static let restarts =
    ProcessInfo.processInfo.environment["PADBENCH_PLUGIN_RESTARTS"].flatMap(Int.init) ?? 15

  @Test func `leaves nothing behind after many restarts`() throws {
    let plugin = try FakePlugin(
      "def odd(frames, id): os._exit(1)",
      card: "limits: {seconds: 60, hello_seconds: 60, restarts: 1000000}")
    defer { plugin.delete() }
    do {
      let observer = try plugin.detector().makeObserver()
      _ = FakePlugin.outcomes(of: [13], by: observer)
      let open = Self.openFiles()
      let memory = Self.residentPages()
      for _ in 0..<Self.restarts {
        #expect(FakePlugin.outcomes(of: [13], by: observer) == [.nonResponse(.crash)])
      }
      #expect(Self.openFiles() <= open + 4)
      // Ten thousand losses may not cost as much as 16 MiB.
      #expect(Self.residentPages() < memory + 4096)
    }
    #expect(plugin.survivors() == [])
  }

  private static func residentPages() -> Int {
    let text = FileManager.default.contents(atPath: "/proc/self/statm") ?? Data()
    let fields = text.split(separator: 0x20)
    return fields.count > 1 ? Int(String(decoding: fields[1], as: UTF8.self)) ?? 0 : 0
  }

  private static func openFiles() -> Int {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
  }
}
