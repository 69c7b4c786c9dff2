import Datasets
import Foundation
import PADVocabulary
import Testing
import TestSupport

@Suite struct WritingTests {
  static let description = DatasetDescription(
    name: "A \"quoted\" name: with # and \\", version: "2", isSynthetic: true, licence: "no: way",
    purposes: ["- a", "*b"], provenance: "two\nlines\u{200b}",
    species: [
      SpeciesEntry(PAISpecies("print"), attackPotential: .enhancedBasic, description: "{x}"),
      SpeciesEntry(PAISpecies("replay/phone")),
    ], mediaRoots: [MediaRoot("orig", description: "& others")])

  static let presentations = [
    Presentation(
      id: "b,1", media: "m/\"b\" 1.png", presentationClass: .bonaFide, subjectID: " s ",
      partition: .train, faceBox: FaceBox(x: -0.1, y: 0.30000000000000004, width: 1e-7, height: 2),
      attributes: ["=1+1", ""]),
    Presentation(
      id: "a", media: "orig:x/y.png", presentationClass: .attack, species: PAISpecies("print"),
      role: .reference, depthMissing: 65_535, attributes: ["é", "'"]),
  ]

  @Test func `what was written loads equal`() throws {
    let scratch = try Scratch()
    let writer = DatasetWriter(folder: scratch.folder.path)
    try writer.write(
      Self.description, presentations: Self.presentations, attributeNames: ["sex", "x,y"])
    let dataset = try Dataset.load(folder: scratch.folder.path)
    #expect(dataset.description == Self.description)
    #expect(Array(dataset.presentations) == Self.presentations)
    #expect(dataset.attributeNames == ["sex", "x,y"])
    let packed = PresentationList(Self.presentations, attributeCount: 2)
    #expect(Array(packed) == Self.presentations)
    try FileManager.default.createDirectory(
      atPath: scratch.path("protocols"), withIntermediateDirectories: true)
    try writer.write(protocol: "p", rows: [("a", .test, "1"), ("b,1", .dev, "1")])
    let chosen = try Dataset.load(folder: scratch.folder.path, protocol: "p")
    #expect(chosen.presentations.map(\.partition) == [.dev, .test])
  }

  @Test func `equal values give equal bytes without columns nobody uses`() throws {
    let scratch = try Scratch()
    try DatasetWriter(folder: scratch.folder.path).write(
      DatasetDescription(name: "n", version: "1", isSynthetic: true),
      presentations: [
        Presentation(id: "a", media: "a.png", presentationClass: .bonaFide, captureDevice: "cam")
      ])
    let manifest = try String(contentsOfFile: scratch.path("manifest.csv"), encoding: .utf8)
    #expect(
      manifest == """
        presentation_id,media,label,pai_species,pai_series,pai_id,subject_id,target_id,role,\
        partition,capture_device
        a,a.png,bona_fide,,,,,,probe,,cam

        """)
    let yaml = try String(contentsOfFile: scratch.path("dataset.yaml"), encoding: .utf8)
    #expect(yaml == "name: \"n\"\nversion: \"1\"\nsynthetic: true\n")
  }

  @Test func `refuses to write what could not be loaded`() throws {
    let scratch = try Scratch()
    let writer = DatasetWriter(folder: scratch.folder.path)
    let twice = [Self.presentations[1], Self.presentations[1]]
    #expect(throws: InvalidInput.self) {
      try writer.write(Self.description, presentations: twice, attributeNames: ["a", "b"])
    }
    #expect(throws: InvalidInput.self) {
      try writer.write(protocol: "../p", rows: [("a", .test, "")])
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).isEmpty)
  }
}
