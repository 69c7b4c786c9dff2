import Datasets
import PADVocabulary
import Testing
import TestSupport

@Suite struct ManifestTests {
  static let head = "presentation_id,media,label,pai_species,subject_id,partition\n"

  @Test func `reads every column of the design`() throws {
    let folder = try DatasetFolder(
      manifest: """
        presentation_id,media,label,pai_species,pai_series,pai_id,subject_id,target_id,role,\
        partition,session,capture_device,frame_rate,frames,depth,depth_unit,depth_missing,\
        infrared,face_x,face_y,face_w,face_h,sex,lighting
        a1,real/a1.png,bona_fide,,,,s1,,probe,dev,1,phone,29.97,side/a1.csv,d/a1.png,0.001,0,\
        i/a1.png,-3,4.5,60,70,female,dim
        x1,fake/x1,attack,replay/phone,ser,inst,,s1,reference,,,,,,,,,,,,,,,

        """)
    let dataset = try folder.load()
    #expect(dataset.attributeNames == ["sex", "lighting"])
    #expect(
      Array(dataset.presentations) == [
        Presentation(
          id: "a1", media: "real/a1.png", presentationClass: .bonaFide, subjectID: "s1",
          partition: .dev, session: "1", captureDevice: "phone", frameRate: 29.97,
          framesFile: "side/a1.csv", depth: "d/a1.png", depthUnit: 0.001, depthMissing: 0,
          infrared: "i/a1.png", faceBox: FaceBox(x: -3, y: 4.5, width: 60, height: 70),
          attributes: ["female", "dim"]),
        Presentation(
          id: "x1", media: "fake/x1", presentationClass: .attack,
          species: PAISpecies("replay/phone"), paiSeries: "ser", paiID: "inst", targetID: "s1",
          role: .reference, attributes: ["", ""]),
      ])
    #expect(dataset.presentations.row(of: "x1") == 1)
    #expect(dataset.presentations.row(of: "x2") == nil)
  }

  @Test func `three columns are enough for bona fide presentations`() throws {
    let folder = try DatasetFolder(
      manifest: "presentation_id,media,label\np,a.png,bona_fide\n")
    let dataset = try folder.load()
    #expect(dataset.presentations.map(\.role) == [.probe])
    #expect(dataset.presentations[0].partition == nil)
    #expect(dataset.warnings.contains { $0.message.contains("APCER will be undefined") })
  }

  @Test func `attack-only and one-species sets are legal and said to be so`() throws {
    let folder = try DatasetFolder(manifest: Self.head + "p,a.png,attack,print,,test\n")
    let messages = try folder.load().warnings.map(\.message)
    #expect(messages.contains { $0.contains("BPCER will be undefined") })
    #expect(messages.contains { $0.contains("one species") })
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    var rows: String
    var line: Int
    var column: Int
    var words: String
    var remedy: String = ""
    var testDescription: String { "\(rows.debugDescription): \(words)" }
  }

  @Test(arguments: [
    Refusal(
      rows: "p,a.png,bona-fide,,,", line: 2, column: 3, words: "label 'bona-fide'",
      remedy: "did you mean 'bona_fide'"),
    Refusal(
      rows: "p,a.png,Bona_Fide,,,", line: 2, column: 3, words: "label 'Bona_Fide'",
      remedy: "'bona_fide' or 'attack'"),
    Refusal(
      rows: "p,a.png,,,,", line: 2, column: 3, words: "label ''", remedy: "'bona_fide' or 'attack'"),
    Refusal(rows: "p,a.png,b\u{43e}na_fide,,,", line: 2, column: 3, words: "Cyrillic"),
    Refusal(
      rows: "p,a.png,bona_fide\u{200b},,,", line: 2, column: 3, words: "invisible character U+200B"),
    Refusal(rows: "p,a.png,attack,,,", line: 2, column: 4, words: "without its PAI species"),
    Refusal(
      rows: "p,a.png,bona_fide,print,,", line: 2, column: 4,
      words: "bona fide presentation with a PAI species"),
    Refusal(
      rows: "p,a.png,bona_fide,,,devel", line: 2, column: 6, words: "partition 'devel'",
      remedy: "did you mean 'dev'"),
    Refusal(
      rows: "p,a.png,bona_fide,,,world", line: 2, column: 6, words: "partition 'world'",
      remedy: "did you mean 'train'"),
    Refusal(
      rows: "p,a.png,bona_fide,,,Test", line: 2, column: 6, words: "partition 'Test'",
      remedy: "did you mean 'test'"),
    Refusal(
      rows: "p,a.png,bona_fide,,,x", line: 2, column: 6, words: "partition 'x'",
      remedy: "'train', 'dev' or 'test'"),
    Refusal(
      rows: "p,a.png,bona_fide,,,\np,b.png,bona_fide,,,", line: 3, column: 1,
      words: "'p' is there twice"),
    Refusal(
      rows: "caf\u{e9},a.png,bona_fide,,,\ncafe\u{301},b.png,bona_fide,,,", line: 3, column: 1,
      words: "spelt with other bytes"),
    Refusal(
      rows: "p,a.png,bona_fide,,,\nq,a.png,bona_fide,,,", line: 3, column: 2,
      words: "is there twice"),
    Refusal(
      rows: "p,a.png,bona_fide,,,\nq,a.png,attack,print,,", line: 3, column: 2,
      words: "contradictory labels"),
    Refusal(
      rows: "p,caf\u{e9}.png,bona_fide,,,\nq,cafe\u{301}.png,bona_fide,,,", line: 3, column: 2,
      words: "spelt with other bytes"),
    Refusal(rows: ",a.png,bona_fide,,,", line: 2, column: 1, words: "is empty"),
    Refusal(rows: "p\u{202e}q,a.png,bona_fide,,,", line: 2, column: 1, words: "reading direction"),
    Refusal(
      rows: "p\u{200d}q,a.png,bona_fide,,,", line: 2, column: 1, words: "invisible character U+200D"
    ),
    Refusal(rows: "p\u{1}q,a.png,bona_fide,,,", line: 2, column: 1, words: "control character"),
    Refusal(
      rows: "p\u{430}q,a.png,bona_fide,,,", line: 2, column: 1,
      words: "mixes Latin letters with Cyrillic"),
    Refusal(
      rows: String(repeating: "p", count: 257) + ",a.png,bona_fide,,,", line: 2, column: 1,
      words: "longer than 256 bytes"),
    Refusal(
      rows: "p,a.png,bona_fide,,jos\u{e9},\nq,b.png,bona_fide,,jose\u{301},", line: 3, column: 5,
      words: "spelt with other bytes"),
    Refusal(rows: "p,a.png,bona_fide,,s\u{7},", line: 2, column: 5, words: "control character"),
  ])
  func `refuses with line and column`(_ refusal: Refusal) throws {
    let found = try manifestErrors(Self.head + refusal.rows + "\n")
    let match = found.first { $0.message.contains(refusal.words) }
    let error = try #require(match, "\(found)")
    #expect(found.count == 1, "\(found)")
    #expect(error.line == refusal.line)
    #expect(error.column == refusal.column)
    #expect(error.remedy.contains(refusal.remedy), "\(error)")
    #expect(error.file.hasSuffix("/manifest.csv"))
  }

  @Test(arguments: [
    ("frame_rate", "0", "must be above 0"), ("frame_rate", "fast", "not a number"),
    ("frame_rate", "inf", "not a number"), ("depth_unit", "-1", "must be above 0"),
    ("depth_missing", "65536", "0 … 65535"), ("depth_missing", "1.5", "not a whole number"),
    ("role", "probes", "role 'probes'"), ("depth", "../d.png", "'..' part"),
    ("infrared", "/d.png", "absolute"), ("frames", "x:y.csv", "no media root is called 'x'"),
  ])
  func `refuses a value of an optional column`(
    _ column: String, _ value: String, _ words: String
  ) throws {
    let found = try manifestErrors(
      "presentation_id,media,label,\(column)\np,a.png,bona_fide,\(value)\n")
    #expect(found.count == 1)
    #expect(found.first?.line == 2)
    #expect(found.first?.column == 4)
    #expect(found.first?.message.contains(words) == true, "\(found)")
  }

  @Test(arguments: [
    ("1,2,3,", "half a face box: face_h missing"), (",,,4", "face_x, face_y, face_w missing"),
    ("1,2,0,4", "face_w must be above 0"), ("1,2,3,-4", "face_h must be above 0"),
  ])
  func `refuses a face box that is none`(_ cells: String, _ words: String) throws {
    let found = try manifestErrors(
      "presentation_id,media,label,face_x,face_y,face_w,face_h\np,a.png,bona_fide,\(cells)\n")
    #expect(found.count == 1)
    #expect(found.first?.message.contains(words) == true, "\(found)")
  }

  @Test(arguments: [
    ("presentation-id,media,label", "'presentation-id', did you mean 'presentation_id'"),
    ("presentation_id,media,lable", "'lable', did you mean 'label'"),
    ("presentation_id,media,label,subject", "'subject', did you mean 'subject_id'"),
    ("presentation_id,Media,label", "'Media', did you mean 'media'"),
    ("presentation_id,path,label", "'path', did you mean 'media'"),
    ("presentation_id,media ,label", "'media ', did you mean 'media'"),
    ("presentation_id,media", "lacks the column 'label'"),
    ("p,a.png,bona_fide", "lacks the columns 'presentation_id', 'media', 'label'"),
    ("presentation_id,media,label,label", "column 'label' is there twice"),
    ("presentation_id,media,label,a\u{200b}b", "invisible character"),
    ("presentation_id,media,label,", "is empty"),
  ])
  func `refuses a header`(_ header: String, _ words: String) throws {
    let row = header.split(separator: ",", omittingEmptySubsequences: false)
      .indices.map { $0 == 2 ? "bona_fide" : "v\($0)" }.joined(separator: ",")
    let found = try manifestErrors(header + "\n" + row + "\n")
    #expect(found.contains { $0.message.contains(words) }, "\(found)")
    #expect(found.allSatisfy { $0.line == 1 })
  }

  @Test func `columns that are far from every known one are attributes`() throws {
    let names = ["pose", "sex", "age_group", "skin_tone", "lighting", "subject_age", "glasses"]
    let folder = try DatasetFolder(
      manifest: "presentation_id,media,label,subject_id,\(names.joined(separator: ","))\n"
        + "p,a.png,bona_fide,s,1,2,3,4,5,6,7\n")
    #expect(try folder.load().attributeNames == names)
  }

  @Test func `an attack needs the species column`() throws {
    let found = try manifestErrors(
      "presentation_id,media,label\np,a.png,attack\nq,b.png,attack\n")
    #expect(found.map(\.message) == ["the manifest has attacks and lacks the column 'pai_species'"])
  }

  @Test func `species must be in the table where there is one`() throws {
    let yaml = DatasetFolder.yaml + "species:\n  print:\n  replay/phone:\n"
    let rows = "p,a.png,attack,print,,\nq,b.png,attack,replay/phnoe,,\n"
    let found = try manifestErrors(Self.head + rows, yaml: yaml)
    #expect(found.count == 1)
    #expect(found.first?.line == 3)
    #expect(found.first?.remedy.contains("'replay/phone'") == true)
  }

  @Test func `all that is wrong is found in one pass`() throws {
    let found = try manifestErrors(
      Self.head + "p,../a.png,bonafide,,,\np,b.png,attack,,,val\nq,c.png\n")
    #expect(found.map(\.line) == [2, 2, 3, 3, 3, 4])
  }

  @Test func `a flood of errors is capped and counted`() throws {
    let rows = (0..<500).map { "p\($0),\($0).png,print,,,\n" }.joined()
    let folder = try DatasetFolder(manifest: Self.head + rows)
    do {
      _ = try folder.load()
      Issue.record("500 wrong labels were accepted")
    } catch let input as InvalidInput {
      #expect(input.diagnostics.count < 100)
      #expect(input.diagnostics.last?.message.contains("450 more errors") == true)
    }
  }

  @Test(arguments: ["", "\n\n", Self.head])
  func `a manifest without presentations is an error`(_ manifest: String) throws {
    #expect(!(try manifestErrors(manifest)).isEmpty)
  }

  @Test func `paths that differ only in capitals are a warning`() throws {
    let folder = try DatasetFolder(
      manifest: Self.head + "p,a.png,bona_fide,,,\nq,A.PNG,attack,print,,\n"
        + "r,\u{e9}.png,bona_fide,,,\nt,\u{c9}.png,bona_fide,,,\n")
    let warnings = try folder.load().warnings.filter { $0.message.contains("only in capitals") }
    #expect(warnings.map(\.line) == [3, 5])
  }

  @Test func `an invisible character in a subject is a warning`() throws {
    let folder = try DatasetFolder(manifest: Self.head + "p,a.png,bona_fide,,\u{202e}.s1,\n")
    let dataset = try folder.load()
    #expect(dataset.presentations[0].subjectID == "\u{202e}.s1")
    #expect(dataset.warnings.contains { $0.message.contains("\\u{202e}.s1") })
  }
}
