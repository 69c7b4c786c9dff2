import Foundation
import Imaging
import PADVocabulary
import Subsystems
import Testing

@testable import PluginHost

/// What a plugin is shown, what it sees of the machine, and what its answers become.
@Suite(.enabled(if: FakePlugin.canRun, "there is no python3, or no C compiler"), .serialized)
struct PluginDetectorTests {
  @Test func `judges presentation after presentation`() throws {
    let plugin = try FakePlugin()
    defer { plugin.delete() }
    let detector = try plugin.detector()
    #expect(detector.runtime == "fake 1 (sandbox: none)")
    let observer = try detector.makeObserver()
    let values = (0..<40).map { UInt8($0 * 6) }
    let scores = FakePlugin.outcomes(of: values, by: observer)
    #expect(scores == values.map { .score(Double($0) / 255) })
  }

  @Test func `keeps the contract of detectors`() throws {
    let plugin = try FakePlugin(card: "frames: {count: 3}\nneeds: [face_box]")
    defer { plugin.delete() }
    let findings = try ConformanceCheck().findings(of: plugin.detector())
    #expect(findings == [])
  }

  @Test func `turns scores of attacks round`() throws {
    let plugin = try FakePlugin(card: "output: {high_means: attack}")
    defer { plugin.delete() }
    let observer = try plugin.detector().makeObserver()
    #expect(FakePlugin.outcomes(of: [51], by: observer) == [.score(-0.2)])
  }

  @Test func `shows all there is of a frame and nothing else`() throws {
    let plugin = try FakePlugin(
      """
      def odd(frames, id):
          last = dict(frames[-1])
          data = last.pop('data')
          assert len(frames) == 2, len(frames)
          assert data[:12] == bytes([13] * 12), data
          assert data[12:20] == bytes([1, 0, 2, 0, 255, 255, 0, 1]), data
          assert data[20:] == bytes([7, 0]), data
          expected = {'type': 'frame', 'id': id, 'index': 1, 'time': 0.25, 'width': 2, 'height': 2,
              'face': [-1, 0.5, 2, 3], 'landmarks': [[1, 2], [3, 4]],
              'depth': {'width': 2, 'height': 2}, 'infrared': {'width': 1, 'height': 1},
              'bytes': 22}
          assert last == expected, last
          return 1
      """)
    defer { plugin.delete() }
    let observer = try plugin.detector().makeObserver()
    observer.begin()
    observer.observe(FakePlugin.frame(13, side: 2))
    observer.observe(
      Frame(
        index: 1, time: 0.25,
        pixels: PixelBuffer(width: 2, height: 2, channels: .rgb, repeating: 13),
        faceBox: FaceBox(x: -1, y: 0.5, width: 2, height: 3),
        landmarks: [Landmark(x: 1, y: 2), Landmark(x: 3, y: 4)],
        depth: DepthMap(width: 2, height: 2, values: [1, 2, 65_535, 256]),
        infrared: DepthMap(width: 1, height: 1, values: [7])))
    #expect(observer.finish() == .score(1), "\(observer.message)")
  }

  @Test func `delivers files with neutral names and takes them away`() throws {
    let plugin = try FakePlugin(
      """
      def value(frame):
          data = open(frame['file'], 'rb').read()
          assert data[:8] == b'\\x89PNG\\r\\n\\x1a\\n'
          assert os.path.dirname(frame['file']) == os.environ['TMPDIR']
          assert len(os.listdir(os.environ['TMPDIR'])) == 1
          return 51
      """, card: "delivery: file")
    defer { plugin.delete() }
    let observer = try plugin.detector().makeObserver()
    #expect(
      FakePlugin.outcomes(of: [1, 2], by: observer) == [.score(0.2), .score(0.2)],
      "\(observer.message)")
  }

  @Test func `hands over nothing of its own`() throws {
    let plugin = try FakePlugin(
      """
      def odd(frames, id):
          import resource
          assert sorted(os.listdir('/proc/self/fd'))[:3] == ['0', '1', '2']
          assert len(os.listdir('/proc/self/fd')) == 4, os.listdir('/proc/self/fd')
          assert 'SECRET' not in os.environ and os.environ['WANTED'] == 'yes'
          names = {'PATH', 'HOME', 'TMPDIR', 'LC_ALL', 'PADBENCH_CARD_FOLDER', 'WANTED'}
          assert set(os.environ) <= names | {'LC_CTYPE', 'PWD', 'SHLVL', '_'}, set(os.environ)
          assert os.getcwd() == os.environ['HOME'], os.getcwd()
          assert os.listdir('.') == []
          old = os.umask(0)
          assert old == 0o077, old
          assert os.getsid(0) == os.getpid()
          assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
          assert resource.getrlimit(resource.RLIMIT_NOFILE)[1] <= 1024
          assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] <= 1 << 30
          assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
          return 1
      """, card: "environment: [WANTED, ABSENT]")
    defer { plugin.delete() }
    let observer = try plugin.detector().makeObserver()
    #expect(FakePlugin.outcomes(of: [13], by: observer) == [.score(1)], "\(observer.message)")
  }

  @Test func `shares one process among observers, sequences too`() async throws {
    let plugin = try FakePlugin(card: "frames: {count: 3}")
    defer { plugin.delete() }
    let detector = try plugin.detector()
    let scores = try await withThrowingTaskGroup(of: [Outcome].self) { group in
      for worker in 0..<4 {
        group.addTask {
          let observer = try detector.makeObserver()
          var outcomes: [Outcome] = []
          for number in 0..<10 {
            observer.begin()
            for index in 0..<3 {
              observer.observe(FakePlugin.frame(UInt8(worker * 40 + number + 20), index: index))
              await Task.yield()
            }
            outcomes.append(observer.finish())
          }
          return outcomes
        }
      }
      return try await group.reduce(into: [Outcome]()) { $0 += $1 }
    }
    #expect(scores.count == 40)
    var expected: [Double] = []
    for worker in 0..<4 {
      for number in 0..<10 { expected.append(Double(worker * 40 + number + 20) / 255) }
    }
    #expect(scores.compactMap(\.score).sorted() == expected)
  }

  @Test func `passes on why there is no score, and what spoke for one`() throws {
    let plugin = try FakePlugin(
      """
      def odd(frames, id):
          if len(frames) == 2: say(id=id, score=0.5, cues={'moire': -2})
          else: say(id=id, no_score='too-dark', message='mean 3')
      """)
    defer { plugin.delete() }
    let observer = try plugin.detector().makeObserver()
    #expect(
      FakePlugin.outcomes(of: [13], by: observer)
        == [.nonResponse(NonResponseReason(rawValue: "too-dark"))])
    #expect(observer.message == "mean 3")
    observer.begin()
    observer.observe(FakePlugin.frame(13))
    observer.observe(FakePlugin.frame(13, index: 1))
    #expect(observer.finish() == .score(0.5))
    #expect(observer.cues == [Cue("moire", -2)])
  }

  @Test func `asks nothing where the card's needs are not met`() throws {
    let plugin = try FakePlugin(
      "def value(frame): raise Exception('asked')", card: "needs: [face_box, frames]")
    defer { plugin.delete() }
    let observer = try plugin.detector().makeObserver()
    #expect(FakePlugin.outcomes(of: [51], by: observer) == [.nonResponse(.noFace)])
    observer.begin()
    #expect(observer.finish() == .nonResponse(.missingInput))
  }

  @Test func `finds faces`() throws {
    let plugin = try FakePlugin(
      """
      def faces(message):
          if message['data'][0] == 13: say(id=message['id'], no_score='failed', message='odd')
          else: say(id=message['id'], faces=[{'box': [1, 2, 3, message['width']], 'confidence': 1}])
      """, role: "face-finder")
    defer { plugin.delete() }
    let finder = try PluginFaceFinder(plugin.loaded(), surroundings: plugin.surroundings())
    let searcher = try finder.makeSearcher()
    let found = try searcher.faces(in: FakePlugin.frame(51).pixels)
    #expect(found.map(\.box) == [FaceBox(x: 1, y: 2, width: 3, height: 8)])
    let fault = #expect(throws: SubsystemFault.self) {
      try searcher.faces(in: FakePlugin.frame(13).pixels)
    }
    #expect(fault?.message == "failed: odd")
    #expect(try searcher.faces(in: FakePlugin.frame(51).pixels).count == 1)
  }
}
