import Datasets
import StructuredText
import TestSupport
import Testing

@testable import DatasetAudit

@Suite struct DescriptionTests {
  private func dataset(_ scratch: Scratch) throws -> Dataset {
    try scratch.write(
      "set/dataset.yaml",
      "name: n|n\nversion: \"1.10\"\nsynthetic: false\nlicence: CC0-1.0\nconsent_basis: written\n")
    try scratch.write(
      "set/manifest.csv",
      """
      presentation_id,media,label,pai_species,subject_id,target_id,partition,face_x,face_y,face_w,face_h,mood
      a,a.jpg,bona_fide,,ann,,train,1,1,2,2,calm
      b,b.jpg,bona_fide,,bob,,test,1,1,2,2,calm
      c,c.jpg,attack,print,,ann,train,1,1,2,2,
      d,d.jpg,attack,print,bob,cy,test,1,1,2,2,calm

      """)
    return try Dataset.load(folder: scratch.path("set"))
  }

  @Test func `counts persons once, as subject or target, and values by class and partition`() throws
  {
    let statistics = DatasetStatistics(try dataset(Scratch()))
    #expect(statistics.counts.map(\.count) == [4, 3, 1])
    let calm = try #require(statistics.balance.first { $0.value == "calm" })
    #expect(calm.bonaFide == [1, 0, 1, 0])
    #expect(calm.attacks == [0, 0, 1, 0])
    #expect(statistics.markdown.hasPrefix("# n\\|n, version 1.10\n"))
  }

  /// The names and nesting are those of the Croissant 1.0 specification; `mlcroissant validate`
  /// accepts such a file.
  @Test func `describes manifest and columns in Croissant, and nobody`() throws {
    let scratch = try Scratch()
    let json = try Croissant(dataset(scratch)).json
    #expect(json["conformsTo"]?.text == "http://mlcommons.org/croissant/1.0")
    #expect(json["license"]?.text == "CC0-1.0")
    let manifest = try #require(json["distribution"]?.items?.first)
    #expect(manifest["sha256"]?.text?.count == 64)
    let fields = try #require(json["recordSet"]?.items?.first?["field"]?.items)
    #expect(fields.map { $0["source"]?["extract"]?["column"]?.text }.count == 12)
    #expect(
      fields.first { $0["name"]?.text == "presentations/face_x" }?["dataType"]?.text == "sc:Float")
    let text = String(decoding: try json.bytes(.indented), as: UTF8.self)
    #expect(!text.contains("bob"))
  }
}
