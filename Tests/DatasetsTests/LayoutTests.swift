import Datasets
import Foundation
import PADVocabulary
import TestSupport
import Testing

@Suite struct LayoutTests {
  static let little = """
    layout: little
    presentations:
      - name: all
        path: "{kind:live|print}/{who:digits 2}_{take:word}{tail:|_x}.{ending:jpg|png}"
        label: {by: "{kind}", map: {live: bona_fide}, otherwise: attack}
        pai_species: print
        person: {number: "{who}", plus: 100, digits: 4}
        session: "{take}{tail}"

    """

  @Test(arguments: ShippedLayout.allCases)
  func `every layout that comes with padbench can be read and says where it was read`(
    shipped: ShippedLayout
  ) throws {
    let layout = try shipped.layout()
    #expect(layout.name == shipped.rawValue)
    #expect(!layout.title.isEmpty)
    #expect(!layout.source.isEmpty)
    #expect(layout.description.mediaRoots.map(\.name) == ["original"])
  }

  @Test func `the layouts in the folder are those in the program`() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "datasets/layouts")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") }
    #expect(files.sorted() == ShippedLayout.allCases.map { $0.rawValue + ".yaml" }.sorted())
    for shipped in ShippedLayout.allCases {
      let data = try Data(contentsOf: folder.appending(path: shipped.rawValue + ".yaml"))
      #expect(Array(data) == shipped.bytes)
    }
  }

  @Test(arguments: [
    ("live/07_a.jpg", "0107", "a"), ("live/42_Zz9_x.png", "0142", "Zz9_x"),
    ("print/99_x_x.png", "0199", "x_x"),
  ])
  func `takes paths apart`(path: String, person: String, session: String) throws {
    let found = try OriginalFolder([path]).imported(layout(Self.little))
    let first = try #require(found.dataset.presentations.first)
    #expect(first.session == session)
    #expect((first.presentationClass == .attack ? first.targetID : first.subjectID) == person)
    #expect(first.id == String(path.dropLast(4)))
    #expect(first.media == "original:" + path)
  }

  @Test(arguments: [
    "live/7_a.jpg", "live/007_a.jpg", "live/07_.jpg", "live/07_a-b.jpg", "Live/07_a.jpg",
    "live/07_a.jpeg", "live/x/07_a.jpg", "live/07_a_y.jpg", "07_a.jpg",
  ])
  func `leaves other names alone and says so`(path: String) throws {
    let found = try OriginalFolder([path, "live/01_a.jpg"]).imported(layout(Self.little))
    #expect(found.summary.presentations == 1)
    #expect(found.files(.unknownName) == [path])
  }

  @Test(arguments: [
    ("{a", "do not match"), ("a}", "do not match"), ("{a:digit}.jpg", "no class"),
    ("{a b}.jpg", "cannot name a part"), ("{path}.jpg", "meaning of its own"),
    ("{a:@none}.jpg", "no inline table"), ("{a:digits 0}.jpg", "no class"), ("{}", "cannot name"),
  ])
  func `refuses patterns that mean nothing`(pattern: String, words: String) {
    let text = Self.little.replacing(
      "{kind:live|print}/{who:digits 2}_{take:word}{tail:|_x}.{ending:jpg|png}", with: pattern)
    let errors = layoutErrors(text)
    #expect(errors.contains { $0.message.contains(words) && $0.line == 4 }, "\(errors)")
  }

  @Test func `names the nearest word for a wrong one, all at once`() {
    let errors = layoutErrors(
      """
      layout: "a b"
      presentation: []
      presentations:
        - name: x
          path: "{who}.jpg"
          lable: attack
          label: "{wo}"
          join: [nothing]
      protocols:
        - {name: "p q", assign: [{partition: eval, when: {whom: x}}]}
      expected:
        counts: [{what: x, count: -1}]
      """)
    for (words, remedy) in [
      ("'presentation'", "presentations"), ("'lable'", "label"), ("'wo'", "who"),
      ("'whom'", "who"),
    ] {
      #expect(
        errors.contains { $0.message.contains(words) && $0.remedy.contains(remedy) }, "\(words)")
    }
    #expect(errors.contains { $0.message.contains("'a b' cannot name a layout") })
    #expect(errors.contains { $0.message.contains("'p q' cannot name a protocol") })
    #expect(errors.contains { $0.message.contains("no table is called 'nothing'") })
    #expect(errors.filter { $0.severity == .error }.allSatisfy { $0.line != nil })
  }

  @Test func `a name with endless ways to fit is given up, not waited for`() throws {
    let name = String(repeating: "a", count: 200)
    let text = """
      layout: slow
      presentations:
        - {name: slow, path: "{a}{b}{c}{d}{e}{f}-x.jpg", label: bona_fide}
        - {name: fast, path: "b.jpg", label: bona_fide}
      """
    let found = try OriginalFolder([name + ".jpg", "b.jpg"]).imported(layout(text))
    #expect(found.files(.unclear) == [name + ".jpg"])
    #expect(found.summary.presentations == 1)
  }

  @Test func `a part that is there twice has the same text twice`() throws {
    let text = """
      layout: twice
      presentations:
        - {name: x, path: "{who:digits}/{who:digits}_{n:digits}.jpg", label: bona_fide}
      """
    let found = try OriginalFolder(["12/12_1.jpg", "12/1_1.jpg", "1/12_1.jpg"])
      .imported(layout(text))
    #expect(found.dataset.presentations.map(\.id) == ["12/12_1"])
    #expect(found.files(.unknownName) == ["1/12_1.jpg", "12/1_1.jpg"])
  }
}
