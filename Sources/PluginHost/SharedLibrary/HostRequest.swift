import PADVocabulary
import StructuredText
import Subsystems

/// What padbench asks of a detector, one line each.
enum HostRequest: Equatable {
  /// Who are you?
  case hello
  /// A presentation begins.
  case begin(id: Int)
  /// A picture of it; its bytes follow.
  case frame(HostFrame)
  /// Judge what was shown.
  case finish(id: Int)
  /// Something of a later padbench, followed by this many bytes.
  case unknown(id: Int?, bytes: Int)

  /// Reads a line.
  init(line: [UInt8]) throws(SubsystemFault) {
    let request: JSONValue
    do throws(InvalidInput) {
      request = try StrictJSON.parse(line)
    } catch {
      throw .host("a request is not JSON: \(error.diagnostics.first?.message ?? "")")
    }
    let ids = 1...Int.max
    switch request["type"]?.text {
    case "hello": self = .hello
    case "begin": self = .begin(id: try request.whole("id", in: ids))
    case "frame": self = .frame(try HostFrame(request))
    case "finish": self = .finish(id: try request.whole("id", in: ids))
    case nil: throw .host("a request has no type")
    default:
      self = .unknown(
        id: request["id"] == nil ? nil : try request.whole("id", in: ids),
        bytes: request["bytes"] == nil
          ? 0 : try request.whole("bytes", in: 0...HostFrame.mostBytes))
    }
  }
}

extension JSONValue {
  /// A whole number of an object, which must be there.
  func whole(_ name: String, in range: ClosedRange<Int>) throws(SubsystemFault) -> Int {
    guard let value = self[name]?.whole, range.contains(value) else {
      throw .host("a request's '\(name)' is no whole number from \(range.lowerBound) on")
    }
    return value
  }

  /// A list of this many numbers.
  func doubles(_ count: Int) -> [Double]? {
    guard let items, items.count == count else { return nil }
    let values = items.compactMap(\.double)
    return values.count == count ? values : nil
  }
}
