import Testing

@testable import ModelRuntime

struct ModelInspectionTests {
  @Test func `lets models pass that bring their data themselves`() throws {
    try ModelInspection.check(TestModels.flatten)
    try ModelInspection.check(TestModels.exponential)
  }

  @Test func `refuses a model that names a file`() {
    #expect(throws: ModelInspection.Refusal.externalData) {
      try ModelInspection.check(TestModels.externalData)
    }
  }

  @Test func `refuses bytes that are no model`() {
    for bytes in [[], [0], [0xff, 0xff, 0xff, 0xff], Array("not a model".utf8)] as [[UInt8]] {
      #expect(throws: ModelInspection.Refusal.self) { try ModelInspection.check(bytes) }
    }
  }

  @Test func `refuses the runtime's own format, which may name files too`() {
    let bytes: [UInt8] = [0x20, 0, 0, 0] + Array("ORTM".utf8) + [UInt8](repeating: 0, count: 64)
    #expect(throws: ModelInspection.Refusal.notONNX(at: 0)) { try ModelInspection.check(bytes) }
  }

  @Test func `refuses a model that was cut short`() {
    // The graph is the field of bytes 4..<91; what follows it is optional.
    for length in 0..<91 {
      #expect(throws: ModelInspection.Refusal.self, "the first \(length) bytes") {
        try ModelInspection.check(Array(TestModels.flatten.prefix(length)))
      }
    }
  }

  @Test func `survives any single changed byte`() {
    for place in TestModels.externalData.indices {
      for value in [UInt8(0), 1, 0x7f, 0x80, 0xff] {
        var bytes = TestModels.externalData
        bytes[place] = value
        _ = try? ModelInspection.check(bytes)
      }
    }
  }

  @Test func `refuses a tag that a parser would cut to another field`() {
    // Field 13 of a tensor, its tag padded with bits above the 32nd.
    let tensor: [UInt8] = [0xea, 0x80, 0x80, 0x80, 0x80, 0x01, 0x00]
    let graph: [UInt8] = [0x2a, UInt8(tensor.count)] + tensor
    let model: [UInt8] = [0x3a, UInt8(graph.count)] + graph
    #expect(throws: ModelInspection.Refusal.self) { try ModelInspection.check(model) }
  }

  @Test func `refuses nesting without end`() {
    // A graph's node's attribute's graph's node …
    var deep: [UInt8] = [0x0a, 0]
    for level in 0..<200 {
      let field: UInt8 = [0x2a, 0x0a, 0x32][level % 3]
      var length: [UInt8] = []
      var rest = deep.count
      while rest > 0x7f {
        length.append(UInt8(rest & 0x7f) | 0x80)
        rest >>= 7
      }
      length.append(UInt8(rest))
      deep = [field] + length + deep
    }
    #expect(throws: ModelInspection.Refusal.tooDeep) {
      try ModelInspection.check(
        [0x3a, UInt8(deep.count & 0x7f) | 0x80, UInt8(deep.count >> 7)] + deep)
    }
  }
}
