import Foundation
import StructuredText
import TestSupport
import Testing

@Suite struct EvaluateTests {
  private func evaluate(
    _ faces: FacesOnDisk, _ more: [String] = [], output: String? = nil
  ) async throws -> Tool.Ending {
    try await Tool.run(
      ["evaluate", faces.folder, "-o", output ?? faces.output, "--no-pictures"]
        + (more.contains("--detector") ? more : ["--detector", "frequency"] + more),
      configuration: faces.configuration)
  }

  @Test func `writes everything a run promises, and a summary`() async throws {
    let faces = try FacesOnDisk()
    let ending = try await evaluate(faces, ["--detector", "frequency", "--detector", "quality"])
    #expect(ending.code == 0, "\(ending.errors)")
    let files = try faces.runFiles()
    let expected = [
      "report.md", "metrics.csv", "timing.csv", "run.json", "scores/frequency/dev.csv",
      "scores/frequency/test.csv", "scores/quality/dev.csv", "scores/quality/test.csv",
    ]
    for name in expected { #expect(files[name] != nil, "\(name) is missing") }
    #expect(ending.output.contains("BPCER"))
    #expect(ending.output.contains("report.md"))
    let report = String(decoding: try #require(files["report.md"]), as: UTF8.self)
    #expect(report.contains("synthetic data"))
    #expect(report.contains("dev:eer"))
    let scores = String(decoding: try #require(files["scores/quality/test.csv"]), as: UTF8.self)
    #expect(scores.hasPrefix("claimed_id,test_label,is_bonafide,attack_type,score"))
    #expect(scores.split(separator: "\n").count == 1 + 18)
  }

  @Test func `gives the same bytes on any number of jobs`() async throws {
    let faces = try FacesOnDisk()
    let first = try await evaluate(faces, ["--jobs", "1"])
    let second = try await evaluate(faces, ["--jobs", "3"], output: faces.output + "2")
    #expect((first.code, second.code) == (0, 0))
    let one = try faces.runFiles()
    let two = try faces.runFiles(faces.output + "2")
    #expect(one.keys.sorted() == two.keys.sorted())
    let timed = ["timing.csv", "report.md", "report.html", "outcomes.sqlite"]
    for (name, bytes) in one where !timed.contains(name) {
      #expect(two[name] == bytes, "\(name) differs")
    }
  }

  @Test func `never lets a subject's name out`() async throws {
    // Names stand in a path that cannot be read and in a warning too.
    let faces = try FacesOnDisk { lines in
      lines[1] = lines[1].replacingOccurrences(of: "live/", with: "CANARY-path/")
      lines[4] = lines[4].replacingOccurrences(of: "CANARY1", with: "CANARY\u{200b}1")
    }
    let ending = try await evaluate(faces)
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(ending.errors.contains("warning"), "there was to be a warning: \(ending.errors)")
    for (name, bytes) in try faces.runFiles() {
      #expect(bytes.range(of: Data("CANARY".utf8)) == nil, "\(name) names a subject")
      #expect(
        bytes.range(of: Data(faces.scratch.folder.path.utf8)) == nil, "\(name) says where it was")
    }
    let shown = try await evaluate(faces, ["--reveal-ids", "--force"])
    #expect(shown.code == 0)
    let scores = try #require(try faces.runFiles()["scores/frequency/test.csv"])
    #expect(scores.range(of: Data("CANARY3".utf8)) != nil)
  }

  @Test func `metrics reads its scores back to the same figures`() async throws {
    let faces = try FacesOnDisk()
    #expect(try await evaluate(faces).code == 0)
    let ending = try await Tool.run(
      [
        "metrics", faces.output + "/scores/frequency/dev.csv", "--eval",
        faces.output + "/scores/frequency/test.csv", "--format", "csv", "--further",
      ], configuration: faces.configuration)
    #expect(ending.code == 0, "\(ending.errors)")
    let metrics = String(
      decoding: try #require(try faces.runFiles()["metrics.csv"]), as: UTF8.self)
    // The first column names the detector in the one and the file in the other.
    func figures(_ text: String) -> [Substring] {
      text.split(separator: "\n").dropFirst().map { line in
        line.firstIndex(of: ",").map { line[$0...] } ?? line
      }
    }
    #expect(!figures(metrics).isEmpty)
    #expect(figures(metrics) == figures(ending.output))
  }

  @Test func `counts a damaged picture as a non-response, and goes on`() async throws {
    let faces = try FacesOnDisk()
    let picture = URL(fileURLWithPath: faces.folder + "/print/test-3.png")
    let whole = try Data(contentsOf: picture)
    try whole.prefix(whole.count / 2).write(to: picture)
    let ending = try await evaluate(faces)
    #expect(ending.code == 0, "\(ending.errors)")
    let scores = try #require(try faces.runFiles()["scores/frequency/test.csv"])
    let line = String(decoding: scores, as: UTF8.self).split(separator: "\n")
      .first { $0.contains("print-test-3") }
    #expect(line?.contains("nan") == true && line?.contains("decode") == true, "\(line ?? "")")
    let report = try #require(try faces.runFiles()["report.md"])
    #expect(String(decoding: report, as: UTF8.self).contains("print-test-3"))
  }

  @Test func `does not overwrite a run unless told to`() async throws {
    let faces = try FacesOnDisk()
    #expect(try await evaluate(faces).code == 0)
    let before = try faces.runFiles()
    let other = try await evaluate(faces, ["--detector", "quality"])
    #expect(other.code == 65)
    #expect(other.errors.contains("these differ: detectors"))
    #expect(other.errors.contains("--force"))
    #expect(try faces.runFiles() == before)
    #expect(try await evaluate(faces, ["--detector", "quality", "--force"]).code == 0)
    #expect(try faces.runFiles()["scores/frequency/test.csv"] == nil)
  }

  @Test func `takes a threshold where there is no dev`() async throws {
    let faces = try FacesOnDisk { lines in lines.removeAll { $0.contains(",dev,") } }
    let without = try await evaluate(faces)
    #expect(without.code == 0)
    #expect(without.output.contains("no threshold"))
    let with = try await evaluate(faces, ["--threshold", "0.5", "--force"])
    #expect(with.code == 0)
    #expect(with.output.contains("from fixed"))
    let oracle = try await evaluate(faces, ["--oracle", "--force"])
    #expect(oracle.output.contains("oracle:test"))
  }
}
