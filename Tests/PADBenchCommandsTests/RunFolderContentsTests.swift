import Foundation
import TestSupport
import Testing

@testable import PADBenchCommands

@Suite struct RunFolderContentsTests {
  /// A run's folder with files of a run, of a killed process, and of somebody.
  private func folder(in scratch: Scratch) throws -> String {
    for name in [
      "run.json", "scores/quality/dev.csv", "scores/quality/.padbench-1f.tmp",
      "curves/.padbench-2e.tmp", "curves/quality-dev.csv", "notes.txt", "curves/mine.csv",
    ] {
      try scratch.write("run/" + name, name)
    }
    return scratch.path("run")
  }

  @Test func `what a killed process had begun goes, what somebody put there stays`() throws {
    let scratch = try Scratch()
    let run = try folder(in: scratch)
    let claim = try RunFolderClaim(path: run, mustHoldRun: false)
    try claim.clearRenderings()
    let left = try FileManager.default.subpathsOfDirectory(atPath: run)
      .filter { $0 != ".padbench-lock" }
    #expect(left.sorted() == ["curves", "curves/mine.csv", "notes.txt"])
  }

  @Test(arguments: ["scores", "scores/quality", "curves", "plots", "thresholds"])
  func `a link in place of a folder goes, and what it leads to stays`(name: String) throws {
    let scratch = try Scratch()
    let run = try folder(in: scratch)
    try scratch.write("elsewhere/dev.csv", "somebody's")
    try? FileManager.default.removeItem(atPath: run + "/" + name)
    try FileManager.default.createSymbolicLink(
      atPath: run + "/" + name, withDestinationPath: scratch.path("elsewhere"))
    let claim = try RunFolderClaim(path: run, mustHoldRun: false)
    try claim.clearRenderings()
    #expect(!RunFolderContents.exists(run + "/" + name))
    #expect(
      FileManager.default.contents(atPath: scratch.path("elsewhere/dev.csv"))
        == Data("somebody's".utf8))
  }

  @Test func `a link that leads nowhere goes too`() throws {
    let scratch = try Scratch()
    let run = try folder(in: scratch)
    for name in ["report.md", "plots"] {
      try FileManager.default.createSymbolicLink(
        atPath: run + "/" + name, withDestinationPath: scratch.path("nowhere"))
    }
    let claim = try RunFolderClaim(path: run, mustHoldRun: false)
    try claim.clearRenderings()
    #expect(!RunFolderContents.exists(run + "/report.md"))
    #expect(!RunFolderContents.exists(run + "/plots"))
  }
}
