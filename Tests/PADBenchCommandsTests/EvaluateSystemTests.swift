import Foundation
import TestSupport
import Testing

@Suite struct EvaluateSystemTests {
  /// The little dataset with an enrolment reference of every person.
  ///
  /// - Parameter isDistinct: whether no two presentations that are judged show the same picture.
  private func faces(isDistinct: Bool = false) throws -> FacesOnDisk {
    let names = ["dev", "test"].flatMap { partition in (0..<6).map { "\(partition)-\($0)" } }
    let faces = try FacesOnDisk(hasOwnDev: isDistinct) { lines in
      if isDistinct { lines.removeAll { $0.hasPrefix("replay") } }
      lines[0] += ",role"
      for index in lines.indices.dropFirst() { lines[index] += ",probe" }
      for name in names {
        let parts = name.split(separator: "-")
        lines.append(
          "ref-\(name),ref/\(name).png,bona_fide,,,CANARY\(parts[1]),,\(parts[0]),8,8,48,48,f,"
            + "reference")
      }
    }
    try FileManager.default.createDirectory(
      atPath: faces.folder + "/ref", withIntermediateDirectories: true)
    for name in names {
      try FileManager.default.copyItem(
        atPath: faces.folder + "/live/\(name).png", toPath: faces.folder + "/ref/\(name).png")
    }
    return faces
  }

  private func evaluate(
    _ faces: FacesOnDisk, _ more: [String] = [], output: String? = nil
  ) async throws -> Tool.Ending {
    try await Tool.run(
      [
        "evaluate", faces.folder, "-o", output ?? faces.output, "--no-pictures", "--detector",
        "frequency", "--matcher", "lbph",
      ] + more,
      configuration: faces.configuration)
  }

  @Test func `says who gets in as whom`() async throws {
    let faces = try faces()
    let ending = try await evaluate(faces, ["--deployment", "phone-unlock-flat"])
    #expect(ending.code == 0, "\(ending.errors)")
    for words in ["whole system with matcher lbph", "with frequency in front", "place by place"] {
      #expect(ending.output.contains(words), "the summary does not say '\(words)'")
    }
    let files = try faces.runFiles()
    for name in [
      "systems.json", "comparisons/lbph/dev.csv", "comparisons/lbph/test.csv", "deployments.md",
      "deployments.csv", "deployments.html", "templates.sqlite",
    ] {
      #expect(files[name] != nil, "\(name) is missing")
    }
    let report = String(decoding: try #require(files["report.md"]), as: UTF8.self)
    for words in ["The whole system with matcher lbph", "Where this would be used", "IAPAR"] {
      #expect(report.contains(words), "the report does not say '\(words)'")
    }
    // Six people against six references; two attacks on each.
    let comparisons = String(
      decoding: try #require(files["comparisons/lbph/test.csv"]), as: UTF8.self)
    #expect(comparisons.split(separator: "\n").count == 1 + 36 + 12)
    for (name, bytes) in files {
      #expect(bytes.range(of: Data("CANARY".utf8)) == nil, "\(name) names a subject")
    }
  }

  @Test func `gives the same bytes on any number of jobs, and again`() async throws {
    let faces = try faces()
    let first = try await evaluate(faces, ["--jobs", "1", "-q"])
    let second = try await evaluate(faces, ["--jobs", "3", "-q"], output: faces.output + "2")
    #expect((first.code, second.code) == (0, 0), "\(first.errors)\(second.errors)")
    let timed = ["timing.csv", "report.md", "report.html", "outcomes.sqlite", "templates.sqlite"]
    func plain(_ run: String) throws -> [String: Data] {
      try faces.runFiles(run).filter { !timed.contains($0.key) }
    }
    let one = try plain(faces.output)
    #expect(try plain(faces.output + "2") == one)
    #expect(try await evaluate(faces, ["-q"]).code == 0)
    #expect(try plain(faces.output) == one)
    // Without dataset and templates the report is made again from the journal.
    for gone in [faces.folder, faces.output + "/templates.sqlite"] {
      try FileManager.default.removeItem(atPath: gone)
    }
    let report = try await Tool.run(
      ["report", faces.output, "--no-pictures", "-q"], configuration: faces.configuration)
    #expect(report.code == 0, "\(report.errors)")
    #expect(try plain(faces.output) == one)
  }

  @Test func `the scores of comparisons are read by metrics`() async throws {
    let faces = try faces()
    #expect(try await evaluate(faces, ["-q"]).code == 0)
    let folder = faces.output + "/comparisons/lbph/"
    let metrics = try await Tool.run(
      ["metrics", folder + "dev.csv", "--eval", folder + "test.csv", "-c", "far=0.01"],
      configuration: faces.configuration)
    #expect(metrics.code == 0, "\(metrics.errors)")
    #expect(metrics.output.contains("IAPAR"))
  }

  @Test(arguments: [("0.99", [], 0), ("0.99", ["--matcher", "nobody"], 65), ("0.0001", [], 1)])
  func `a gate judges the whole system`(
    limit: String, more: [String], code: Int32
  ) async throws {
    let faces = try faces(isDistinct: true)
    // A threshold that everybody reaches: every attack that passes PAD is let in.
    #expect(try await evaluate(faces, ["-q", "--match-threshold", "-100000"]).code == 0)
    let policy = try faces.scratch.write(
      "policy.yaml",
      """
      id: whole
      version: "1"
      title: the whole system
      source: this test
      status: own
      non_response: conservative
      dataset: {synthetic: allowed}
      rules:
        - {id: apnrr, metric: apnrr, at_most: 0.9}
        - {id: bpnrr, metric: bpnrr, at_most: 0.9}
        - {id: iapar, metric: iapar, at_most: \(limit)}

      """)
    let gate = try await Tool.run(
      ["gate", faces.output, "--policy", policy] + more, configuration: faces.configuration)
    #expect(gate.code == code, "\(gate.output)\(gate.errors)")
  }

  @Test func `deleting a run deletes the templates`() async throws {
    let faces = try faces()
    #expect(try await evaluate(faces, ["-q"]).code == 0)
    let deleted = try await Tool.run(
      ["runs", "delete", faces.output, "--yes"], configuration: faces.configuration)
    #expect(deleted.code == 0, "\(deleted.errors)")
    #expect(!FileManager.default.fileExists(atPath: faces.output))
  }

  @Test func `asks a matcher again that made no template`() async throws {
    let faces = try FacesOnDisk { lines in
      lines[0] += ",role"
      for index in lines.indices.dropFirst() { lines[index] += ",probe" }
      lines[1] = lines[1].replacingOccurrences(of: "/dev-0.png", with: "/late.png")
    }
    #expect(try await evaluate(faces, ["-q"]).code == 0)
    try FileManager.default.copyItem(
      atPath: faces.folder + "/live/dev-0.png", toPath: faces.folder + "/live/late.png")
    let retried = try await Tool.run(
      ["runs", "retry", faces.output, faces.folder, "-q"], configuration: faces.configuration)
    #expect(retried.code == 0, "\(retried.errors)")
    let report = String(
      decoding: try #require(try faces.runFiles()["report.md"]), as: UTF8.self)
    #expect(!report.contains("unreadable"))
  }

  @Test(arguments: [
    (["--match-criterion", "bpcer20"], 64, "--match-criterion is of comparisons"),
    (["--match-criterion", "far=0.1", "--match-threshold", "1"], 64, "a threshold already"),
    (["--impostor-comparisons", "0"], 64, "from 1 to"),
    (["--matcher", "lbpg"], 65, "lbph"),
    (["--matcher", "frequency"], 65, "there is no matcher"),
    (["--matcher", "lbph"], 65, "two subsystems are named 'lbph'"),
    (["--deployment", "phone"], 65, "there is no deployment 'phone'"),
  ])
  func `refuses what makes no sense`(more: [String], code: Int32, words: String) async throws {
    let ending = try await evaluate(try faces(), more)
    #expect(ending.code == code)
    #expect(ending.errors.contains(words), "\(ending.errors)")
  }
}
