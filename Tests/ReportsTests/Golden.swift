import Foundation
import Testing

/// Compares with a file under `Golden/`; `PADBENCH_RECORD_GOLDEN=1` writes it and fails the test.
func expectGolden(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden/\(name)")
  if ProcessInfo.processInfo.environment["PADBENCH_RECORD_GOLDEN"] == "1" {
    try Data(text.utf8).write(to: file)
    Issue.record("recorded \(name): look at it, then run again", sourceLocation: sourceLocation)
    return
  }
  let expected = try String(contentsOf: file, encoding: .utf8)
  let shown = text.split(separator: "\n", omittingEmptySubsequences: false)
  let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let different = zip(shown, wanted).enumerated().first { $0.element.0 != $0.element.1 }
  let line = different.map { "line \($0.offset + 1): '\($0.element.0)'" } ?? "another length"
  #expect(text == expected, "\(name) differs: \(line)", sourceLocation: sourceLocation)
}
