import Datasets
import Foundation
import PADVocabulary
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct HostileImportTests {
  static let layoutText = """
    layout: any
    presentations:
      - {name: all, path: "{kind:live|fake}/{rest:path}", label: {by: "{kind}", map: {live: bona_fide, fake: attack}}, pai_species: print, person: "{rest}"}
    lists:
      - {name: lists, file: "lists/{p}.txt", columns: [line], separator: none, names: "{line}", protocol: "{p}", partition: test}
    """

  /// Makes an entry whose name is bytes.
  private func make(_ name: [UInt8], in folder: String) {
    let path = (Array(folder.utf8) + [0x2f] + name).map { CChar(bitPattern: $0) } + [0]
    let file = unsafe open(path, O_CREAT | O_WRONLY, 0o600)
    if file >= 0 { _ = close(file) }
  }

  @Test func `names that steer, deceive or break are reported and never written`() throws {
    let folder = try OriginalFolder([
      "live/a", "live/b\nc", "live/\u{202e}gpj.exe", "live/e\u{301}", "live/\u{e9}", "live/ ",
      "live/x\\y", "live/p\u{430}ypal-latin", "live/\u{1b}[31m", "live/=1+1", "live/c:d", "live/~",
      "live/'\";rm -rf",
    ])
    make(Array("bad".utf8) + [0xff, 0xfe], in: folder.path + "/live")
    let found = try folder.imported(layout(Self.layoutText))
    let report = found.findings.joined(separator: "\n")
    #expect(report.contains("b\\u{a}c"))
    #expect(report.contains("bad\\xff\\xfe"))
    #expect(!report.unicodeScalars.contains { $0.isUnprintable && $0 != "\n" })
    let names = Set(found.dataset.presentations.map(\.id))
    #expect(names.isSuperset(of: ["live/a", "live/=1+1", "live/c:d", "live/~", "live/'\";rm -rf"]))
    let counts = found.summary.fates.values.reduce(0, +)
    #expect(counts == found.summary.files && found.summary.files == 14)
    #expect(found.summary.count(.unusableName) + found.summary.presentations == 14)
    #expect(found.summary.lines.allSatisfy { !$0.unicodeScalars.contains(where: \.isUnprintable) })
  }

  @Test func `links, loops, pipes and closed folders lead nowhere`() throws {
    let folder = try OriginalFolder(["live/a"])
    let outside = try folder.scratch.write("secret/b", "x")
    for (link, target) in [
      ("live/out", outside), ("live/folder", folder.scratch.path("secret")), ("live/loop", "."),
      ("live/up", ".."), ("live/broken", "nowhere"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/" + link, withDestinationPath: target)
    }
    #expect(unsafe mkfifo(folder.path + "/live/pipe", 0o600) == 0)
    #expect(unsafe mkfifo(folder.path + "/lists.txt", 0o600) == 0)
    let found = try folder.imported(layout(Self.layoutText))
    #expect(found.dataset.presentations.map(\.id) == ["live/a"])
    #expect(
      found.files(.link) == ["live/broken", "live/folder", "live/loop", "live/out", "live/up"])
    #expect(found.files(.special) == ["lists.txt", "live/pipe"])
  }

  @Test func `folders deeper than anybody makes are reported, not followed`() throws {
    let deep = "live/" + Array(repeating: "d", count: 80).joined(separator: "/")
    let found = try OriginalFolder(["live/a", deep + "/x"]).imported(layout(Self.layoutText))
    #expect(found.summary.count(.closedFolder) == 1)
    #expect(found.summary.presentations == 1)
  }

  @Test func `lines of lists cannot leave the folder`() throws {
    let folder = try OriginalFolder(
      ["live/a"],
      texts: [
        "lists/p.txt":
          "live/a\n../../etc/passwd\n/etc/passwd\nlive/../live/a\n\u{202e}x\nlive/a\nlive\n"
      ])
    let bytes = Array("live/\u{7f}".utf8) + [0xff, 0x0a, 0x00, 0x0a]
    try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/lists/q.txt"))
    let found = try folder.imported(layout(Self.layoutText))
    #expect(found.files(.lineWithoutFile) == [2, 3, 4, 5, 7].map { "lists/p.txt:\($0)" })
    #expect(found.files(.repeatedLine) == ["lists/p.txt:6"])
    #expect(found.files(.badLine) == ["lists/q.txt:1", "lists/q.txt:2"])
    #expect(found.summary.protocols.map { "\($0.name) \($0.rows)" } == ["p 1"])
  }

  @Test func `texts of tables are held to the same rules as names`() throws {
    let folder = try OriginalFolder(
      ["a", "b", "c", "d"],
      texts: [
        "p/train.csv":
          "filename,subject,attack_type\na,\"x\ny\",\nb,\u{e9},\nc,e\u{301},\nd,\u{202e}z,print\n"
      ])
    let found = try folder.imported(ShippedLayout.bobCsv.layout())
    #expect(found.dataset.presentations.map(\.id) == ["b"])
    #expect(found.files(.unusableName) == ["a", "c", "d"])
  }

  @Test func `two files of one name keep apart`() throws {
    let found = try OriginalFolder(["live/a.jpg", "live/a.png", "live/a"])
      .imported(layout(Self.layoutText))
    #expect(found.dataset.presentations.map(\.id) == ["live/a", "live/a.jpg", "live/a.png"])
  }

  @Test func `the order of lists and folders does not matter, nor does where it runs`() throws {
    let files = ["live/b", "live/a.x", "live/a/c", "fake/z"]
    let first = try OriginalFolder(files)
    let second = try OriginalFolder(files.reversed())
    for folder in [first, second] { _ = try folder.imported(layout(Self.layoutText)) }
    for name in ["manifest.csv", "dataset.yaml", "import-report.csv"] {
      let one = try Data(contentsOf: URL(fileURLWithPath: first.output + "/" + name))
      #expect(try one == Data(contentsOf: URL(fileURLWithPath: second.output + "/" + name)))
    }
  }

  @Test func `refuses places where no dataset may be made`() throws {
    let folder = try OriginalFolder(["live/a"])
    let layout = try layout(Self.layoutText)
    var request = ImportRequest(layout, folder: folder.path, output: folder.path + "/./x/../set")
    #expect(throws: InvalidInput.self) { try DatasetImport.run(request) }
    request.output = folder.output
    _ = try DatasetImport.run(request)
    #expect(throws: InvalidInput.self) { try DatasetImport.run(request) }
    request.replaces = true
    #expect(try DatasetImport.run(request).presentations == 1)
    request.folder = folder.scratch.path("nowhere")
    #expect(throws: FileFault.self) { try DatasetImport.run(request) }
  }

  @Test func `a strict import of a damaged folder writes nothing`() throws {
    let folder = try OriginalFolder(["live/a", "other/b"])
    var request = ImportRequest(
      try layout(Self.layoutText), folder: folder.path, output: folder.output)
    request.isStrict = true
    #expect(throws: InvalidInput.self) { try DatasetImport.run(request) }
    #expect(!FileManager.default.fileExists(atPath: folder.output))
  }

  @Test func `a folder of something else is refused with a hint`() throws {
    let folder = try OriginalFolder(["x/y.mov"])
    let request = ImportRequest(
      try ShippedLayout.ouluNpu.layout(), folder: folder.path, output: folder.output)
    let input = #expect(throws: InvalidInput.self) { try DatasetImport.run(request) }
    #expect(input?.description.contains("padbench dataset layouts oulu-npu") == true)
  }
}
