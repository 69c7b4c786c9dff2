import Datasets
import Foundation
import TestSupport
import Testing

/// Whole copies of the sets whose files are known one by one, with files taken away and put in.
@Suite struct MutatedTreeTests {
  /// A set's files as its makers publish them.
  struct Original: Sendable, CustomTestStringConvertible {
    var layout: ShippedLayout
    var ending: String
    /// Paths without endings, by which presentations are named.
    var stems: [String]
    /// How many presentations the set has.
    var published: Int
    /// Two names that the set does not have.
    var strange: [String]

    var testDescription: String { "\(layout)" }
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func three(_ number: Int) -> String { "0" + two(number) }

  /// The counts of the sets' papers, as `bob.db.*` and gradgpad 2.1.0 list them.
  static let originals: [Original] = [
    Original(
      layout: .casiaFasd, ending: "avi",
      stems: [("train", 20), ("test", 30)].flatMap { set, persons in
        (1...persons).flatMap { person in
          ((1...8).map { "\($0)" } + (1...4).map { "HR_\($0)" }).map {
            "\(set)_release/\(person)/\($0)"
          }
        }
      },
      published: 600,
      strange: ["strange.avi", "train_release/1/HR_5.avi"]),
    Original(
      layout: .msuMfsd, ending: "mp4",
      stems: [
        1, 2, 3, 5, 6, 7, 8, 9, 11, 12, 13, 14, 21, 22, 23, 24, 26, 28, 29, 30, 32, 33, 34, 35, 36,
        37, 39, 42, 48, 49, 50, 51, 53, 54, 55,
      ].flatMap { client in
        ["android", "laptop"].flatMap { device in
          ["scene01/real/real_client\(three(client))_\(device)_SD_scene01"]
            + ["ipad_video", "iphone_video", "printed_photo"].map {
              "scene01/attack/attack_client\(three(client))_\(device)_SD_\($0)_scene01"
            }
        }
      },
      published: 280,
      strange: ["strange.mp4", "scene01/attack/attack_client001_phone_SD_ipad_video_scene01.mp4"]),
    Original(
      layout: .threeDMAD, ending: "avi",
      stems: (1...17).flatMap { client in
        (1...3).flatMap { visit in
          (1...5).map { "Data/\(two(client))_\(two(visit))_\(two($0))" }
        }
      },
      published: 255,
      strange: ["strange.avi", "Data/1_01_01.avi"]),
    Original(
      layout: .hkbuMars, ending: "mp4",
      stems: (1...2).flatMap { scene in
        (1...7).flatMap { who in (1...5).map { "s\(scene)/\(two(who))_0\(scene)_\(two($0))" } }
      } + (1...8).flatMap { who in (1...5).map { "s3/\(two(who))_03_\(two($0))" } },
      published: 110,
      strange: ["strange.mp4", "s1/01_03_01.mp4"]),
    Original(
      layout: .hkbuMarsV2, ending: "avi",
      stems: ["real", "attack"].flatMap { kind in
        (1...12).flatMap { who in
          (1...7).flatMap { camera in
            (1...6).map { light in
              // The masks of person 9 are the only names with one digit.
              let last = kind == "attack" && who == 9 ? "9" : two(who)
              return "\(kind)/\(two(who))/\(two(camera))_\(two(light))_\(last)"
            }
          }
        }
      },
      published: 1008,
      strange: ["strange.avi", "real/01/1_1_1.avi"]),
    Original(
      layout: .ouluNpu, ending: "avi",
      stems: ImportLayoutsTests.oulu.map { String($0.dropLast(4)) },
      published: 4950,
      strange: ["strange.avi", "Test_files/1_1_36_6.avi"]),
  ]

  @Test(arguments: originals, [1, 2])
  func `names every missing file and every unknown one`(original: Original, seed: UInt64) throws {
    var random = Seeded(state: seed)
    let gone = Set(original.stems.shuffled(using: &random).prefix(17))
    let kept = original.stems.filter { !gone.contains($0) }.map { $0 + "." + original.ending }
    let found = try OriginalFolder(kept + original.strange).imported(original.layout.layout())
    #expect(found.files(.missing).sorted() == gone.sorted())
    #expect(found.files(.unknownName) == original.strange.sorted())
    let all = try #require(found.summary.expectations.first)
    #expect((all.found, all.expected) == (original.stems.count - 17, original.published))
  }

  @Test(arguments: [3, 4] as [UInt64])
  func `names swapped lines of OULU-NPU's lists`(seed: UInt64) throws {
    var random = Seeded(state: seed)
    var names = ImportLayoutsTests.oulu.filter { $0.hasPrefix("Train_") }
      .map { String($0.dropFirst("Train_files/".count).dropLast(4)) }
      .filter { !$0.dropFirst(2).hasPrefix("3_") }
    let signs = names.map { $0.hasSuffix("_1") ? "+1" : "-1" }
    let real = try #require(
      names.indices.filter { signs[$0] == "+1" }.randomElement(using: &random))
    let attack = try #require(
      names.indices.filter { signs[$0] == "-1" }.randomElement(using: &random))
    names.swapAt(real, attack)
    let list = "Protocols/Protocol_1/Train.txt"
    let text = zip(signs, names).map { $0 + "," + $1 + "\n" }.joined()
    let found = try OriginalFolder(ImportLayoutsTests.oulu, texts: [list: text])
      .imported(ShippedLayout.ouluNpu.layout())
    #expect(Set(found.files(.contradiction)) == ["\(list):\(real + 1)", "\(list):\(attack + 1)"])
    #expect(found.files(.missing) == [])
  }
}
