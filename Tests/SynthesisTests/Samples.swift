import Foundation
import PADVocabulary

@testable import Synthesis

/// Small specifications and pictures for tests.
enum Samples {
  static func spec(
    _ attacks: [AttackPlan] = [
      AttackPlan(.print, perTarget: 1), AttackPlan(.maskResin, perTarget: 1),
    ],
    depth: Bool = false
  ) -> SynthesisSpec {
    var spec = SynthesisSpec(name: "tiny", subjects: [.train: 2, .test: 2], attacks: attacks)
    spec.width = 36
    spec.height = 48
    spec.hasDepth = depth
    spec.bonaFidePerSubject = 2
    return spec
  }

  static func person(_ number: Int) -> Person {
    var stream = SeededStream(seed: 11, "sample", number)
    let labels = SubjectAttributes(
      sex: number % 2 == 0 ? .female : .male, ageGroup: .middle, skinTone: 1 + number % 6)
    return Person(
      identity: Identity(attributes: labels, stream: &stream), clothesKey: UInt64(number))
  }

  static let studio = Studio(width: 36, height: 48, seed: 3, isDepthWanted: true)

  static func conditions(border: Bool = false) -> Conditions {
    var conditions = Conditions()
    conditions.isBorderVisible = border
    conditions.distance = 36
    conditions.noise = 0.5
    return conditions
  }

  /// All files of a folder with their bytes, by name.
  static func files(in folder: URL) throws -> [String: Data] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    var files: [String: Data] = [:]
    for name in names {
      let url = folder.appending(path: name)
      if !url.hasDirectoryPath, let bytes = try? Data(contentsOf: url) { files[name] = bytes }
    }
    return files
  }
}
