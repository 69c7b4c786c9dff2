import Foundation
import Imaging
import Testing

@testable import Media

/// The stream of another program, which may say anything.
@Suite struct FragmentReaderTests {
  static func box(_ kind: String, _ payload: [UInt8]) -> [UInt8] {
    big(UInt32(8 + payload.count)) + Array(kind.utf8) + payload
  }

  static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

  static func big(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(24 - 8 * $0)) }
  }

  /// A movie of pictures of this size, in 1,000 ticks a second.
  static func movie(width: UInt8, height: UInt8) -> [UInt8] {
    let header = box("mdhd", zeros(12) + big(1000) + zeros(8))
    let entry = zeros(8 + 32) + [0, width, 0, height] + zeros(40)
    let table = box("minf", box("stbl", box("stsd", entry)))
    return box("moov", box("trak", box("mdia", header + table)))
  }

  static func fragment(ticks: UInt32) -> [UInt8] {
    box("moof", box("traf", box("tfdt", [1, 0, 0, 0, 0, 0, 0, 0] + big(ticks))))
  }

  /// All pictures of a stream that arrives in pieces of this size.
  static func pictures(_ bytes: [UInt8], pieces: Int = .max, limit: Int = 100) throws
    -> [VideoPicture]
  {
    var reader = FragmentReader(pixelLimit: limit)
    var pictures: [VideoPicture] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(pieces))
      rest = rest.dropFirst(piece.count)
      unsafe reader.append(piece.span.bytes)
      while let picture = try reader.next() { pictures.append(picture) }
    }
    return pictures
  }

  static let stream =
    box("ftyp", [1, 2, 3]) + movie(width: 1, height: 2) + fragment(ticks: 40)
    + box("mdat", [1, 2, 3, 0, 4, 5, 6, 0]) + box("free", []) + fragment(ticks: 90)
    + box("mdat", [7, 8, 9, 0, 1, 2, 3, 0])

  @Test(arguments: [1, 2, 3, 7, 64, Int.max])
  func `pieces of any size give the same pictures`(_ size: Int) throws {
    let pictures = try Self.pictures(Self.stream, pieces: size)
    #expect(pictures.map(\.time) == [0.04, 0.09])
    #expect(pictures.map(\.pixels.bytes) == [[1, 2, 3, 4, 5, 6], [7, 8, 9, 1, 2, 3]])
  }

  @Test func `a lying stream is a fault and never a trap`() {
    let head = Self.movie(width: 1, height: 2)
    var cases: [[UInt8]] = [0, 1, 7].map { [0, 0, 0, $0, 1, 2, 3, 4] }
    cases.append([0xff, 0xff, 0xff, 0xff] + Array("moov".utf8))
    cases.append(Self.box("moov", []))
    cases.append(Self.movie(width: 0, height: 2))
    cases.append(Self.movie(width: 11, height: 10))
    cases.append(head + Self.box("moof", []))
    cases.append(head + Self.fragment(ticks: 0) + Self.box("mdat", [1]))
    cases.append(head + Self.box("moof", Self.box("traf", Self.box("tfdt", [1, 0, 0]))))
    for bytes in cases {
      #expect(throws: FragmentReader.Fault.self, "\(bytes)") { try Self.pictures(bytes) }
    }
  }

  @Test func `no damaged byte traps`() {
    for index in Self.stream.indices {
      for value in [0, 1, 0x7f, 0xff] as [UInt8] {
        var bytes = Self.stream
        bytes[index] = value
        _ = try? Self.pictures(bytes)
      }
    }
  }
}
