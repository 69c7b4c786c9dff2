import Foundation
import TestSupport
import Testing

/// What public models, which had no part in the generator, make of its pictures.
struct ModelJudgementTests {
  /// The release build: a debug build would draw for half an hour.
  private static let program: URL = {
    let environment = ProcessInfo.processInfo.environment
    return environment["PADBENCH_RELEASE"].map { URL(fileURLWithPath: $0) }
      ?? project.appending(path: ".build/release/padbench")
  }()

  private static let project = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static let isBuilt = FileManager.default.isExecutableFile(atPath: program.path)

  @Test(
    .reference("models/mobilefacenet"), .reference("models/facenox"), .reference("models/yunet"),
    .enabled(if: isBuilt, "there is no release build of padbench (set PADBENCH_RELEASE to one)"))
  func `a finder finds the faces, a detector tells attacks, a matcher tells persons`() throws {
    let scratch = try Scratch()
    let judge = Process()
    judge.executableURL = Self.project.appending(path: "scripts/judge-synthesis")
    judge.arguments = [try ReferenceData.url("models").path, Self.program.path]
    judge.environment = ProcessInfo.processInfo.environment.merging(
      ["SEEDS": "31337", "REPORT": scratch.path("report.md")], uniquingKeysWith: { $1 })
    judge.standardOutput = FileHandle.nullDevice
    try judge.run()
    judge.waitUntilExit()
    let report = try String(contentsOfFile: scratch.path("report.md"), encoding: .utf8)
    #expect(judge.terminationStatus == 0, "\(report)")
    #expect(report.contains("| 31337 | 80 /"))
  }
}
