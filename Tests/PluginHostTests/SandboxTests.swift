import Foundation
import PADVocabulary
import Subsystems
import Testing

@testable import PluginHost

/// What a plugin cannot do when it is shut in, and how that is found out.
@Suite(.enabled(if: FakePlugin.canRun, "there is no python3, or no C compiler"), .serialized)
struct SandboxTests {
  private static let environment = [
    "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
    "TMPDIR": FileManager.default.temporaryDirectory.path,
  ]

  /// Does what `SandboxProbe` does, in a process that is no padbench.
  private static let probe = """
    import socket, sys
    possible = []
    try: open(sys.argv[1]).close(); possible.append('read')
    except OSError: pass
    try: open(sys.argv[2], 'w').close(); possible.append('write')
    except OSError: pass
    try: socket.create_connection(('127.0.0.1', int(sys.argv[3])), 5); possible.append('connect')
    except OSError: pass
    print('can ' + ', '.join(possible) if possible else 'shut in')
    """

  /// The sandboxes of this machine that keep their promise.
  private static let working: [Sandbox] = {
    guard let launcher = Launcher.path, let python = FakePlugin.python else { return [] }
    return Sandbox.candidates(environment).filter {
      $0.finding(
        launcher: [launcher], probe: [python, "-S", "-c", probe], environment: environment) == nil
    }
  }()

  @Test(.enabled(if: !working.isEmpty, "no sandbox works on this machine"))
  func `keeps a plugin to its own folders, without a network`() throws {
    for sandbox in Self.working {
      let listener = LoopbackSocket()
      let port = try #require(listener.listen())
      let plugin = try FakePlugin(
        """
        import socket
        def refused(work):
            try: work()
            except OSError: return True
            return False
        def odd(frames, id):
            outside = os.path.dirname(os.environ['PADBENCH_CARD_FOLDER'])
            assert refused(lambda: open('\(#filePath)'))
            assert refused(lambda: os.listdir('/home') and os.listdir('/root'))
            assert refused(lambda: open(os.environ['PADBENCH_CARD_FOLDER'] + '/made', 'w'))
            assert refused(lambda: open('/etc/made', 'w'))
            assert refused(lambda: socket.create_connection(('127.0.0.1', \(port)), 5))
            open(os.environ['TMPDIR'] + '/made', 'w').write('x')
            assert open(os.environ['PADBENCH_CARD_FOLDER'] + '/fake.py').read()
            open('/dev/null', 'w').write('x')
            return 1
        """)
      defer { plugin.delete() }
      do {
        let detector = try plugin.detector(sandbox: sandbox)
        #expect(detector.runtime.contains(sandbox.level.rawValue))
        let observer = try detector.makeObserver()
        #expect(
          FakePlugin.outcomes(of: [13, 51], by: observer) == [.score(1), .score(0.2)],
          "\(sandbox.level): \(observer.message)")
      }
      #expect(plugin.survivors() == [])
    }
  }

  @Test func `says what is possible where nothing shuts in`() throws {
    let launcher = try #require(Launcher.path)
    let python = try #require(FakePlugin.python)
    let finding = Sandbox.none.finding(
      launcher: [launcher], probe: [python, "-S", "-c", Self.probe],
      environment: Self.environment)
    #expect(finding == "can read, write, connect")
  }

  @Test func `fails where a sandbox is required and none works`() throws {
    let launcher = try #require(Launcher.path)
    let liar = ["/bin/echo", "can read files outside"]
    let fault = #expect(throws: SubsystemFault.self) {
      try Sandbox.choose(
        .require, launcher: [launcher], probe: liar, environment: Self.environment)
    }
    #expect(fault?.message.contains("nothing on this machine shuts plugins in") == true)
    #expect(
      try Sandbox.choose(.auto, launcher: [launcher], probe: liar, environment: Self.environment)
        == Sandbox.none)
    #expect(
      try Sandbox.choose(.off, launcher: ["/nowhere"], probe: liar, environment: [:])
        == Sandbox.none
    )
  }

  @Test func `probes as it promises`() throws {
    let listener = LoopbackSocket()
    let port = try #require(listener.listen())
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "padbench-probe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let made = folder.appending(path: "made").path
    #expect(
      SandboxProbe.report(reading: #filePath, writing: made, port: port)
        == "can read files outside, write files outside, use the network")
    #expect(
      SandboxProbe.report(reading: "/nowhere", writing: "/nowhere/made", port: 1)
        == SandboxProbe.shutIn)
  }
}
