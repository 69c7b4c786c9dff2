/// Reads an ONNX file far enough to know that it brings all of its data itself.
///
/// A model may name files to read its weights from, and such names have escaped the model's folder
/// (CVE-2022-25882, CVE-2024-27318); padbench digests one file and runs that file, so a model with
/// external data is refused. Field numbers: onnx.proto3 of the ONNX project; wire format: Protocol
/// Buffers encoding.
struct ModelInspection {
  /// Why a model is not run.
  enum Refusal: Error, Hashable {
    /// The bytes are no ONNX model.
    case notONNX(at: Int)
    /// A tensor's data lie in another file.
    case externalData
    /// The messages nest deeper than any real model's.
    case tooDeep
  }

  /// The messages that can hold a tensor, and what their fields lead to.
  enum Message {
    case model, graph, node, attribute, tensor, sparseTensor, function, training

    /// The message that a field holds, for the fields that can lead to a tensor.
    func child(_ field: UInt64) -> Message? {
      switch (self, field) {
      case (.model, 7): .graph
      case (.model, 20): .training
      case (.model, 25): .function
      case (.training, 1), (.training, 2): .graph
      case (.graph, 1), (.function, 7): .node
      case (.graph, 5): .tensor
      case (.graph, 15): .sparseTensor
      case (.node, 5), (.function, 11): .attribute
      case (.attribute, 5), (.attribute, 10): .tensor
      case (.attribute, 6), (.attribute, 11): .graph
      case (.attribute, 22), (.attribute, 23): .sparseTensor
      case (.sparseTensor, 1), (.sparseTensor, 2): .tensor
      default: nil
      }
    }
  }

  /// Messages within messages; the deepest real graphs nest a dozen.
  static let deepest = 64

  /// Throws unless the bytes are an ONNX model without external data.
  static func check(_ bytes: [UInt8]) throws(Refusal) {
    // "ORTM" at byte 4 marks the runtime's own format, which this reader does not know.
    guard !bytes.isEmpty, Array(bytes.dropFirst(4).prefix(4)) != Array("ORTM".utf8) else {
      throw .notONNX(at: 0)
    }
    var hasGraph = false
    try walk(bytes, 0..<bytes.count, .model, depth: 0, hasGraph: &hasGraph)
    guard hasGraph else { throw .notONNX(at: bytes.count) }
  }

  private static func walk(
    _ bytes: [UInt8], _ range: Range<Int>, _ message: Message, depth: Int, hasGraph: inout Bool
  ) throws(Refusal) {
    guard depth < deepest else { throw .tooDeep }
    var place = range.lowerBound
    while place < range.upperBound {
      let start = place
      let tag = try varint(bytes, &place, end: range.upperBound)
      let field = tag >> 3
      // A longer tag would be cut to 32 bits by the runtime's parser and read as another field.
      guard field > 0, tag <= UInt64(UInt32.max) else { throw .notONNX(at: start) }
      switch tag & 7 {
      case 0:
        let value = try varint(bytes, &place, end: range.upperBound)
        if message == .tensor, field == 14, value != 0 { throw .externalData }
      case 1:
        try skip(8, &place, end: range.upperBound)
      case 5:
        try skip(4, &place, end: range.upperBound)
      case 2:
        let length = try varint(bytes, &place, end: range.upperBound)
        guard length <= UInt64(range.upperBound - place) else { throw .notONNX(at: start) }
        let end = place + Int(length)
        if message == .tensor, field == 13 { throw .externalData }
        if let child = message.child(field) {
          if child == .graph { hasGraph = true }
          try walk(bytes, place..<end, child, depth: depth + 1, hasGraph: &hasGraph)
        }
        place = end
      default:
        throw .notONNX(at: start)
      }
    }
  }

  private static func varint(
    _ bytes: [UInt8], _ place: inout Int, end: Int
  ) throws(Refusal) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), through: 63, by: 7) {
      guard place < end else { throw .notONNX(at: place) }
      let byte = bytes[place]
      place += 1
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
    }
    throw .notONNX(at: place)
  }

  private static func skip(_ count: Int, _ place: inout Int, end: Int) throws(Refusal) {
    guard end - place >= count else { throw .notONNX(at: place) }
    place += count
  }
}
