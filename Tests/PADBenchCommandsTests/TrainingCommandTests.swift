import Foundation
import StructuredText
import TestSupport
import Testing

@Suite(.serialized)
struct TrainingCommandTests {
  /// Half of dev becomes train.
  private func faces() throws -> FacesOnDisk {
    try FacesOnDisk { lines in
      for place in lines.indices where place % 2 == 0 {
        lines[place] = lines[place].replacingOccurrences(of: ",dev,", with: ",train,")
      }
    }
  }

  @Test func `trains the same bytes on any number of jobs, and evaluates what was trained`()
    async throws
  {
    let faces = try faces()
    func train(_ name: String, _ jobs: String) async throws -> Tool.Ending {
      try await Tool.run(
        [
          "detector", "train", "quality", "--dataset", faces.folder, "-o",
          faces.scratch.path(name), "--jobs", jobs,
        ], configuration: faces.configuration)
    }
    let trained = try await train("a.json", "1")
    #expect(trained.code == 0, "\(trained.errors)")
    #expect(trained.output.contains("trained on synthetic pictures"))
    #expect(try await train("b.json", "3").code == 0)
    let model = try Data(contentsOf: URL(fileURLWithPath: faces.scratch.path("a.json")))
    #expect(try Data(contentsOf: URL(fileURLWithPath: faces.scratch.path("b.json"))) == model)
    #expect(try await train("a.json", "1").code == 65)

    func evaluate(_ further: [String]) async throws -> Tool.Ending {
      try await Tool.run(
        [
          "evaluate", faces.folder, "--detector", faces.scratch.path("a.json"), "-o",
          faces.output, "--no-pictures", "--force",
        ] + further, configuration: faces.configuration)
    }
    let ending = try await evaluate(["--explain"])
    #expect(ending.code == 0, "\(ending.errors)")
    let files = try faces.runFiles()
    let report = String(decoding: files["report.md"] ?? Data(), as: UTF8.self)
    #expect(report.contains("was trained on synthetic pictures"))
    #expect(report.contains("Trained on synthetic pictures"))
    let scores = String(
      decoding: files["scores/quality-trained/test.csv"] ?? Data(), as: UTF8.self)
    #expect(scores.hasPrefix("claimed_id,") && scores.contains(",explanation,"))

    let refused = try await evaluate(["--partition", "train", "--partition", "test"])
    #expect(refused.code == 65 && refused.errors.contains("has learned from"))
    let told = try await evaluate(
      ["--partition", "train", "--partition", "test", "--on-training-data"])
    #expect(told.code == 0, "\(told.errors)")
    let marked = String(decoding: try faces.runFiles()["report.md"] ?? Data(), as: UTF8.self)
    #expect(marked.contains("has learned from"))

    let checked = try await Tool.run(
      ["detector", "check", faces.scratch.path("a.json"), "--dataset", faces.folder],
      configuration: faces.configuration)
    #expect(checked.code == 0, "\(checked.output)")
    #expect(checked.output.contains("every rule was kept"))
    let listed = try await Tool.run(
      ["detector", "list", faces.scratch.path("a.json")], configuration: faces.configuration)
    #expect(listed.output.contains("synthetic"))
  }

  @Test func `the models that come with the sample set fit the detectors of this version`()
    async throws
  {
    let scratch = try Scratch()
    let models = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "datasets/sample/models")
    let paths = ["fusion", "quality", "texture"].map { models.appending(path: $0 + ".json").path }
    let listed = try await Tool.run(
      ["detector", "list"] + paths, configuration: scratch.path("configuration"))
    #expect(listed.code == 0, "\(listed.errors)")
    for name in ["fusion-trained", "quality-trained", "texture-trained"] {
      #expect(listed.output.contains(name))
    }
  }

  @Test func `says what training lacks`() async throws {
    let faces = try FacesOnDisk()
    func run(_ words: [String]) async throws -> Tool.Ending {
      try await Tool.run(words, configuration: faces.configuration)
    }
    let model = faces.scratch.path("a.json")
    let untrained = try await run(["evaluate", faces.folder, "--detector", "texture"])
    #expect(untrained.code == 65 && untrained.errors.contains("has to be trained first"))
    let noTrain = try await run(
      ["detector", "train", "texture", "--dataset", faces.folder, "-o", model])
    #expect(noTrain.code == 65 && noTrain.errors.contains("partition 'train'"))
    let unknown = try await run(
      ["detector", "train", "textur", "--dataset", faces.folder, "-o", model])
    #expect(unknown.code == 65 && unknown.errors.contains("texture"))
    #expect(!FileManager.default.fileExists(atPath: model))
  }
}
