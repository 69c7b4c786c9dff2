import Foundation
import Imaging
import TestSupport
import Testing

/// What the reference says about one file.
struct CorpusRow {
  var file: String
  var size: Int
  var format: String
  var verdict: DecodeVerdict
  var width: Int
  var height: Int
  var bitDepth: Int
  var means: [Double]
  var checksum: UInt32?
  /// 1…8; the reference's own value where that is one, else 1.
  var orientation: Int

  /// All rows of the reference.
  static func all() throws -> [CorpusRow] {
    let text = try String(contentsOf: ReferenceData.url("images/expected.csv"), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map { cells(String($0)) }
    let names = try #require(lines.first)
    return try lines.dropFirst().map { cells in
      let row = Dictionary(zip(names, cells), uniquingKeysWith: { first, _ in first })
      func cell(_ name: String) throws -> String { try #require(row[name]) }
      func number(_ name: String) throws -> Int { try #require(Int(cell(name))) }
      return try CorpusRow(
        file: cell("file"), size: number("bytes"), format: cell("format"),
        verdict: #require(DecodeVerdict(rawValue: cell("verdict"))), width: number("width"),
        height: number("height"), bitDepth: number("bit_depth"),
        means: ["mean_r", "mean_g", "mean_b"].compactMap { try Double(cell($0)) },
        checksum: UInt32(cell("rgb_crc32"), radix: 16),
        orientation: (Int(cell("exif_orientation")).flatMap(Orientation.init(rawValue:))
          ?? .upright).rawValue)
    }
  }

  /// The cells of a CSV line, quotes and all.
  private static func cells(_ line: String) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}
