import Datasets
import Foundation
import PADVocabulary
import TestSupport
import Testing

@Suite struct ReadmeExampleTests {
  /// The layout that datasets/README.md shows.
  private func example() throws -> String {
    let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "datasets/README.md")
    let text = try String(contentsOf: readme, encoding: .utf8)
    let after = try #require(text.components(separatedBy: "<!-- layout example").last)
    let block = try #require(after.components(separatedBy: "```yaml\n").dropFirst().first)
    return try #require(block.components(separatedBy: "```").first)
  }

  @Test func `the layout of the README does what the README says`() throws {
    let folder = try OriginalFolder(
      [
        "rec/2024-05-02/p07_real_dim.mp4", "rec/2024-05-02/p07_tablet-3_bright.mp4",
        "rec/2024-05-02/p08_paper-1_dim.mp4", "rec/2024-05-02/rig.log",
        "rec/2024-05-02/p07_wax-3_bright.mp4", "rec/2024-05-03/p09_real_dim.mp4",
      ],
      texts: ["people.txt": "p07 test\np08 train\n"])
    let found = try folder.imported(layout(example()))
    let attack = try #require(found["rec/2024-05-02/p07_tablet-3_bright"])
    #expect(
      attack
        == Presentation(
          id: "rec/2024-05-02/p07_tablet-3_bright",
          media: "original:rec/2024-05-02/p07_tablet-3_bright.mp4", presentationClass: .attack,
          species: PAISpecies("replay/tablet"), paiSeries: "tablet-p07", paiID: "tablet-3",
          targetID: "p07", partition: .test, session: "2024-05-02", attributes: ["bright"]))
    #expect(found["rec/2024-05-02/p07_real_dim"]?.subjectID == "p07")
    #expect(found.files(.unknownName) == ["rec/2024-05-02/p07_wax-3_bright.mp4"])
    #expect(found.files(.noTableLine) == ["rec/2024-05-03/p09_real_dim.mp4"])
    #expect(found.summary.fates[.ignored] == 1)
    let count = try #require(found.summary.expectations.first)
    #expect((count.found, count.expected) == (3, 4))
    let unseen = try Dataset.load(folder: folder.output, protocol: "unseen-tablet").presentations
    let places = Dictionary(uniqueKeysWithValues: unseen.map { ($0.id, $0.partition) })
    #expect(places["rec/2024-05-02/p07_tablet-3_bright"] == .test)
    #expect(places["rec/2024-05-02/p08_paper-1_dim"] == .train)
  }
}
