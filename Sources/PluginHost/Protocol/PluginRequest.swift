import Imaging
import PADVocabulary
import StructuredText
import Subsystems

/// How pictures reach a plugin, and the lines that say so.
enum PluginRequest {
  /// The first line.
  static func hello(_ card: SubsystemCard) -> [UInt8] {
    line([
      .init("type", "hello"), .init("protocol", .integer(PluginHello.version)),
      .init("role", .string(card.role.rawValue)),
      .init("delivery", .string(card.process.delivery.rawValue)),
      .init("threads", .integer(card.limits.threads)),
    ])
  }

  /// A presentation begins.
  static func begin(_ id: Int) -> [UInt8] {
    line([.init("type", "begin"), .init("id", .integer(id))])
  }

  /// Nothing more of a presentation comes: judge it.
  static func finish(_ id: Int) -> [UInt8] {
    line([.init("type", "finish"), .init("id", .integer(id))])
  }

  /// A frame, whose pictures follow or lie in files.
  static func frame(_ frame: Frame, id: Int, _ place: Place) -> [UInt8] {
    var members: [JSONValue.Member] = [
      .init("type", "frame"), .init("id", .integer(id)), .init("index", .integer(frame.index)),
    ]
    if let time = frame.time, time.isFinite { members.append(.init("time", .number(time))) }
    members += size(frame.pixels)
    if let box = frame.faceBox,
      [box.x, box.y, box.width, box.height].allSatisfy(\.isFinite)
    {
      members.append(.init("face", .numbers([box.x, box.y, box.width, box.height])))
    }
    if !frame.landmarks.isEmpty, frame.landmarks.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) {
      members.append(
        .init("landmarks", .array(frame.landmarks.map { .numbers([$0.x, $0.y]) })))
    }
    if let depth = frame.depth { members.append(.init("depth", map(depth, place.depth))) }
    if let infrared = frame.infrared {
      members.append(.init("infrared", map(infrared, place.infrared)))
    }
    members.append(place.member)
    return line(members)
  }

  /// A picture whose faces are wanted.
  static func find(_ pixels: PixelBuffer, id: Int, _ place: Place) -> [UInt8] {
    line(
      [.init("type", "find"), .init("id", .integer(id))] + size(pixels) + [place.member])
  }

  /// A probe and the references that it is compared with, all in base64.
  static func compare(_ probe: String, _ references: ArraySlice<String>, id: Int) -> [UInt8] {
    line([
      .init("type", "compare"), .init("id", .integer(id)), .init("probe", .string(probe)),
      .init("references", .array(references.map { .string($0) })),
    ])
  }

  /// Where a request's pictures are.
  enum Place {
    /// So many bytes follow the line.
    case behind(Int)
    /// In these files.
    case files(picture: String, depth: String?, infrared: String?)

    fileprivate var member: JSONValue.Member {
      switch self {
      case .behind(let count): .init("bytes", .integer(count))
      case .files(let picture, _, _): .init("file", .string(picture))
      }
    }

    fileprivate var depth: String? {
      if case .files(_, let depth, _) = self { depth } else { nil }
    }

    fileprivate var infrared: String? {
      if case .files(_, _, let infrared) = self { infrared } else { nil }
    }
  }

  private static func size(_ pixels: PixelBuffer) -> [JSONValue.Member] {
    [.init("width", .integer(pixels.width)), .init("height", .integer(pixels.height))]
  }

  private static func map(_ map: DepthMap, _ file: String?) -> JSONValue {
    .object(
      [.init("width", .integer(map.width)), .init("height", .integer(map.height))]
        + (file.map { [.init("file", .string($0))] } ?? []))
  }

  private static func line(_ members: [JSONValue.Member]) -> [UInt8] {
    // A number that JSON has no form for was left out above.
    ((try? JSONValue.object(members).bytes(.compact)) ?? []) + [0x0a]
  }
}

extension JSONValue {
  /// A list of numbers.
  fileprivate static func numbers(_ numbers: [Double]) -> JSONValue {
    .array(numbers.map { .number($0) })
  }
}
