import Foundation
import Subprocess
import TestSupport
import Testing

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The Python that has the reference script's packages; `scripts/test` makes it where it can.
private let python = ProcessInfo.processInfo.environment["PADBENCH_PYTHON"].flatMap {
  $0.isEmpty ? nil : $0
}

/// A published PAD model and a published face finder on real photographs, from file to report.
@Suite(
  .reference("photos/image_T1.jpg"), .reference("models/facenox"), .reference("models/yunet"),
  .enabled(
    if: python != nil,
    "no Python with ONNX Runtime here (set PADBENCH_PYTHON; scripts/test does with CI=true)"))
struct PhotographTests {
  /// Scores of the model's published weights on these photographs, P(live): two independent Python
  /// implementations agree on them within 0.006.
  private static let expected: [(name: String, label: String, live: ClosedRange<Double>)] = [
    ("image_T1.jpg", "bona_fide,", 0.99...1), ("obama.jpg", "bona_fide,", 0.99...1),
    ("obama2.jpg", "bona_fide,", 0.99...1), ("biden.jpg", "bona_fide,", 0.99...1),
    ("astronaut.png", "bona_fide,", 0.95...1), ("image_F1.jpg", "attack,print", 0...0.005),
    ("image_F2.jpg", "attack,replay", 0...0.005),
  ]

  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write(
      "set/dataset.yaml", "name: photographs\nversion: \"1\"\nsynthetic: false\n")
    let models = scratch.folder.appending(path: "models")
    try FileManager.default.createDirectory(at: models, withIntermediateDirectories: true)
    try FileManager.default.createDirectory(
      at: scratch.folder.appending(path: "set/media"), withIntermediateDirectories: true)
    for picture in Self.expected.map(\.name) {
      try copy(ReferenceData.url("photos/\(picture)"), "set/media/\(picture)")
    }
    try copy(
      ReferenceData.url("models/facenox/minifasnet_v2_se_128.onnx"),
      "models/minifasnet_v2_se_128.onnx")
    try copy(
      ReferenceData.url("models/yunet/yunet_n_320_320.onnx"), "models/yunet_n_320_320.onnx")
    for card in ["facenox.card.yaml", "yunet.card.yaml"] {
      try copy(Self.project.appending(path: "scripts/cards/\(card)"), "models/\(card)")
    }
  }

  private static let project = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private func copy(_ source: URL, _ name: String) throws {
    try FileManager.default.copyItem(at: source, to: scratch.folder.appending(path: name))
  }

  /// The environment in which the runtime of that Python is found.
  private var environment: [Environment.Key: String?] {
    let folder = URL(fileURLWithPath: python ?? "").deletingLastPathComponent()
    return ["VIRTUAL_ENV": folder.deletingLastPathComponent().path]
  }

  private func evaluate(_ more: [String] = []) async throws -> [String: Double] {
    let ending = try await Tool.run(
      [
        "evaluate", scratch.path("set"), "--detector", scratch.path("models/facenox.card.yaml"),
        "--threshold", "0.5", "--no-pictures", "--force", "-o", scratch.path("run"),
      ] + more, configuration: scratch.path("configuration"), environment: environment)
    try #require(ending.code == 0, "\(ending.errors)")
    let scores = try String(
      contentsOfFile: scratch.path("run/scores/facenox/test.csv"), encoding: .utf8)
    return try Self.column("score", of: scores, by: "test_label")
  }

  /// One numeric column of a CSV without quotes, by another column.
  private static func column(
    _ name: String, of csv: String, by key: String
  ) throws -> [String: Double] {
    let lines = csv.split(whereSeparator: \.isNewline)
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    let keyed = try #require(lines.first?.firstIndex(of: key))
    let valued = try #require(lines.first?.firstIndex(of: name))
    return Dictionary(
      uniqueKeysWithValues: lines.dropFirst().compactMap { line in
        Double(line[valued]).map { (line[keyed], $0) }
      })
  }

  private func manifest(_ columns: String, _ row: (Int) -> String) throws {
    let rows = Self.expected.enumerated().map { place, picture in
      "\(picture.name),media/\(picture.name),\(picture.label)" + row(place)
    }
    try scratch.write(
      "set/manifest.csv",
      (["presentation_id,media,label,pai_species" + columns] + rows).joined(separator: "\n")
        + "\n")
  }

  @Test func `gives the published model's verdicts, orientation honoured`() async throws {
    try manifest("") { _ in "" }
    let scores = try await evaluate(["--face-finder", scratch.path("models/yunet.card.yaml")])
    for picture in Self.expected {
      let live = try #require(scores[picture.name], "no score of \(picture.name)")
      #expect(picture.live.contains(live), "\(picture.name): \(live)")
    }
  }

  @Test func `agrees with a reference in Python on the same boxes`() async throws {
    // Any box will do, as long as both are given it; these leave the picture, too.
    let boxes = Self.expected.indices.map { place in
      [20 + 35 * place, 10 + 20 * place, 150 + 25 * place, 190 + 20 * place]
    }
    try manifest(",face_x,face_y,face_w,face_h") { place in
      "," + boxes[place].map(String.init).joined(separator: ",")
    }
    let ours = try await evaluate()
    var table = "picture,x,y,width,height\n"
    for (picture, box) in zip(Self.expected, boxes) {
      table += "media/\(picture.name)," + box.map(String.init).joined(separator: ",") + "\n"
    }
    try scratch.write("set/boxes.csv", table)
    let result = try await Subprocess.run(
      .path(FilePath(try #require(python))),
      arguments: [
        Self.project.appending(path: "scripts/reference/pad_reference.py").path, "--model",
        scratch.path("models/minifasnet_v2_se_128.onnx"), "--boxes", scratch.path("set/boxes.csv"),
      ], output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
    let reference = try Self.column(
      "score", of: result.standardOutput, by: "picture")
    for picture in Self.expected {
      let mine = try #require(ours[picture.name], "no score of \(picture.name)")
      let theirs = try #require(
        reference[picture.name] ?? reference["media/\(picture.name)"], "\(reference.keys)")
      #expect(abs(mine - theirs) <= 1e-3, "\(picture.name): \(mine), in Python \(theirs)")
    }
  }
}
