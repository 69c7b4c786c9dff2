import Foundation
import Imaging
import PADVocabulary
import Statistics
import Testing

@testable import DatasetAudit

@Suite struct DatasetAuditTests {
  @Test(arguments: [1, 2] as [UInt64])
  func `finds nothing serious in a clean set`(seed: UInt64) async throws {
    let result = try await PlantedSet(seed: seed).audit()
    #expect(result.findings.filter { $0.severity == .error } == [])
    #expect(result.findings(.shortcut) == [])
    #expect(result.findings(.duplicate) == [])
    #expect(result.findings(.contradictoryLabels) == [])
    #expect(result.readableCount == 120)
    #expect(Double(result.findings(.labelSuspect).count) <= 0.01 * 120)
  }

  @Test func `finds every person in two partitions, as subject and as target`() async throws {
    var set = try PlantedSet(seed: 3, persons: 12)
    // Person 0 is in train: one attack on them moves to test; person 1 (dev) stands before the
    // camera for an attack on somebody in train.
    set.rows[1].partition = "test"
    set.rows[3].subject = "person-1"
    let result = try await set.audit()
    let leaks = result.findings(.personLeak)
    #expect(leaks.map(\.severity) == [.error, .error])
    #expect(leaks.map { $0.message.split(separator: " ")[0] } == ["<person-0>", "<person-1>"])
    #expect(leaks[0].presentations.contains("p0-1"))
    #expect(leaks[1].presentations.contains("p0-3"))
  }

  @Test func `tells equal bytes under two labels, in two partitions, and merely twice`()
    async throws
  {
    var set = try PlantedSet(seed: 4, persons: 6)
    set.add("again", like: set.rows[0], bytes: set.rows[0].bytes)
    set.add("other-label", like: set.rows[5], bytes: set.rows[4].bytes)
    set.add("elsewhere", like: set.rows[8], bytes: set.rows[8].bytes)
    set.rows[set.rows.count - 1].partition = "train"
    let result = try await set.audit()
    #expect(result.findings(.duplicate).map(\.presentations) == [["p0-0", "again"]])
    let labels = result.findings(.contradictoryLabels)
    #expect(labels.map(\.presentations) == [["p1-0", "other-label"]])
    #expect(labels[0].severity == .error)
    let leaks = result.findings(.pictureLeak)
    #expect(leaks.map(\.presentations) == [["p2-0", "elsewhere"]])
    #expect(leaks[0].severity == .error)
  }

  @Test func `finds re-encoded, resized and cropped copies and no others`() async throws {
    var set = try PlantedSet(seed: 5, persons: 20)
    var random = Xoshiro256(seed: 5)
    var planted: Set<[String]> = []
    for index in 0..<24 {
      let original = set.rows[index * 3]
      let picture = try ImageDecoder.decode(original.bytes).pixels
      let copy: PixelBuffer
      switch index % 3 {
      case 0: copy = picture
      case 1: copy = picture.resized(toWidth: 40 + index, height: 44 + index)
      default:
        let cut = (0..<4).map { _ in Int(random.index(below: 4)) }
        let rect = try #require(
          PixelRect(x: cut[0], y: cut[1], width: 64 - cut[0] - cut[2], height: 64 - cut[1] - cut[3])
        )
        copy = picture.cropped(to: rect)
      }
      let id = "copy-\(index)"
      set.add(id, like: original, bytes: try ImageEncoder.jpeg(copy, quality: 50 + index))
      planted.insert([original.id, id])
    }
    let found = Set(try await set.audit().findings(.duplicate).map(\.presentations))
    #expect(found.subtracting(planted) == [])
    #expect(found.intersection(planted).count >= 23)
  }

  @Test func `says which media cannot be read, and which end like another format`() async throws {
    var set = try PlantedSet(seed: 6, persons: 4)
    set.rows[2].bytes = Array(set.rows[2].bytes.prefix(300))
    set.rows[3].bytes = Array("no picture".utf8)
    set.rows[4].bytes = []
    set.rows[5].bytes = try ImageEncoder.png(ImageDecoder.decode(set.rows[5].bytes).pixels)
    let result = try await set.audit()
    #expect(result.findings(.unreadable).flatMap(\.presentations) == ["p0-2", "p0-3", "p1-0"])
    #expect(result.findings(.fileEnding).flatMap(\.presentations) == ["p1-1"])
    #expect(result.readableCount == 13)
  }

  @Test(arguments: [7, 8, 9] as [UInt64])
  func `finds that all attacks were saved at one quality`(seed: UInt64) async throws {
    let set = try PlantedSet(seed: seed) { row, number in
      row.label == "attack" ? 75 : 80 + number % 15
    }
    let result = try await set.audit()
    let shortcuts = result.findings(.shortcut).filter { $0.severity == .warning }
    #expect(shortcuts.contains { $0.message.hasPrefix("JPEG tables") })
    let tables = try #require(result.shortcuts.first { $0.name == "JPEG tables" })
    #expect(tables.area.value > 0.99)
    #expect(!shortcuts.contains { $0.message.hasPrefix("dimensions") })
  }

  @Test(arguments: [10, 11] as [UInt64])
  func `ranks swapped labels among the most suspicious twentieth`(seed: UInt64) async throws {
    var set = try PlantedSet(seed: seed, persons: 50)
    let swapped = [4, 77, 118, 163]
    for index in swapped { set.swapLabel(index) }
    let result = try await set.audit()
    let ranked = result.suspects.map(\.presentation)
    #expect(ranked.count == 10)
    #expect(swapped.allSatisfy { ranked.contains(set.rows[$0].id) })
  }

  @Test func `gives the same bytes whatever the number of jobs`() async throws {
    var set = try PlantedSet(seed: 12, persons: 24)
    set.add("again", like: set.rows[0], bytes: set.rows[0].bytes)
    set.rows[3].bytes = []
    let one = try await set.audit(jobs: 1)
    let many = try await set.audit(jobs: 5)
    #expect(one.csv == many.csv)
    #expect(one.markdown == many.markdown)
  }

  @Test func `judges sequences by their first frames, and finds no copies within one`() async throws
  {
    var set = try PlantedSet(seed: 15) { row, number in
      row.label == "attack" ? 75 : 80 + number % 15
    }
    set.frames = 4
    set.add("again", like: set.rows[0], bytes: set.rows[0].bytes)
    let near = try ImageDecoder.decode(set.rows[5].bytes).pixels
    set.add("near", like: set.rows[5], bytes: try ImageEncoder.jpeg(near, quality: 60))
    let result = try await set.audit()
    #expect(result.readableCount == 122)
    #expect(result.findings(.unreadable) == [])
    let copies = result.findings(.duplicate)
    #expect(copies.map(\.presentations) == [["p0-0", "again"], ["p1-1", "near"]])
    #expect(copies[0].message.contains("2 sequences begin with the same bytes"))
    #expect(copies[1].message.contains("the first frames are nearly the same"))
    let shortcuts = result.findings(.shortcut).filter { $0.severity == .warning }
    #expect(shortcuts.contains { $0.message.hasPrefix("JPEG tables") })
  }

  @Test func `disarms formulas and markup in names`() async throws {
    var set = try PlantedSet(seed: 13, persons: 3)
    set.rows[0].id = "=HYPERLINK(1)|<b>"
    set.rows[0].bytes = []
    let result = try await set.audit()
    #expect(String(decoding: result.csv, as: UTF8.self).contains("'=HYPERLINK"))
    #expect(result.markdown.contains("=HYPERLINK(1)\\|\\<b\\>"))
  }

  @Test func `audits sets of one class and of nobody`() async throws {
    var set = try PlantedSet(seed: 14, persons: 3)
    set.rows.removeAll { $0.label == "attack" }
    for index in set.rows.indices { set.rows[index].subject = "" }
    let result = try await set.audit()
    #expect(result.shortcuts == [])
    #expect(result.suspects == [])
    #expect(result.findings(.balance).count == 3)
  }
}
