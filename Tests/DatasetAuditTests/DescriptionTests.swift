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

  /// `mlcroissant` refuses identifiers with blanks; names may be anything.
  @Test func `gives awkward columns and protocols identifiers that readers take`() throws {
    let scratch = try Scratch()
    try scratch.write("set/dataset.yaml", "name: n\nversion: \"1\"\nsynthetic: true\n")
    try scratch.write(
      "set/manifest.csv",
      """
      presentation_id,media,label,pai_species,partition,"weird, name",@id,ünicode
      a,a,bona_fide,,test,,,
      b,b.jpg,attack,print,dev,,,

      """)
    for name in ["folds", "my split"] {
      try scratch.write(
        "set/protocols/\(name).csv", "presentation_id,partition,fold\na,test,1\nb,dev,1\n")
    }
    let json = try Croissant(Dataset.load(folder: scratch.path("set"))).json
    let sets = try #require(json["recordSet"]?.items)
    #expect(
      sets.map { $0["@id"]?.text } == ["presentations", "protocol-folds", "protocol~2"])
    let identifiers = sets.flatMap { $0["field"]?.items ?? [] }.compactMap { $0["@id"]?.text }
    #expect(Set(identifiers).count == 14)
    #expect(
      identifiers[5...7] == [
        "presentations/column~6", "presentations/column~7",
        "presentations/column~8",
      ])
    let fields = sets[0]["field"]?.items ?? []
    #expect(fields[5]["source"]?["extract"]?["column"]?.text == "weird, name")
    let reference = sets[1]["field"]?.items?[0]["references"]?["field"]?["@id"]?.text
    #expect(reference == "presentations/presentation_id")
    #expect(
      json["distribution"]?.items?.map { $0["contentUrl"]?.text ?? "" } == [
        "manifest.csv", "protocols/folds.csv", "protocols/my split.csv", "",
      ])
  }
}
