import Foundation
import TestSupport
import Testing

private let python: String? = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
  FileManager.default.isExecutableFile(atPath: $0)
}

/// Detectors that are programs of their own, through the commands a user gives.
@Suite(.enabled(if: python != nil, "there is no python3"))
struct PluginCommandTests {
  /// Scores a picture by its mean; `odd` is Python that runs first for every presentation.
  private func plugin(_ faces: FacesOnDisk, _ odd: String = "pass", card: String = "") throws
    -> String
  {
    try faces.scratch.write(
      "plugin/mean.py",
      """
      import json, os, sys, time
      def say(**members): print(json.dumps(members), flush=True)
      count = 0
      for line in iter(sys.stdin.buffer.readline, b''):
          message = json.loads(line)
          if message['type'] == 'hello': say(type='hello', protocol=1, name='mean', version='3')
          if message['type'] == 'frame': data = sys.stdin.buffer.read(message['bytes'])
          if message['type'] == 'finish':
              score = sum(data) / len(data)
              count += 1
              \(odd)
              say(id=message['id'], score=score)

      """)
    try faces.scratch.write(
      "plugin/mean.card.yaml",
      """
      card: 1
      name: mean
      version: "3"
      kind: process
      role: detector
      command: ["\(try #require(python))", "-S", ./mean.py]
      \(card)

      """)
    return faces.scratch.path("plugin/mean.card.yaml")
  }

  private func evaluate(
    _ faces: FacesOnDisk, _ card: String, _ more: [String] = [], output: String? = nil
  ) async throws -> Tool.Ending {
    try await Tool.run(
      ["evaluate", faces.folder, "--detector", card, "-o", output ?? faces.output, "--no-pictures"]
        + more, configuration: faces.configuration)
  }

  @Test func `scores the same on any number of jobs and processes`() async throws {
    let faces = try FacesOnDisk()
    let card = try plugin(faces, card: "pool: 2")
    let first = try await evaluate(faces, card, ["--jobs", "1"])
    let second = try await evaluate(faces, card, ["--jobs", "3"], output: faces.output + "2")
    #expect(first.code == 0, "\(first.errors)")
    #expect(second.code == 0, "\(second.errors)")
    let one = try faces.runFiles()
    let two = try faces.runFiles(faces.output + "2")
    for name in ["scores/mean/dev.csv", "scores/mean/test.csv", "run.json"] {
      #expect(one[name] != nil && one[name] == two[name], "\(name) differs")
    }
    let identity = String(decoding: try #require(one["run.json"]), as: UTF8.self)
    #expect(identity.contains("mean 3 (sandbox: "))
  }

  @Test func `counts a presentation that the plugin failed on, and says why`() async throws {
    let faces = try FacesOnDisk()
    let card = try plugin(
      faces, "if count == 5: sys.stderr.write('no \\x1b[2Jweights\\n'); sys.exit(3)",
      card: "limits: {restarts: 20}")
    let ending = try await evaluate(faces, card, ["--jobs", "1", "--sandbox", "off"])
    #expect(ending.code == 0, "\(ending.errors)")
    let files = try faces.runFiles()
    let scores = ["dev", "test"].map {
      String(decoding: files["scores/mean/\($0).csv"] ?? Data(), as: UTF8.self)
    }.joined()
    let failed = scores.split(separator: "\n").filter { $0.contains("crash") }
    // Every fifth of 36, one process after the other.
    #expect(failed.count == 7, "\(failed)")
    #expect(ending.errors.contains("\u{1b}[2J") == false)
  }

  @Test func `ends a run whose plugin is lost too often, and says why`() async throws {
    let faces = try FacesOnDisk()
    let card = try plugin(faces, "sys.exit(3)", card: "limits: {restarts: 2}")
    let ending = try await evaluate(faces, card, ["--sandbox", "off"])
    #expect(ending.code == 65)
    #expect(ending.errors.contains("lost 3 times"), "\(ending.errors)")
    #expect(ending.errors.contains("exit code 3"), "\(ending.errors)")
  }

  @Test func `says why a plugin does not start`() async throws {
    let faces = try FacesOnDisk()
    let card = try plugin(faces)
    try faces.scratch.write("plugin/mean.py", "import weights_of_mine\n")
    let ending = try await evaluate(faces, card, ["--sandbox", "off"])
    #expect(ending.code == 65)
    #expect(ending.errors.contains("No module named 'weights_of_mine'"), "\(ending.errors)")
  }

  @Test func `shuts a plugin in where that is required, or ends`() async throws {
    let faces = try FacesOnDisk()
    let card = try plugin(
      faces, "score += os.path.exists('\(faces.folder)/manifest.csv') * 1000")
    let ending = try await evaluate(faces, card, ["--sandbox", "require"])
    if ending.code == 65 {
      #expect(ending.errors.contains("nothing on this machine shuts plugins in"))
    } else {
      #expect(ending.code == 0, "\(ending.errors)")
      let files = try faces.runFiles()
      let identity = String(decoding: try #require(files["run.json"]), as: UTF8.self)
      #expect(!identity.contains("sandbox: none"))
    }
  }

  @Test func `checks a plugin like any other detector`() async throws {
    let faces = try FacesOnDisk()
    let good = try await Tool.run(
      ["detector", "check", plugin(faces), "--dataset", faces.folder, "--count", "6"],
      configuration: faces.configuration)
    #expect(good.code == 0, "\(good.output) \(good.errors)")
    let counting = try await Tool.run(
      ["detector", "check", plugin(faces, "score += count"), "--sandbox", "off"],
      configuration: faces.configuration)
    #expect(counting.code == 1, "\(counting.output) \(counting.errors)")
    #expect(counting.output.contains("repeatable"))
  }
}
