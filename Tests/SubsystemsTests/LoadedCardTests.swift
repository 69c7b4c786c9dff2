import Evidence
import Foundation
import PADVocabulary
import Subsystems
import TestSupport
import Testing

struct LoadedCardTests {
  @Test func `reads the files whose digests the card states`() throws {
    let scratch = try Scratch()
    try scratch.write("model.onnx", bytes: SubsystemCardTests.model)
    let path = try scratch.write("a.card.yaml", SubsystemCardTests.complete)
    let loaded = try LoadedCard.load(path: path)
    #expect(loaded.contents == [SubsystemCardTests.model])
  }

  @Test func `a changed file is refused with both digests`() throws {
    let scratch = try Scratch()
    try scratch.write("model.onnx", "another model")
    let path = try scratch.write("a.card.yaml", SubsystemCardTests.complete)
    let error = #expect(throws: InvalidInput.self) { try LoadedCard.load(path: path) }
    let message = error?.diagnostics.first?.message ?? ""
    #expect(message.contains(ContentDigest(of: SubsystemCardTests.model).hex))
    #expect(message.contains(ContentDigest(of: "another model").hex))
  }

  @Test func `a missing file is named`() throws {
    let scratch = try Scratch()
    let path = try scratch.write("a.card.yaml", SubsystemCardTests.complete)
    let error = #expect(throws: InvalidInput.self) { try LoadedCard.load(path: path) }
    #expect(error?.diagnostics.first?.message.contains("model.onnx") == true)
    #expect(throws: FileFault.self) { try LoadedCard.load(path: path + ".gone") }
  }

  @Test func `a link that leads out of the folder is refused`() throws {
    let scratch = try Scratch()
    let outside = try scratch.write("outside/model.onnx", bytes: SubsystemCardTests.model)
    let path = try scratch.write("inside/a.card.yaml", SubsystemCardTests.complete)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("inside/model.onnx"), withDestinationPath: outside)
    let error = #expect(throws: InvalidInput.self) { try LoadedCard.load(path: path) }
    #expect(error?.diagnostics.first?.message.contains("leads out") == true)
  }
}
