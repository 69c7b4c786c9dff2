import Datasets
import Foundation
import PADVocabulary
import TestSupport
import Testing

/// An original folder made of empty files and texts, and what an import made of it.
struct OriginalFolder {
  let scratch: Scratch
  var path: String { scratch.path("original") }
  var output: String { scratch.path("dataset") }

  init(_ files: [String], texts: [String: String] = [:]) throws {
    scratch = try Scratch()
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    var made: Set<String> = []
    for file in files {
      let place = path + "/" + file
      let folder = String(place[..<(place.lastIndex(of: "/") ?? place.startIndex)])
      if made.insert(folder).inserted {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
      }
      #expect(FileManager.default.createFile(atPath: place, contents: nil))
    }
    for (file, text) in texts { try scratch.write("original/" + file, text) }
  }

  /// Imports with a layout's text or name; gives the summary, the dataset and the report's rows.
  func imported(
    _ layout: DatasetLayout, _ change: (inout ImportRequest) -> Void = { _ in }
  ) throws -> Imported {
    var request = ImportRequest(layout, folder: path, output: output)
    request.replaces = true
    change(&request)
    let summary = try DatasetImport.run(request)
    let report = try String(
      contentsOfFile: output + "/" + DatasetImport.reportFile, encoding: .utf8)
    return Imported(
      summary: summary, dataset: try Dataset.load(folder: output),
      findings: report.split(separator: "\n").dropFirst().map(String.init))
  }
}

struct Imported {
  var summary: ImportSummary
  var dataset: Dataset
  /// The report's rows as they are written: kind, file, line, detail.
  var findings: [String]

  /// The first columns of the report's rows of one kind, in order.
  func files(_ kind: ImportFinding.Kind) -> [String] {
    findings.filter { $0.hasPrefix(kind.rawValue + ",") }.map { row in
      let fields = row.split(separator: ",", maxSplits: 3, omittingEmptySubsequences: false)
      return fields[1] + (fields[2].isEmpty ? "" : ":" + fields[2])
    }
  }

  subscript(id: String) -> Presentation? {
    dataset.presentations.row(of: id).map { dataset.presentations[$0] }
  }
}

/// A layout of a few lines.
func layout(_ text: String) throws -> DatasetLayout {
  try DatasetLayout.parse(Array(text.utf8), file: "layout.yaml")
}

/// The errors of a layout's text.
func layoutErrors(_ text: String) -> [Diagnostic] {
  do {
    _ = try layout(text)
    return []
  } catch let input as InvalidInput {
    return input.diagnostics
  } catch {
    return [Diagnostic(.error, "\(error)")]
  }
}

/// Random numbers by a seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }
}
