import Datasets
import Foundation
import PADVocabulary
import Testing
import TestSupport

/// Linear congruential numbers (Knuth's MMIX), so that a failure can be repeated.
private struct Numbers {
  var state: UInt64

  mutating func next(below bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  mutating func pick(_ texts: [String]) -> String { texts[next(below: texts.count)] }
}

@Suite struct PackingTests {
  private static let texts = [
    "", "", "a", "ß", "a longer text than fifteen bytes", "é,\"x\"", "日本",
  ]

  private func random(_ row: Int, _ numbers: inout Numbers) -> Presentation {
    let isAttack = numbers.next(below: 2) == 0
    let partitions: [Partition?] = [nil, .train, .dev, .test]
    return Presentation(
      id: "p\(row)" + numbers.pick(["", "ü", " x"]),
      media: "m/\(row)/" + numbers.pick(["a.png", "ä b.jpg"]),
      presentationClass: isAttack ? .attack : .bonaFide,
      species: isAttack ? PAISpecies(numbers.pick(["print", "replay/phone", "mask"])) : nil,
      paiSeries: numbers.pick(Self.texts),
      paiID: numbers.pick(Self.texts),
      subjectID: numbers.pick(Self.texts),
      targetID: numbers.pick(Self.texts),
      role: numbers.next(below: 9) == 0 ? .reference : .probe,
      partition: partitions[numbers.next(below: 4)],
      session: numbers.pick(Self.texts),
      captureDevice: numbers.pick(Self.texts),
      frameRate: numbers.next(below: 5) == 0 ? Double(1 + numbers.next(below: 1000)) / 7 : nil,
      framesFile: numbers.next(below: 5) == 0 ? "s/\(row).csv" : "",
      depth: numbers.next(below: 4) == 0 ? "d/\(row).png" : "",
      depthUnit: numbers.next(below: 7) == 0 ? 0.001 : nil,
      depthMissing: numbers.next(below: 3) == 0 ? numbers.next(below: 65_536) : nil,
      infrared: numbers.next(below: 6) == 0 ? "i/\(row).png" : "",
      faceBox: numbers.next(below: 3) == 0
        ? FaceBox(x: -1.5, y: 0, width: Double(1 + numbers.next(below: 9)) / 3, height: 2) : nil,
      attributes: [numbers.pick(Self.texts), numbers.pick(Self.texts)])
  }

  @Test(arguments: [1, 2, 3]) func `any presentations survive packing and writing`(
    _ seed: UInt64
  ) throws {
    var numbers = Numbers(state: seed)
    let presentations = (0..<700).map { random($0, &numbers) }
    let packed = PresentationList(presentations, attributeCount: 2)
    #expect(Array(packed) == presentations)
    #expect(presentations.indices.allSatisfy { packed.row(of: presentations[$0].id) == $0 })
    let scratch = try Scratch()
    try DatasetWriter(folder: scratch.folder.path).write(
      DatasetDescription(name: "n", version: "1", isSynthetic: true),
      presentations: presentations, attributeNames: ["one", "two"])
    let dataset = try Dataset.load(folder: scratch.folder.path)
    #expect(Array(dataset.presentations) == presentations)
    for row in [0, 350, 699] {
      #expect(dataset.presentations.id(at: row) == presentations[row].id)
      #expect(dataset.presentations.species(at: row) == presentations[row].species)
      #expect(dataset.presentations.partition(at: row) == presentations[row].partition)
      #expect(
        dataset.presentations.presentationClass(at: row) == presentations[row].presentationClass)
    }
  }
}
