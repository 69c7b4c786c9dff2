import StructuredText
import Subsystems

/// What a frame's line says about the picture behind it.
struct HostFrame: Equatable {
  /// The most bytes that may follow one line.
  static let mostBytes = 1 << 30
  /// The longest side of a picture.
  private static let sides = 1...16_384

  /// A picture of 16-bit numbers that follows the pixels.
  struct Plane: Equatable {
    var width: Int
    var height: Int

    /// How many bytes it has.
    var byteCount: Int { width * height * 2 }
  }

  var id: Int
  var index: Int
  var time: Double?
  var width: Int
  var height: Int
  var face: [Double]?
  var landmarks: [[Double]]
  var depth: Plane?
  var infrared: Plane?

  /// How many bytes the pixels have: red, green, blue.
  var byteCount: Int { width * height * 3 }

  /// Reads a frame's line.
  init(_ message: JSONValue) throws(SubsystemFault) {
    id = try message.whole("id", in: 1...Int.max)
    index = try message.whole("index", in: 0...Int(Int32.max))
    width = try message.whole("width", in: Self.sides)
    height = try message.whole("height", in: Self.sides)
    guard message["file"] == nil else {
      throw .host(
        "the picture comes as a file", remedy: "leave 'delivery: file' out of the library's card")
    }
    time = message["time"]?.double
    if let box = message["face"] {
      guard let numbers = box.doubles(4) else { throw .host("a face is not four numbers") }
      face = numbers
    }
    let points = message["landmarks"]?.items ?? []
    landmarks = points.compactMap { $0.doubles(2) }
    guard landmarks.count == points.count else { throw .host("a landmark is not two numbers") }
    depth = try Self.plane(message["depth"])
    infrared = try Self.plane(message["infrared"])
    let counted = byteCount + (depth?.byteCount ?? 0) + (infrared?.byteCount ?? 0)
    guard try message.whole("bytes", in: 0...Self.mostBytes) == counted else {
      throw .host("a frame's bytes are not what its sizes make, \(counted)")
    }
  }

  private static func plane(_ value: JSONValue?) throws(SubsystemFault) -> Plane? {
    guard let value else { return nil }
    return Plane(
      width: try value.whole("width", in: sides), height: try value.whole("height", in: sides))
  }
}
