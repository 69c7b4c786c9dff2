import Foundation
import Imaging
import PADVocabulary
import Subsystems
import Testing

@testable import PluginHost

/// The examples that a maker of a plugin starts from, behind the host that will run them.
@Suite(.enabled(if: FakePlugin.canRun, "there is no Python or no C compiler"))
struct `The example plugins` {
  @Test(arguments: ["null", "texture"])
  func `in Python judge behind the host`(name: String) throws {
    try judge(name)
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/perl"), "no Perl"))
  func `in Perl judge behind the host`() throws {
    try judge("brightness-perl")
  }

  private func judge(_ name: String) throws {
    let detector = try detector(name)
    let observer = try detector.makeObserver()
    let bright = outcome(of: 204, face: true, by: observer)
    #expect(bright.score.map { (0...1).contains($0) } == true)
    if name == "brightness-perl" { #expect(bright == .score(0.8)) }
    let dark = outcome(of: 51, face: true, by: observer)
    #expect(outcome(of: 204, face: true, by: observer) == bright)
    if name == "brightness-perl" { #expect(dark == .score(0.2)) }
    let faceless = outcome(of: 51, face: false, by: observer)
    #expect(name == "null" ? faceless == .score(0.5) : faceless == .nonResponse(.noFace))
    #expect(observer.fault == nil)
  }

  @Test(arguments: [
    "facenox-plugin", "pytorch", "brightness-c", "thumbnail-matcher", "dlib-matcher",
    "facenet-matcher",
  ])
  func `have cards that can be read`(name: String) throws {
    let path = Self.folder + "/\(name).card.yaml"
    let card = try SubsystemCard.parse(
      Array(Data(contentsOf: URL(filePath: path))), name: path)
    #expect(card.kind == .process)
  }

  /// Links followed by the system: a checkout's folders may be links.
  static let folder =
    URL(filePath: #filePath).deletingLastPathComponent().path
    + "/../../Sources/CPlatform/../../scripts/plugins"

  private func detector(_ name: String) throws -> PluginDetector {
    try PluginDetector(
      LoadedCard.load(path: Self.folder + "/\(name).card.yaml"),
      surroundings: PluginSurroundings(
        launcher: [try #require(Launcher.path)], sandbox: .none,
        environment: ["PATH": "/usr/bin:/bin:/usr/local/bin"]))
  }

  private func outcome(
    of value: UInt8, face: Bool, by observer: any LivenessObserver
  ) -> Outcome {
    observer.begin()
    observer.observe(
      Frame(
        pixels: PixelBuffer(width: 40, height: 30, channels: .rgb, repeating: value),
        faceBox: face ? FaceBox(x: 5, y: 5, width: 20, height: 20) : nil))
    return observer.finish()
  }
}
