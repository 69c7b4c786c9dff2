import Datasets
import Foundation
import PADVocabulary
import Testing
import TestSupport

/// The hostile manifests of the reference data, whose columns are `path,label,subject`.
@Suite struct HostileManifestTests {
  static let cases: [(name: String, verdict: String)] = {
    guard let url = try? ReferenceData.url("text/generated/expected.tsv"),
      let text = try? String(contentsOf: url, encoding: .utf8)
    else { return [] }
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let cells = line.split(separator: "\t")
      return cells.count >= 2 && cells[0].hasPrefix("csv/")
        ? (String(cells[0]), String(cells[1])) : nil
    }
  }()

  @Test(.reference("text/generated/expected.tsv")) func `gives the expected verdicts`() throws {
    #expect(Self.cases.count > 50)
    for (name, verdict) in Self.cases {
      // A path with a line break is right CSV and no path: `path_newline.csv` says reject.
      let expected = name == "csv/ok_quoted_comma_newline.csv" ? "reject" : verdict
      let bytes = [UInt8](try Data(contentsOf: ReferenceData.url("text/generated/" + name)))
      let folder = try DatasetFolder(manifest: nil)
      try folder.scratch.write("manifest.csv", bytes: Self.translated(bytes))
      let found: String
      do {
        let dataset = try folder.load()
        let isWarned = dataset.warnings.contains {
          $0.message.contains("capitals") || $0.message.contains("reading direction")
        }
        found = isWarned ? "accept-warn" : "accept"
      } catch let error as InvalidInput {
        found = "reject"
        #expect(
          error.description.allSatisfy {
            $0 == "\n" || !$0.unicodeScalars.contains(where: \.isUnprintable)
          })
      }
      // What only the file system can tell is found when the media are opened.
      let onDisk = ["path_fifo", "path_dir", "path_symlink_out", "path_symlink_loop"]
      if onDisk.contains(where: { name.contains($0) }) {
        #expect(found == "accept", "\(name)")
      } else {
        #expect(found == expected, "\(name)")
      }
    }
  }

  /// The same rows under our columns: an id in front, and `print` as an attack of that species.
  static func translated(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(0x0a), !bytes.starts(with: [0xff, 0xfe]) else { return bytes }
    var out: [UInt8] = []
    var isQuoted = false
    for (index, line) in bytes.split(separator: 0x0a, omittingEmptySubsequences: false).enumerated()
    {
      if index > 0 { out.append(0x0a) }
      let isBlank = line.allSatisfy { $0 == 0x0d }
      if !isQuoted, !isBlank {
        if index == 0 {
          let mark: [UInt8] = [0xef, 0xbb, 0xbf]
          let body = line.starts(with: mark) ? line.dropFirst(3) : line
          if line.starts(with: mark) { out += mark }
          var text = String(decoding: body, as: UTF8.self)
          if text.hasPrefix("path,") { text = "media" + text.dropFirst(4) }
          text = text.replacingOccurrences(of: ",subject", with: ",subject_id")
          out += Array("presentation_id,pai_species,\(text)".utf8)
        } else {
          let isAttack = String(decoding: line, as: UTF8.self).contains(",print,")
          out += Array("p\(index),\(isAttack ? "print" : ""),".utf8)
          out +=
            isAttack
            ? Array(
              String(decoding: line, as: UTF8.self)
                .replacingOccurrences(of: ",print,", with: ",attack,").utf8) : Array(line)
        }
      } else {
        out += line
      }
      if line.count(where: { $0 == 0x22 }) % 2 == 1 { isQuoted.toggle() }
    }
    return out
  }
}
