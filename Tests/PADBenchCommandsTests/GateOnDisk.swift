import Datasets
import Evidence
import Foundation
import PADVocabulary
import TestSupport

/// A locked dataset and score files on it, as a user would lay them out. The honest scores have 60 of
/// 150 bona fide rejected and 30 of 150 masks accepted at 0.5, which breaks every policy here.
struct GateOnDisk {
  /// One row of manifest and scores.
  struct Row {
    var id: String
    var species: String
    var score: String
    var reason = ""
    /// What the picture shows; equal pictures under two names are duplicates.
    var picture: String

    var isBonaFide: Bool { species.isEmpty }
    /// Whether the decision at 0.5 is wrong.
    var isWrong: Bool { (Double(score) ?? .nan) >= 0.5 ? !isBonaFide : isBonaFide }
  }

  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try writeDataset()
    try writeScores(Self.honest)
    try writePolicy()
  }

  static let honest: [Row] = {
    var rows: [Row] = []
    for (name, species, errors) in [("live", "", 60), ("print", "print", 0), ("mask", "mask", 30)] {
      for index in 0..<150 {
        let isWrong = index < errors
        let score = isWrong == species.isEmpty ? "0.25" : "0.75"
        rows.append(
          Row(id: "\(name)-\(index)", species: species, score: score, picture: "\(name)-\(index)")
        )
      }
    }
    return rows
  }()

  /// Writes `set/`, with a lock unless it is to be without one.
  func writeDataset(
    _ rows: [Row] = honest, folder: String = "set", isSynthetic: Bool = false,
    isLocked: Bool = true
  ) throws {
    try scratch.write(
      "\(folder)/dataset.yaml",
      "name: set\nversion: \"1\"\nsynthetic: \(isSynthetic)\nlicence: CC0-1.0\npurposes: [test]\n")
    var manifest = "presentation_id,media,label,pai_species,partition,sex\n"
    for (place, row) in rows.enumerated() {
      manifest += "\(row.id),\(row.id).png,\(row.isBonaFide ? "bona_fide" : "attack"),"
      manifest += "\(row.species),test,\(place % 2 == 0 ? "f" : "m")\n"
    }
    try scratch.write("\(folder)/manifest.csv", manifest)
    var easy = "presentation_id,partition,fold\n"
    for row in rows where !(row.species == "mask" && row.isWrong) { easy += "\(row.id),test,\n" }
    try scratch.write("\(folder)/protocols/easy.csv", easy)
    let path = scratch.path(folder)
    try? FileManager.default.removeItem(atPath: path + "/dataset.lock")
    guard isLocked else { return }
    let dataset = try Dataset.load(folder: path)
    var files = zip(dataset.presentations, rows).map {
      LockedFile(path: $0.media, size: 1, digest: ContentDigest(of: $1.picture))
    }
    for name in ["dataset.yaml", "manifest.csv", "protocols/easy.csv"] {
      let found = try ContentDigest.andSize(ofFile: path + "/" + name)
      files.append(LockedFile(path: name, size: found.size, digest: found.digest))
    }
    try DatasetLock(files: files, labels: DatasetLock.labels(of: dataset.presentations))
      .write(folder: path)
  }

  func writeScores(_ rows: [Row], to name: String = "scores.csv") throws {
    var text = "claimed_id,test_label,is_bonafide,attack_type,score,reason\n"
    for row in rows {
      text += ",\(row.id),\(row.isBonaFide ? "True" : "False"),\(row.species),\(row.score),"
      text += row.reason + "\n"
    }
    try scratch.write(name, text)
  }

  /// The root of `set/` as it was locked.
  func root(folder: String = "set") throws -> String {
    try DatasetLock.read(folder: scratch.path(folder))?.root.hex ?? ""
  }

  /// A policy that the honest scores break: APCER at most 7 %, BPCER at most 15 %.
  func writePolicy(
    _ more: String = "", nonResponse: String = "conservative", pinned: Bool = true
  ) throws {
    let pin =
      pinned
      ? "dataset: {name: set, digest: \"\(try root())\", species: [mask, print]}\n"
      : ""
    try scratch.write(
      "policy.yaml",
      """
      id: release
      version: "1"
      non_response: \(nonResponse)
      thresholds: [fixed, card, dev]
      \(pin)rules:
        - {id: apcer, metric: apcer, at_most: 0.07}
        - {id: bpcer, metric: bpcer, at_most: 0.15}
        - {id: apnrr, metric: apnrr, at_most: 0.05}
        - {id: bpnrr, metric: bpnrr, at_most: 0.05}
      \(more)
      """)
  }

  func gate(_ arguments: [String]) async throws -> Tool.Ending {
    try await Tool.run(
      ["gate"] + arguments, in: scratch.folder, configuration: scratch.path("configuration"))
  }

  /// Judges `scores.csv` at 0.5 on `set/`.
  func gate(_ more: String...) async throws -> Tool.Ending {
    try await gate(
      ["scores.csv@0.5", "--policy", "policy.yaml", "--dataset", "set", "--bootstrap", "1000"]
        + more
    )
  }
}
