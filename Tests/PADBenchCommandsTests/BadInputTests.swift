import Foundation
import TestSupport
import Testing

@Suite struct BadInputTests {
  /// Spoils a good dataset and says what the user must be told.
  struct Spoiling: Sendable, CustomTestStringConvertible {
    var name: String
    var code: Int32
    var words: [String]
    var lines: @Sendable (inout [String]) -> Void = { _ in }
    var arguments: [String] = []

    var testDescription: String { name }
  }

  static let spoilings: [Spoiling] = [
    Spoiling(
      name: "duplicate id", code: 65, words: ["manifest.csv:3", "live-dev-0"],
      lines: { $0[2] = $0[1] }),
    Spoiling(
      name: "path leading out", code: 65, words: ["manifest.csv:2", ".."],
      lines: { $0[1].replace("live/dev-0.png", with: "../dev-0.png") }),
    Spoiling(
      name: "absolute path", code: 65, words: ["manifest.csv:2"],
      lines: { $0[1].replace("live/dev-0.png", with: "/etc/passwd") }),
    Spoiling(
      name: "misspelt column", code: 65, words: ["pai_specis", "pai_species"],
      lines: { $0[0].replace("pai_species", with: "pai_specis") }),
    Spoiling(
      name: "misspelt label", code: 65, words: ["manifest.csv:2", "bona_fide"],
      lines: { $0[1].replace("bona_fide", with: "bonafide") }),
    Spoiling(
      name: "attack without species", code: 65, words: ["manifest.csv:3", "species"],
      lines: { $0[2].replace(",print,", with: ",,") }),
    Spoiling(
      name: "ragged row", code: 65, words: ["manifest.csv:4"], lines: { $0[3] += ",x,y" }),
    Spoiling(
      name: "no rows", code: 65, words: ["manifest.csv"], lines: { $0 = [$0[0]] }),
    Spoiling(
      name: "unknown detector", code: 65, words: ["frequncy", "frequency"],
      arguments: ["--detector", "frequncy"]),
    Spoiling(
      name: "no detector", code: 64, words: ["--detector"], arguments: ["--jobs", "1"]),
    Spoiling(
      name: "missing card", code: 74, words: ["nowhere.card.yaml"],
      arguments: ["--detector", "./nowhere.card.yaml"]),
    Spoiling(
      name: "unknown protocol", code: 65, words: ["grandtest"],
      arguments: ["--detector", "quality", "--protocol", "grandtest"]),
    Spoiling(
      name: "wrong criterion", code: 64, words: ["bpcer20"],
      arguments: ["--detector", "quality", "--criterion", "bpcr20"]),
    Spoiling(
      name: "unknown option", code: 64, words: ["--detctor"],
      arguments: ["--detector", "quality", "--detctor", "frequency"]),
    Spoiling(
      name: "same detector twice", code: 65, words: ["quality"],
      arguments: ["--detector", "quality", "--detector", "quality"]),
  ]

  @Test(arguments: spoilings)
  func `says what is wrong, with the right exit code, and writes nothing`(
    spoiling: Spoiling
  ) async throws {
    let faces = try FacesOnDisk { spoiling.lines(&$0) }
    let arguments = spoiling.arguments.isEmpty ? ["--detector", "frequency"] : spoiling.arguments
    let ending = try await Tool.run(
      ["evaluate", faces.folder, "-o", faces.output, "--no-pictures"] + arguments,
      configuration: faces.configuration)
    #expect(ending.code == spoiling.code, "\(ending.errors)")
    for words in spoiling.words {
      #expect(ending.errors.contains(words), "'\(words)' is not in: \(ending.errors)")
    }
    #expect(ending.output.isEmpty)
    #expect(!ending.errors.contains("Fatal error"))
    #expect(!FileManager.default.fileExists(atPath: faces.output + "/report.md"))
  }

  @Test func `tells all faults of a manifest at once`() async throws {
    let faces = try FacesOnDisk { lines in
      lines[1].replace("bona_fide", with: "real")
      lines[2].replace(",print,", with: ",,")
      lines[4] = lines[3]
    }
    let ending = try await Tool.run(
      ["evaluate", faces.folder, "-o", faces.output, "--detector", "quality"],
      configuration: faces.configuration)
    #expect(ending.code == 65)
    for line in [":2", ":3", ":5"] {
      #expect(ending.errors.contains("manifest.csv" + line), "\(ending.errors)")
    }
  }

  @Test func `knows a missing folder from a file and from a folder that is no dataset`()
    async throws
  {
    let scratch = try Scratch()
    let file = try scratch.write("a.jpg", "x")
    for (path, code, words) in [
      (scratch.path("nowhere"), Int32(74), "no such folder"), (file, 74, "not a folder"),
      (scratch.folder.path, 65, "dataset.yaml"),
    ] {
      let ending = try await Tool.run(
        ["evaluate", path, "--detector", "quality", "-o", scratch.path("run")],
        configuration: scratch.path("configuration"))
      #expect(ending.code == code, "\(ending.errors)")
      #expect(ending.errors.contains(words), "\(ending.errors)")
    }
  }

  @Test func `a directory in the place of a picture is a non-response, not a failure`()
    async throws
  {
    let faces = try FacesOnDisk()
    let picture = faces.folder + "/live/test-0.png"
    try FileManager.default.removeItem(atPath: picture)
    try FileManager.default.createDirectory(
      atPath: picture, withIntermediateDirectories: false)
    let missing = faces.folder + "/live/test-1.png"
    try FileManager.default.removeItem(atPath: missing)
    let ending = try await Tool.run(
      ["evaluate", faces.folder, "-o", faces.output, "--detector", "quality", "--no-pictures"],
      configuration: faces.configuration)
    #expect(ending.code == 0, "\(ending.errors)")
    let scores = String(
      decoding: try #require(try faces.runFiles()["scores/quality/test.csv"]), as: UTF8.self)
    for id in ["live-test-0", "live-test-1"] {
      let line = scores.split(separator: "\n").first { $0.contains(id) }
      #expect(line?.contains("nan") == true, "\(line ?? "no line") of \(id)")
    }
  }

  @Test(arguments: [
    ("no attack at all", "attack"), ("no bona fide at all", "bona_fide"),
  ])
  func `evaluates a set of one class, and calls the other rate undefined`(
    name: String, missing: String
  ) async throws {
    let faces = try FacesOnDisk { lines in
      lines = [lines[0]] + lines.dropFirst().filter { !$0.contains("," + missing + ",") }
    }
    let ending = try await Tool.run(
      [
        "evaluate", faces.folder, "-o", faces.output, "--detector", "quality", "--threshold", "0.5",
        "--no-pictures",
      ], configuration: faces.configuration)
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(ending.output.contains("undefined"))
  }

  @Test func `evaluates a set of one species`() async throws {
    let faces = try FacesOnDisk { lines in lines.removeAll { $0.contains("replay") } }
    let ending = try await Tool.run(
      ["evaluate", faces.folder, "-o", faces.output, "--detector", "quality", "--no-pictures"],
      configuration: faces.configuration)
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(ending.output.contains("print"))
  }

  @Test func `an output folder that cannot be written ends the run before it starts`()
    async throws
  {
    let faces = try FacesOnDisk()
    let blocked = try faces.scratch.write("blocked", "a file")
    let ending = try await Tool.run(
      ["evaluate", faces.folder, "-o", blocked + "/run", "--detector", "quality"],
      configuration: faces.configuration)
    #expect(ending.code == 74, "\(ending.errors)")
    #expect(!ending.errors.contains("scoring"))
  }
}
