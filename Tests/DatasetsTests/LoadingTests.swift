import Datasets
import Evidence
import Foundation
import PADVocabulary
import Testing
import TestSupport

@Suite struct LoadingTests {
  static let manifest = """
    presentation_id,media,label,pai_species,partition
    a,a.png,bona_fide,,test
    b,b.png,attack,print,test
    c,c.png,bona_fide,,dev

    """

  @Test func `reads the whole description`() throws {
    let folder = try DatasetFolder(
      yaml: """
        name: Set
        version: 1.10
        synthetic: false
        licence: CC-BY-4.0
        purposes: [pad-evaluation, research]
        consent_basis: written consent
        retention: 2030-01-01
        provenance: |
          Recorded in a lab.
        species:
          print:
            attack_potential: basic
            description: laser print on paper
          mask-3d/resin:
            attack_potential: high
        media_roots:
          replay: the folder of the original distribution

        """, manifest: Self.manifest)
    let dataset = try folder.load()
    #expect(
      dataset.description
        == DatasetDescription(
          name: "Set", version: "1.10", isSynthetic: false, licence: "CC-BY-4.0",
          purposes: ["pad-evaluation", "research"], consentBasis: "written consent",
          retention: "2030-01-01", provenance: "Recorded in a lab.\n",
          species: [
            SpeciesEntry(
              PAISpecies("print"), attackPotential: .basic, description: "laser print on paper"),
            SpeciesEntry(PAISpecies("mask-3d/resin"), attackPotential: .high),
          ],
          mediaRoots: [
            MediaRoot("replay", description: "the folder of the original distribution")
          ]))
    #expect(dataset.unboundRoots.map(\.name) == ["replay"])
    #expect(dataset.lock == nil)
  }

  @Test(arguments: [
    ("version: 1\nsynthetic: true\n", "'name' is missing"),
    ("name: x\nsynthetic: true\n", "'version' is missing"),
    ("name: x\nversion: 1\n", "'synthetic' is missing"),
    ("name: x\nversion: 1\nsynthetic: yes\n", "neither true nor false"),
    ("name: ''\nversion: 1\nsynthetic: true\n", "empty text"),
    ("name: x\nversion: 1\nsynthetic: true\nlicense: y\n", "unknown key 'license'"),
    ("name: x\nversion: 1\nsynthetic: true\nmedia_roots:\n  a b: x\n", "cannot name a media root"),
    (
      "name: x\nversion: 1\nsynthetic: true\nspecies:\n  p:\n    attack_potential: hihg\n", "'hihg'"
    ),
    ("name: x\nversion: 1\nsynthetic: true\nspecies:\n  p:\n    potential: high\n", "unknown key"),
    ("name: x\nname: y\nversion: 1\nsynthetic: true\n", "there twice"),
    ("", "empty"),
  ])
  func `refuses a description`(_ yaml: String, _ words: String) throws {
    let found = try manifestErrors(Self.manifest, yaml: yaml)
    #expect(found.contains { $0.message.contains(words) }, "\(found)")
    #expect(found.allSatisfy { $0.file.hasSuffix("/dataset.yaml") })
  }

  @Test func `real pictures without licence or consent are a warning`() throws {
    let folder = try DatasetFolder(
      yaml: "name: x\nversion: 1\nsynthetic: false\n", manifest: Self.manifest)
    let messages = try folder.load().warnings.map(\.message)
    #expect(messages.contains { $0.contains("'licence' is not stated") })
    #expect(messages.contains { $0.contains("'consent_basis' is not stated") })
  }

  @Test func `says what is missing and what to do`() throws {
    let empty = try DatasetFolder(yaml: nil, manifest: nil)
    let found = errors { try empty.load() }
    #expect(
      found.map(\.message) == [
        "the folder holds no dataset.yaml", "the folder holds no manifest.csv",
      ])
    #expect(found.allSatisfy { $0.remedy.hasPrefix("write one with") })

    let file = try empty.scratch.write("photo.png", "x")
    for (path, words) in [(file, "not a folder"), (empty.path + "/nowhere", "no such folder")] {
      #expect(throws: FileFault.self) { try Dataset.load(folder: path) }
      #expect(errors { try Dataset.load(folder: path) }.first?.message.contains(words) == true)
    }
  }

  @Test func `a trailing slash names the same folder`() throws {
    let folder = try DatasetFolder(manifest: Self.manifest)
    #expect(try Dataset.load(folder: folder.path + "//").folder == folder.path)
  }

  @Test func `a protocol assigns the partitions and leaves the rest out`() throws {
    let folder = try DatasetFolder(manifest: Self.manifest)
    try folder.scratch.write(
      "protocols/cross.csv", "presentation_id,partition\nb,train\na,test\n")
    #expect(try folder.load().presentations.map(\.partition) == [.test, .test, .dev])
    let dataset = try folder.load(protocol: "cross")
    #expect(dataset.presentations.map(\.partition) == [.test, .train, nil])
    #expect(dataset.protocolNames == ["cross"])
    #expect(dataset.chosenProtocol?.choice == "cross")
  }

  @Test func `a protocol of several folds wants one of them`() throws {
    let folder = try DatasetFolder(manifest: Self.manifest)
    try folder.scratch.write(
      "protocols/loo.csv",
      "presentation_id,partition,fold\na,train,1\nb,test,1\na,test,2\nb,train,2\nc,dev,2\n")
    let dataset = try folder.load(protocol: "loo/2")
    #expect(dataset.presentations.map(\.partition) == [.test, .train, .dev])
    #expect(dataset.chosenProtocol?.folds == ["1", "2"])
    #expect(dataset.chosenProtocol?.choice == "loo/2")
    let unnamed = errors { try folder.load(protocol: "loo") }
    #expect(unnamed.first?.message == "the protocol has 2 folds")
    #expect(unnamed.first?.remedy.contains("'loo/1'") == true)
    #expect(
      errors { try folder.load(protocol: "loo/3") }.first?.message.contains("no fold '3'") == true)
  }

  @Test(arguments: [
    ("presentation_id,partition\nz,test\n", "has no presentation 'z'"),
    ("presentation_id,partition\na,devel\n", "partition 'devel'"),
    ("presentation_id,partition\na,test\na,dev\n", "'a' is there twice"),
    ("presentation_id,partition\n", "no row"),
    ("presentation_id,partition,fold\na,test,1\nb,test,\n", "some do not"),
    ("presentation_id,group\na,test\n", "unknown column 'group'"),
  ])
  func `refuses a protocol`(_ text: String, _ words: String) throws {
    let folder = try DatasetFolder(manifest: Self.manifest)
    try folder.scratch.write("protocols/p.csv", text)
    let found = errors { try folder.load(protocol: "p") }
    #expect(found.contains { $0.message.contains(words) }, "\(found)")
  }

  @Test(arguments: ["grandtest", "../../etc/passwd", ""])
  func `names the nearest protocol for one that is not there`(_ choice: String) throws {
    let folder = try DatasetFolder(manifest: Self.manifest)
    try folder.scratch.write("protocols/grandtst.csv", "presentation_id,partition\na,test\n")
    let found = errors { try folder.load(protocol: choice) }
    #expect(found.first?.message.contains("has no protocol") == true)
    #expect(found.first?.remedy.contains("grandtst") == true)
  }

  @Test func `binds media roots by option, else by the local file`() throws {
    let yaml = DatasetFolder.yaml + "media_roots:\n  one: first\n  two:\n  three:\n"
    let folder = try DatasetFolder(yaml: yaml, manifest: Self.manifest)
    try folder.scratch.write("roots.local.yaml", "one: /data/one\ntwo: pictures\n")
    let dataset = try folder.load(roots: ["one": "elsewhere"])
    #expect(
      dataset.roots == [
        RootBinding("one", folder: "elsewhere"),
        RootBinding("two", folder: folder.path + "/pictures"),
      ])
    #expect(dataset.unboundRoots.map(\.name) == ["three"])
    let found = errors { try folder.load(roots: ["on": "x"]) }
    #expect(found.first?.remedy == "did you mean 'one'?")
  }

  @Test(
    arguments: [
      ("a:b.png", "no media root is called 'a'"), ("http://h/a.png", "web address"),
      ("file:///etc/passwd", "web address"), ("one:/etc/passwd", "absolute"),
      ("one:../a.png", "'..'"), ("/etc/passwd", "absolute"), ("..", "'..'"), ("a/../b", "'..'"),
      (".", "'.' part"), ("./a.png", "'.' part"), ("a//b.png", "empty part"), ("a/", "empty part"),
      ("~/a.png", "'~'"), ("a\\b.png", "backslash"), ("a\u{1}b", "control"), ("\u{7f}", "control"),
      (" ", "only spaces"), ("", "empty"), (String(repeating: "a", count: 256), "longer than 255"),
      (String(repeating: "a/", count: 3000) + "a", "longer than 4095"),
      ("a.\u{338}./b", nil), ("..a/b..", nil), ("one:a b.png", nil), ("-rf.png", nil),
      ("é/ü.png", nil),
    ] as [(String, String?)])
  func `takes or refuses a path`(_ text: String, _ words: String?) throws {
    do throws(MediaReference.Problem) {
      let reference = try MediaReference(text, roots: ["one"])
      #expect(words == nil)
      #expect(reference.text == text)
    } catch {
      #expect(words.map { error.message.contains($0) } == true, "\(error)")
    }
  }

  @Test(arguments: [
    ("train", Partition.train), ("World", .train), ("TRAINING", .train), ("devel", .dev),
    ("validation", .dev), ("val", .dev), ("eval", .test), ("Evaluation", .test),
  ])
  func `importers know other names of partitions`(_ name: String, _ partition: Partition) {
    #expect(Partition(alias: name) == partition)
    #expect(Partition(alias: name + "x") == nil)
  }
}
