import Foundation
import Imaging
import PADVocabulary
import Subsystems
import Testing

@testable import PluginHost

/// Matchers that are programs: what they keep of a presentation, and how that is compared.
@Suite(.enabled(if: FakePlugin.canRun, "there is no python3, or no C compiler"), .serialized)
struct MatcherTests {
  /// The template of a picture of value v is (v, 4 (v − 51) / 3).
  private static let vectors = """
    def hello(): say(type='hello', protocol=1, name='fake', version='1', role='matcher', dimensions=2)
    def reply(id, score):
        v = round(score * 255)
        say(id=id, template=[v, 4 * (v - 51) / 3])

    """

  /// The template of a picture is its first byte; two are compared by 1 / (1 + distance).
  private static let bytes = """
    import base64
    def hello(): say(type='hello', protocol=1, name='fake', version='1', compares=True)
    def reply(id, score):
        say(id=id, template=base64.b64encode(bytes([round(score * 255)])).decode())
    def pair(probe, reference):
        return None if 200 in (probe[0], reference[0]) else 1 / (1 + abs(probe[0] - reference[0]))
    def compare(message):
        probe = base64.b64decode(message['probe'])
        references = [base64.b64decode(each) for each in message['references']]
        say(id=message['id'], scores=[pair(probe, each) for each in references])

    """

  private static func encodings(
    of values: [UInt8], by matcher: PluginMatcher
  ) throws -> [Encoding] {
    let encoder = try matcher.makeEncoder()
    return values.map { value in
      encoder.begin()
      encoder.observe(FakePlugin.frame(value))
      return encoder.finish()
    }
  }

  private static func templates(
    of values: [UInt8], by matcher: PluginMatcher
  ) throws -> [FaceTemplate] {
    try encodings(of: values, by: matcher).compactMap { encoding in
      if case .template(let template) = encoding { template } else { nil }
    }
  }

  @Test func `compares vectors by the measure of the card`() throws {
    let plugin = try FakePlugin(Self.vectors, card: "comparison: euclidean", role: "matcher")
    defer { plugin.delete() }
    let matcher = try plugin.matcher()
    let templates = try Self.templates(of: [51, 54], by: matcher)
    #expect(templates == [FaceTemplate(vector: [51, 0]), FaceTemplate(vector: [54, 4])])
    let comparer = try matcher.makeComparer(for: templates)
    // (51, 0) and (54, 4) are 5 apart.
    #expect(try comparer.similarities(of: [templates[0]]) == [0, -5])
  }

  @Test func `makes vectors ready for the cosine, where they have a direction`() throws {
    let zeros = "\ndef odd(frames, id): say(id=id, template=[0, 0])"
    let plugin = try FakePlugin(Self.vectors + zeros, card: "comparison: cosine", role: "matcher")
    defer { plugin.delete() }
    let matcher = try plugin.matcher()
    let encoder = try matcher.makeEncoder()
    encoder.begin()
    encoder.observe(FakePlugin.frame(13))
    #expect(encoder.finish() == .nonResponse(.notFinite))
    #expect(encoder.message.contains("cosine"))
    #expect(
      try Self.encodings(of: [51], by: matcher) == [.template(FaceTemplate(vector: [1, 0]))])
  }

  @Test func `lets a plugin compare what only it understands`() throws {
    let plugin = try FakePlugin(Self.bytes, role: "matcher")
    defer { plugin.delete() }
    let matcher = try plugin.matcher()
    let templates = try Self.templates(of: [10, 11, 13, 200], by: matcher)
    #expect(templates.map(\.bytes) == [[10], [11], [13], [200]])
    let references = [10, 11, 14, 200].map { FaceTemplate(bytes: [$0]) }
    let comparer = try matcher.makeComparer(for: references)
    let scores = try comparer.similarities(of: Array(templates[..<2]))
    #expect(scores[0..<3] == [1, 0.5, 0.2])
    #expect(scores[4..<7] == [0.5, 1, 0.25])
    #expect(scores[3].isNaN && scores[7].isNaN)
    #expect(try comparer.similarities(of: []) == [])
    #expect(try matcher.makeComparer(for: []).similarities(of: templates) == [])
  }

  @Test func `cuts long lists so that no line is too long`() throws {
    let plugin = try FakePlugin(
      Self.bytes + """

        inner = read
        def read():
            message = inner()
            if message['type'] == 'compare':
                assert len(json.dumps(message, separators=(',', ':'))) < 1 << 20
                assert len(message['references']) in (1, 2, 3, 4096), len(message['references'])
            return message
        """, role: "matcher")
    defer { plugin.delete() }
    let matcher = try plugin.matcher()
    let long = (0..<7).map { number in
      FaceTemplate(bytes: [UInt8(number)] + [UInt8](repeating: 0, count: 262_143))
    }
    let few = try matcher.makeComparer(for: long).similarities(of: [FaceTemplate(bytes: [0])])
    #expect(few == (1...7).map { 1 / Double($0) })
    let most = try matcher.makeComparer(for: [FaceTemplate(bytes: long[0].bytes)])
      .similarities(of: [long[1]])
    #expect(most == [0.5])
    let many = [FaceTemplate](repeating: FaceTemplate(bytes: [9]), count: 4099)
    let scores = try matcher.makeComparer(for: many).similarities(of: [FaceTemplate(bytes: [8])])
    #expect(scores == [Double](repeating: 0.5, count: 4099))
  }

  @Test func `loses the pair that a plugin dies of and no other`() throws {
    let deadly = "\nmild = pair\ndef pair(a, b): return os._exit(7) if b[0] == 13 else mild(a, b)"
    let plugin = try FakePlugin(Self.bytes + deadly, role: "matcher")
    defer { plugin.delete() }
    let matcher = try plugin.matcher()
    let references = [1, 13, 2, 3].map { FaceTemplate(bytes: [$0]) }
    let comparer = try matcher.makeComparer(for: references)
    let scores = try comparer.similarities(of: [FaceTemplate(bytes: [2])])
    #expect([scores[0], scores[2], scores[3]] == [0.5, 1, 0.5])
    #expect(scores[1].isNaN)
    #expect(throws: SubsystemFault.self) {
      for _ in 0..<5 { _ = try comparer.similarities(of: [FaceTemplate(bytes: [2])]) }
    }
    #expect(try plugin.matcher().makeEncoder().fault == nil)
  }

  @Test func `refuses templates that are none of its own`() throws {
    let plugin = try FakePlugin(Self.bytes, role: "matcher")
    defer { plugin.delete() }
    let matcher = try plugin.matcher()
    for bytes in [[], [UInt8](repeating: 0, count: 262_145)] {
      let foreign = FaceTemplate(bytes: bytes)
      #expect(throws: SubsystemFault.self) { try matcher.makeComparer(for: [foreign]) }
      #expect(throws: SubsystemFault.self) {
        try matcher.makeComparer(for: [FaceTemplate(bytes: [1])]).similarities(of: [foreign])
      }
    }
  }

  @Test func `costs one presentation where a plugin dies of it`() throws {
    let plugin = try FakePlugin(
      Self.vectors + "\ndef odd(frames, id): os.kill(os.getpid(), signal.SIGSEGV); time.sleep(9)",
      card: "comparison: euclidean", role: "matcher")
    defer { plugin.delete() }
    do {
      let matcher = try plugin.matcher()
      let encodings = try Self.encodings(of: [51, 13, 54], by: matcher)
      #expect(encodings[0] == .template(FaceTemplate(vector: [51, 0])))
      #expect(encodings[1] == .nonResponse(.crash))
      #expect(encodings[2] == .template(FaceTemplate(vector: [54, 4])))
    }
    #expect(plugin.survivors() == [])
  }

  @Test(arguments: [
    ("", "", "nor that it 'compares'"),
    ("dimensions=2, compares=True", "", "nor that it 'compares'"),
    ("compares=False", "", "nor that it 'compares'"),
    ("dimensions=0", "comparison: cosine", "no number from 1 to 16384"),
    ("dimensions=2", "", "does not say how its templates are compared"),
    ("compares=True", "comparison: cosine", "compares them itself"),
    ("dimensions=2, high_means='attack'", "comparison: cosine", "'high_means'"),
    ("dimensions=2, role='detector'", "comparison: cosine", "the card's role"),
  ])
  func `says why a matcher cannot be used`(hello: String, card: String, words: String) throws {
    let plugin = try FakePlugin(
      "def hello(): say(type='hello', protocol=1, name='fake', version='1', **dict(\(hello)))",
      card: card, role: "matcher")
    defer { plugin.delete() }
    let fault = #expect(throws: SubsystemFault.self) { try plugin.matcher() }
    #expect(fault?.message.contains(words) == true, "\(fault?.message ?? "")")
    #expect(plugin.survivors() == [])
  }

  @Test func `runs the example that needs nothing`() throws {
    let loaded = try LoadedCard.load(
      path: `The example plugins`.folder + "/thumbnail-matcher.card.yaml")
    let matcher = try PluginMatcher(
      loaded,
      surroundings: PluginSurroundings(
        launcher: [try #require(Launcher.path)], sandbox: .none,
        environment: ["PATH": "/usr/bin:/bin:/usr/local/bin"]))
    let encoder = try matcher.makeEncoder()
    func template(_ grey: (_ x: Int, _ y: Int) -> Int) throws -> FaceTemplate {
      let bytes = (0..<16).flatMap { y in
        (0..<16).flatMap { x in [UInt8](repeating: UInt8(grey(x, y)), count: 3) }
      }
      encoder.begin()
      encoder.observe(
        Frame(
          pixels: PixelBuffer(width: 16, height: 16, channels: .rgb, bytes: bytes),
          faceBox: FaceBox(x: 0, y: 0, width: 16, height: 16)))
      guard case .template(let template) = encoder.finish() else {
        throw SubsystemFault(subsystem: "thumbnail-matcher", message: encoder.message)
      }
      return template
    }
    let across = try template { x, _ in x * 16 }
    let brighter = try template { x, _ in x * 16 + 15 }
    let down = try template { _, y in y * 16 }
    let back = try template { x, _ in 240 - x * 16 }
    // Ramps that are symmetric about their mean: alike, at right angles, opposite.
    let scores = try matcher.makeComparer(for: [brighter, down, back]).similarities(of: [across])
    #expect(zip(scores, [1, 0, -1]).allSatisfy { abs($0 - $1) < 1e-6 }, "\(scores)")
  }

  @Test func `is found by a process card of the role`() throws {
    let plugin = try FakePlugin(Self.vectors, card: "comparison: cosine", role: "matcher")
    defer { plugin.delete() }
    var registry = SubsystemRegistry()
    try PluginSubsystems.register(into: &registry) { plugin.surroundings() }
    let matcher = try registry.matcher(plugin.folder.appending(path: "fake.card.yaml").path)
    #expect(matcher.runtime == "fake 1 (sandbox: none)")
  }
}

extension FakePlugin {
  /// Starts the plugin of a matcher's card.
  fileprivate func matcher() throws -> PluginMatcher {
    try PluginMatcher(loaded(), surroundings: surroundings())
  }
}
