import Datasets
import Foundation
import Media
import PADVocabulary
import Testing
import TestSupport

internal import CPlatform

@testable import Media

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct ContainmentTests {
  @Test(arguments: [
    ("../secret.png", "'..'"), ("x/../../secret.png", "'..'"), ("/etc/passwd", "absolute"),
    ("/dev/zero", "absolute"), ("other:secret.png", "no media root"), ("", "empty"),
  ])
  func `never opens a path that leads out`(_ path: String, _ words: String) throws {
    let folder = try MediaFolder()
    let opener = try MediaOpener(folder.load())
    let fault = #expect(throws: MediaFault.self) { try opener.file(path) }
    #expect(fault?.reason == .unreadable)
    #expect(fault?.message.contains(words) == true)
  }

  @Test func `refuses what is no regular file without waiting for it`() async throws {
    let folder = try MediaFolder()
    let manager = FileManager.default
    let made = unsafe mkfifo(folder.path + "/fifo.png", 0o600)
    #expect(made == 0)
    try manager.createSymbolicLink(
      atPath: folder.path + "/link_out.png", withDestinationPath: "../secret.png")
    try manager.createSymbolicLink(
      atPath: folder.path + "/loop.png", withDestinationPath: "loop.png")
    try manager.createSymbolicLink(atPath: folder.path + "/up", withDestinationPath: "..")
    try manager.createSymbolicLink(
      atPath: folder.path + "/zero.png", withDestinationPath: "/dev/zero")
    try manager.createSymbolicLink(
      atPath: folder.path + "/inner.png", withDestinationPath: "a.png")
    try manager.createDirectory(
      atPath: folder.path + "/subdir", withIntermediateDirectories: true)
    try folder.write("a.png", MediaFolder.png())
    let opener = try MediaOpener(folder.load())
    for (path, words) in [
      ("fifo.png", "a named pipe"), ("link_out.png", "symbolic link"),
      ("loop.png", "symbolic link"), ("up/secret.png", "symbolic link"),
      ("zero.png", "symbolic link"), ("inner.png", "symbolic link"), ("subdir", "a folder"),
      ("nowhere.png", "no such file"), ("a.png/b.png", "Not a directory"),
    ] {
      let fault = #expect(throws: MediaFault.self, "\(path)") { try opener.file(path) }
      #expect(fault?.reason == .unreadable)
      #expect(fault?.message.contains(words) == true, "\(path): \(String(describing: fault))")
    }
    #expect(try opener.file("a.png").bytes == MediaFolder.png())
  }

  @Test func `a device is refused and an endless one is not read`() throws {
    let folder = try ContainedFolder("/dev")
    let zero = #expect(throws: MediaFault.self) {
      try folder.bytes(of: "zero", media: "zero", limit: 1 << 20)
    }
    #expect(zero?.message.contains("a device") == true)
  }

  @Test func `a dataset may itself be reached through a link`() throws {
    let folder = try MediaFolder()
    try folder.write("a.png", MediaFolder.png())
    let link = folder.scratch.path("link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.path)
    let opener = try MediaOpener(Dataset.load(folder: link))
    #expect(try opener.file("a.png").bytes.count == MediaFolder.png().count)
  }

  @Test func `one file may be as large as the limit and no larger`() throws {
    let scratch = try Scratch()
    try scratch.write("full", bytes: [UInt8](repeating: 7, count: 1000))
    try scratch.write("over", bytes: [UInt8](repeating: 7, count: 1001))
    try scratch.write("empty", "")
    let folder = try ContainedFolder(scratch.folder.path)
    #expect(try folder.bytes(of: "full", media: "", limit: 1000).count == 1000)
    #expect(try folder.bytes(of: "empty", media: "", limit: 1000).isEmpty)
    let fault = #expect(throws: MediaFault.self) {
      try folder.bytes(of: "over", media: "over", limit: 1000)
    }
    #expect(fault?.reason == .tooBig)
  }

  @Test func `a file that says it is empty is read to its end`() throws {
    // Files of /proc have size 0 and yet bytes, as a file has that grows while it is read.
    guard FileManager.default.fileExists(atPath: "/proc/self/status") else { return }
    let folder = try ContainedFolder("/proc/self")
    #expect(try folder.bytes(of: "status", media: "", limit: 1 << 20).count > 100)
    let fault = #expect(throws: MediaFault.self) {
      try folder.bytes(of: "status", media: "", limit: 10)
    }
    #expect(fault?.reason == .tooBig)
  }

  @Test func `both ways of opening give the same verdicts`() throws {
    let scratch = try Scratch()
    try scratch.write("in/a", "x")
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: scratch.path("link"), withDestinationPath: "in/a")
    try manager.createSymbolicLink(atPath: scratch.path("way"), withDestinationPath: "in")
    try manager.createSymbolicLink(atPath: scratch.path("loop"), withDestinationPath: "loop")
    let folder = unsafe open(scratch.folder.path, O_RDONLY | O_DIRECTORY)
    defer { _ = close(folder) }
    let cases: [(String, Int32)] = [
      ("in/a", 0), ("in", 0), ("in//a", 0), ("in/", 0), ("link", ELOOP), ("way/a", ELOOP),
      ("loop", ELOOP), ("none", ENOENT), ("in/none", ENOENT), ("in/a/b", ENOTDIR),
      ("in/a/", ENOTDIR),
      ("/etc/passwd", EXDEV), ("..", EXDEV), ("in/../../x", EXDEV), ("", ENOENT),
      (String(repeating: "a", count: 256), ENAMETOOLONG),
    ]
    for (path, expected) in cases {
      let beneath = code { unsafe CPlatform_open_beneath(folder, path, O_RDONLY) }
      let byComponent = code { unsafe CPlatform_open_by_component(folder, path, O_RDONLY) }
      #expect(beneath == expected, "openat2 \(path)")
      #expect(byComponent == expected, "by component \(path)")
    }
  }

  /// The error number of an opening call, 0 when it succeeds.
  private func code(_ open: () -> Int32) -> Int32 {
    let opened = open()
    guard opened >= 0 else { return errno }
    _ = close(opened)
    return 0
  }

  @Test func `a pointer of Git LFS is told from a picture`() async throws {
    let folder = try MediaFolder()
    try folder.write(
      "a.png",
      Array("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12345\n".utf8))
    let fault = try await folder.fault()
    #expect(fault?.reason == .unreadable)
    #expect(fault?.message.contains("Git LFS pointer") == true)
    #expect(fault?.remedy.contains("git lfs pull") == true)
  }

  @Test func `every media root must be bound before anything is opened`() throws {
    let scratch = try Scratch()
    try scratch.write("roots/r.png", bytes: MediaFolder.png())
    try scratch.write(
      "set/dataset.yaml", "name: n\nversion: v\nsynthetic: true\nmedia_roots:\n  orig: the photos\n"
    )
    try scratch.write(
      "set/manifest.csv", "presentation_id,media,label\np,orig:r.png,bona_fide\n")
    let unbound = try Dataset.load(folder: scratch.path("set"))
    let refusal = #expect(throws: InvalidInput.self) { try MediaOpener(unbound) }
    #expect(refusal?.diagnostics[0].message.contains("'orig' (the photos) is not bound") == true)
    let bound = try Dataset.load(
      folder: scratch.path("set"), roots: ["orig": scratch.path("roots")])
    let opener = try MediaOpener(bound)
    #expect(try opener.file("orig:r.png").bytes == MediaFolder.png())
    #expect(throws: MediaFault.self) { try opener.file("orig:../set/manifest.csv") }
  }
}
