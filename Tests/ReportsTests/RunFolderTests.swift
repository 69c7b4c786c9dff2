import ErrorRates
import Foundation
import PADVocabulary
import ScoreFiles
import TestSupport
import Testing

@testable import Reports

@Suite struct RunFolderTests {
  private static func files(in folder: URL) throws -> [String: Data] {
    let found = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var files: [String: Data] = [:]
    for case let file as URL in found {
      guard let data = try? Data(contentsOf: file) else { continue }
      files[String(file.path.dropFirst(folder.path.count + 1))] = data
    }
    return files
  }

  @Test func `a folder holds what its report speaks of`() async throws {
    let scratch = try Scratch()
    let written = try await RunFolder.write(
      try SimulatedRun.report(), to: scratch.path("run"), options: .init(drawsPictures: false))
    let files = try Self.files(in: scratch.folder.appending(path: "run"))
    #expect(Set(written.files) == Set(files.keys))
    #expect(written.files.last == "report.md")
    #expect(
      Set(files.keys) == [
        "report.md", "report.html", "metrics.csv", "timing.csv",
        "scores/lbp-svm/dev.csv", "scores/lbp-svm/test.csv", "curves/lbp-svm-dev.csv",
        "curves/lbp-svm-test.csv", "curves/lbp-svm-histogram.csv",
        "scores/texture-frequency/dev.csv", "scores/texture-frequency/test.csv",
        "curves/texture-frequency-dev.csv", "curves/texture-frequency-test.csv",
        "curves/texture-frequency-histogram.csv",
      ])
  }

  @Test func `the score files read back to the same error rates`() async throws {
    let scratch = try Scratch()
    let subsystem = try SimulatedRun.subsystem("d", seed: 5)
    _ = try await RunFolder.write(
      SimulatedRun.report([subsystem]), to: scratch.path("run"),
      options: .init(drawsPictures: false))
    let dev = try ScoreFile.read(path: scratch.path("run/scores/d/dev.csv"))
    let test = try ScoreFile.read(path: scratch.path("run/scores/d/test.csv"))
    let results = try ErrorRates.evaluate(dev: dev.table, test: test.table, criterion: .eer)
    #expect(results.operatingPoint == subsystem.results.operatingPoint)
    #expect(results.test.worst?.apcer.errors == subsystem.results.test.worst?.apcer.errors)
    #expect(results.test.bonaFide.bpcer?.errors == subsystem.results.test.bonaFide.bpcer?.errors)
    #expect(
      results.test.accounting.nonResponses == subsystem.results.test.accounting.nonResponses)
  }

  @Test func `no path of a folder comes from a name of the data`() async throws {
    let scratch = try Scratch()
    var report = InjectionTests.report("../../escape")
    report.presentationsInDataset = 170
    _ = try await RunFolder.write(
      report, to: scratch.path("a/b/run"), options: .init(drawsPictures: false))
    let files = try Self.files(in: scratch.folder)
    #expect(files.keys.allSatisfy { $0.hasPrefix("a/b/run/") })
    #expect(files["a/b/run/scores/_._.._escape/test.csv"] != nil)
  }

  @Test func `without gnuplot the report says how to get it and is otherwise whole`() async throws {
    let scratch = try Scratch()
    let written = try await RunFolder.write(
      try SimulatedRun.report(), to: scratch.path("run"),
      options: .init(gnuplot: "padbench-no-such-gnuplot"))
    #expect(written.notes.count == 1)
    let text = try String(contentsOfFile: written.report, encoding: .utf8)
    #expect(text.contains("Pictures are missing: gnuplot was not found"))
    #expect(text.contains("apt install gnuplot-nox") && text.contains("brew install gnuplot"))
    #expect(!text.contains("!["))
    #expect(text.contains("## Accounting") && text.contains("## How to read this"))
  }

  @Test(arguments: [("true", "does not answer"), ("false", "does not run")])
  func `a program that is no gnuplot is named`(program: String, complaint: String) async throws {
    let scratch = try Scratch()
    let written = try await RunFolder.write(
      try SimulatedRun.report(), to: scratch.path("run"), options: .init(gnuplot: program))
    #expect(written.notes.contains { $0.message.contains(complaint) })
  }

  @Test func `rows that do not add up are not written`() async throws {
    let scratch = try Scratch()
    var report = try SimulatedRun.report()
    report.presentationsInDataset += 1
    await #expect(throws: InvalidInput.self) {
      try await RunFolder.write(report, to: scratch.path("run"))
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.path("run/report.md")))
  }

  @Test func `a folder that cannot be made is a fault that names it`() async throws {
    let scratch = try Scratch()
    try scratch.write("file", "in the way")
    await #expect(throws: FileFault.self) {
      try await RunFolder.write(try SimulatedRun.report(), to: scratch.path("file/run"))
    }
  }

  @Test func `equal reports give equal bytes`() async throws {
    let scratch = try Scratch()
    let report = try SimulatedRun.report()
    for name in ["first", "second"] {
      _ = try await RunFolder.write(report, to: scratch.path(name))
    }
    let first = try Self.files(in: scratch.folder.appending(path: "first"))
    let second = try Self.files(in: scratch.folder.appending(path: "second"))
    #expect(first == second)
  }
}
