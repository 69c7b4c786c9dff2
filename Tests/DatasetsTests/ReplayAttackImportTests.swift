import Datasets
import Foundation
import PADVocabulary
import TestSupport
import Testing

@Suite struct ReplayAttackImportTests {
  @Test func `a whole copy meets the published counts`() throws {
    let folder = try ReplayAttackTree().folder()
    let found = try folder.imported(ShippedLayout.replayAttack.layout())
    #expect(found.summary.expectations.allSatisfy { $0.found == $0.expected })
    #expect(found.summary.expectations.count == 11)
    #expect(found.findings.isEmpty)
    #expect(!found.summary.hasDifferences)
    #expect(found.summary.references == 100)
    let protocols = found.summary.protocols.map { "\($0.name) \($0.rows)" }
    // 200 real videos in each; 1000, 200, 400 and 400 attacks.
    #expect(protocols == ["grandtest 1200", "highdef 600", "mobile 600", "print 400"])
    let dataset = try Dataset.load(folder: found.dataset.folder, protocol: "print")
    let test = dataset.presentations.filter { $0.partition == .test }
    #expect(test.count == 160)
    #expect(Set(test.compactMap(\.species?.name)) == ["print"])
    #expect(dataset.presentations.allSatisfy { $0.role == .probe || $0.partition == nil })
  }

  @Test func `target and subject are told apart`() throws {
    let found = try OriginalFolder([
      "test/attack/hand/attack_mobile_client102_session01_mobile_video_adverse.mov",
      "test/attack/fixed/attack_mobile_client102_session01_mobile_video_adverse.mov",
      "devel/real/client003_session01_webcam_authenticate_adverse_2.mov",
    ]).imported(ShippedLayout.replayAttack.layout())
    let attack = try #require(
      found["test/attack/hand/attack_mobile_client102_session01_mobile_video_adverse"])
    #expect(attack.species?.name == "replay/phone")
    #expect((attack.subjectID, attack.targetID) == ("", "102"))
    #expect(attack.partition == .test)
    let attributes = Dictionary(
      uniqueKeysWithValues: zip(found.dataset.attributeNames, attack.attributes))
    #expect(attributes["support"] == "hand")
    #expect(attributes["lighting"] == "adverse")
    let real = try #require(
      found["devel/real/client003_session01_webcam_authenticate_adverse_2"])
    #expect((real.subjectID, real.targetID) == ("003", ""))
    #expect(real.partition == .dev)
    // The same instrument by hand and on its support is of one series.
    let fixed = found["test/attack/fixed/attack_mobile_client102_session01_mobile_video_adverse"]
    #expect(fixed?.paiSeries == attack.paiSeries)
  }

  @Test(arguments: 1...3)
  func `names every missing and unknown file and every swapped line`(seed: Int) throws {
    var random = Seeded(state: UInt64(seed))
    var tree = ReplayAttackTree()
    let gone = Set(tree.videos.shuffled(using: &random).prefix(17))
    let strange = ["strange\(seed).mov", "test/real/client009_session01_authenticate.mov"]
    let listNames = [
      "protocols/real-train.txt", "protocols/real-test.txt",
      "protocols/attack-grandtest-allsupports-devel.txt",
    ].shuffled(using: &random)
    var places: [(list: String, line: Int)] = []
    for list in listNames.prefix(2) {
      let lines = tree.lists[list, default: []].indices
        .filter { !gone.contains(tree.lists[list, default: []][$0]) }
      places.append((list, try #require(lines.randomElement(using: &random))))
    }
    let first = try #require(tree.lists[places[0].list]?[places[0].line])
    let second = try #require(tree.lists[places[1].list]?[places[1].line])
    tree.lists[places[0].list]?[places[0].line] = second
    tree.lists[places[1].list]?[places[1].line] = first
    let found = try tree.folder(without: gone, with: strange)
      .imported(ShippedLayout.replayAttack.layout())
    func stem(_ path: String) -> String { path.hasSuffix(".mov") ? String(path.dropLast(4)) : path }
    #expect(Set(found.files(.missing).map(stem)) == Set(gone.map(stem)))
    #expect(found.files(.missing).count == 17)
    #expect(found.files(.unknownName) == strange.sorted())
    let contradicted = Set(found.files(.contradiction))
    #expect(contradicted == Set(places.map { "\($0.list):\($0.line + 1)" }))
    let lines = tree.lists.flatMap { list, lines in
      lines.enumerated().filter { gone.contains($0.element) }.map { "\(list):\($0.offset + 1)" }
    }
    #expect(found.files(.lineWithoutFile).sorted() == lines.sorted())
    let videos = try #require(found.summary.expectations.first)
    #expect((videos.found, videos.expected) == (1183, 1200))
  }

  @Test func `face boxes become tables, and boxes of nothing are accounted for`() throws {
    let video = "train/real/client001_session01_webcam_authenticate_adverse_1"
    let folder = try OriginalFolder(
      [video + ".mov"],
      texts: [
        "face-locations/\(video).face": "0 10 20 30 40\n1 0 0 0 0\n3 11 21 31 41\nx\n",
        "face-locations/train/real/other.face": "0 1 2 3 4\n",
      ])
    let found = try folder.imported(ShippedLayout.replayAttack.layout())
    #expect(found[video]?.framesFile == "frames/\(video).csv")
    let table = try String(
      contentsOfFile: folder.output + "/frames/\(video).csv", encoding: .utf8)
    #expect(
      table == "frame,face_x,face_y,face_w,face_h\n0,10,20,30,40\n3,11,21,31,41\n")
    #expect(found.files(.badLine) == ["face-locations/\(video).face:4"])
    #expect(found.files(.loneSideFile) == ["face-locations/train/real/other.face"])
  }

  @Test func `a protocol of its own real list stands in place of the common one`() throws {
    var tree = ReplayAttackTree()
    tree.lists["protocols/real-print-allsupports-test.txt"] = Array(
      tree.lists["protocols/real-test.txt", default: []].prefix(10))
    let found = try tree.folder().imported(ShippedLayout.replayAttack.layout())
    let rows = found.summary.protocols.first { $0.name == "print" }?.rows
    #expect(rows == 400 - 80 + 10)
  }
}
