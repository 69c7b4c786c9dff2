import Foundation
import Subprocess
import TestSupport
import Testing

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// A dataset that takes a while: every picture of a small one under many names.
private struct LongDataset {
  let faces: FacesOnDisk

  init(copies: Int) throws {
    faces = try FacesOnDisk { lines in
      let rows = lines.dropFirst()
      lines = [lines[0]]
      for copy in 0..<copies {
        for row in rows {
          // A presentation of its own for every copy; its picture is linked below.
          var cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
          cells[0] += "-\(copy)"
          cells[1] = "copy\(copy)/" + cells[1]
          lines.append(cells.joined(separator: ","))
        }
      }
    }
    let manager = FileManager.default
    for copy in 0..<copies {
      for kind in ["live", "print", "replay-phone"] {
        let folder = "\(faces.folder)/copy\(copy)/\(kind)"
        try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for name in try manager.contentsOfDirectory(atPath: "\(faces.folder)/\(kind)") {
          try manager.linkItem(
            atPath: "\(faces.folder)/\(kind)/\(name)", toPath: "\(folder)/\(name)")
        }
      }
    }
  }

  func arguments(_ output: String) -> [String] {
    [
      "evaluate", faces.folder, "--detector", "frequency", "--detector", "quality", "-o", output,
      "--no-pictures", "--bootstrap", "0",
    ]
  }
}

/// What two equal runs share.
private func stable(_ files: [String: Data]) -> [String: Data] {
  let timed: Set = ["timing.csv", "report.md", "report.html", "outcomes.sqlite"]
  return files.filter { !timed.contains($0.key) }
}

@Suite struct ResumeTests {
  @Test(arguments: [(Signal.interrupt, Int32(130)), (.terminate, 143)])
  func `a signal ends a run that can be gone on with`(signal: Signal, code: Int32) async throws {
    let long = try LongDataset(copies: 3)
    let whole = long.faces.output + "-whole"
    #expect(
      try await Tool.run(long.arguments(whole), configuration: long.faces.configuration).code == 0)
    let output = long.faces.output
    let result = try await Subprocess.run(
      .path(FilePath(Tool.path)), arguments: Arguments(long.arguments(output)),
      environment: .inherit.updating(["PADBENCH_CONFIG_HOME": long.faces.configuration]),
      input: .none, output: .discarded, error: .string(limit: 1 << 16)
    ) { execution in
      // As soon as something is being written down, the run is stopped.
      while !FileManager.default.fileExists(atPath: output + "/outcomes.sqlite-wal") {
        try await Task.sleep(for: .milliseconds(2))
      }
      try execution.send(signal: signal)
    }
    #expect(result.terminationStatus == .exited(code))
    #expect(result.standardError.contains("run the same command again to go on"))
    let left = try FileManager.default.contentsOfDirectory(atPath: output).sorted()
    #expect(left.contains("run.json") == false, "an unfinished run looks finished: \(left)")
    let again = try await Tool.run(
      long.arguments(output), configuration: long.faces.configuration)
    #expect(again.code == 0, "\(again.errors)")
    #expect(try stable(long.faces.runFiles(output)) == stable(long.faces.runFiles(whole)))
  }

  @Test func `other rates are computed without judging again`() async throws {
    let faces = try FacesOnDisk()
    let plain = ["evaluate", faces.folder, "--detector", "frequency", "--no-pictures"]
    func evaluate(_ more: [String], _ output: String) async throws -> Tool.Ending {
      try await Tool.run(
        plain + ["-o", output] + more, configuration: faces.configuration)
    }
    #expect(try await evaluate([], faces.output).code == 0)
    let again = try await evaluate(["-c", "bpcer20"], faces.output)
    #expect(again.code == 0)
    #expect(again.errors.contains("36 of 36 presentations were judged before"))
    let fresh = faces.output + "-fresh"
    #expect(try await evaluate(["-c", "bpcer20"], fresh).code == 0)
    #expect(try stable(faces.runFiles()) == stable(faces.runFiles(fresh)))
    let other = try await Tool.run(
      ["report", faces.output, "-c", "eer", "--no-pictures"], configuration: faces.configuration)
    #expect(other.code == 64, "a report must not change what a gate judges by")
    let report = try await Tool.run(
      ["report", faces.output, "--no-pictures"], configuration: faces.configuration)
    #expect(report.code == 0, "\(report.errors)")
    #expect(try stable(faces.runFiles()) == stable(faces.runFiles(fresh)))
  }

  @Test func `resume wants a run, and force begins anew`() async throws {
    let faces = try FacesOnDisk()
    let base = ["evaluate", faces.folder, "--detector", "frequency", "-o", faces.output]
    let nothing = try await Tool.run(base + ["--resume"], configuration: faces.configuration)
    #expect(nothing.code == 65)
    #expect(nothing.errors.contains("no run here to go on with"))
    #expect(FileManager.default.fileExists(atPath: faces.output) == false)
    let both = try await Tool.run(
      base + ["--resume", "--force"], configuration: faces.configuration)
    #expect(both.code == 64)
  }

  @Test func `takes over scores of an earlier run`() async throws {
    let faces = try FacesOnDisk()
    let base = ["evaluate", faces.folder, "--detector", "frequency", "--no-pictures"]
    let first = faces.output + "-first"
    #expect(
      try await Tool.run(base + ["-o", first], configuration: faces.configuration).code == 0)
    let second = try await Tool.run(
      base + ["--detector", "quality", "-o", faces.output, "--reuse", first],
      configuration: faces.configuration)
    #expect(second.code == 0, "\(second.errors)")
    #expect(second.errors.contains("36 scores of the same detectors may stand"))
    let scores = "scores/frequency/test.csv"
    #expect(try faces.runFiles()[scores] == faces.runFiles(first)[scores])
    let nothing = try await Tool.run(
      base + ["-o", faces.output + "-3", "--reuse", faces.folder],
      configuration: faces.configuration)
    #expect(nothing.code == 65)
  }
}
