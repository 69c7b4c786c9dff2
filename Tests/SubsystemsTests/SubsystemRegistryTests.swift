import Imaging
import PADVocabulary
import Subsystems
import Synchronization
import TestSupport
import Testing

struct SubsystemRegistryTests {
  @Test func `makes a subsystem only when it is asked for`() throws {
    let made = Counter()
    var registry = SubsystemRegistry()
    let null = NullDetector()
    try registry.register(
      null.card,
      detector: {
        made.add()
        return null
      })
    #expect(made.count == 0)
    #expect(registry.builtInCards(.detector) == [null.card])
    #expect(try registry.detector("null").card == null.card)
    #expect(made.count == 1)
  }

  @Test func `refuses a name twice`() throws {
    var registry = SubsystemRegistry()
    let null = NullDetector()
    try registry.register(null.card, detector: { null })
    #expect(throws: SubsystemRegistry.DoubleRegistration.self) {
      try registry.register(null.card, detector: { null })
    }
    try registry.register(kind: .onnx, detectors: { _ in null })
    #expect(throws: SubsystemRegistry.DoubleRegistration.self) {
      try registry.register(kind: .onnx, detectors: { _ in null })
    }
  }

  @Test func `names the nearest for an unknown name`() throws {
    var registry = SubsystemRegistry()
    let null = NullDetector()
    try registry.register(null.card, detector: { null })
    let error = #expect(throws: InvalidInput.self) { try registry.detector("nul") }
    #expect(error?.diagnostics.first?.remedy.contains("'null'") == true)
    #expect(error?.diagnostics.first?.remedy.contains("NAME.card.yaml") == true)
  }

  @Test func `hands cards to the loader of their kind and role`() throws {
    let scratch = try Scratch()
    try scratch.write("model.onnx", bytes: SubsystemCardTests.model)
    let path = try scratch.write("a.card.yaml", SubsystemCardTests.complete)
    var registry = SubsystemRegistry()
    let unsupported = #expect(throws: InvalidInput.self) { try registry.detector(path) }
    #expect(unsupported?.diagnostics.first?.message.contains("'onnx'") == true)
    try registry.register(
      kind: .onnx, detectors: { _ in NullDetector() })
    #expect(try registry.detector(path).card.name == "null")
    let wrongRole = #expect(throws: InvalidInput.self) { try registry.faceFinder(path) }
    #expect(wrongRole?.diagnostics.first?.message.contains("detector") == true)
  }

  @Test(arguments: [("null", false), ("./null", true), ("a.card.yaml", true), ("a.yml", true)])
  func `tells paths from names`(text: String, isPath: Bool) {
    #expect(SubsystemRegistry.isPath(text) == isPath)
  }
}

/// Counts calls from closures that may run anywhere.
private final class Counter: Sendable {
  private let value = Mutex(0)
  var count: Int { value.withLock(\.self) }
  func add() { value.withLock { $0 += 1 } }
}
