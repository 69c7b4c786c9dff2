import Foundation
import Testing

@testable import PluginHost

/// What a padbench that was killed left behind goes with the next run, and nothing else does.
struct ScratchFolderTests {
  /// A folder for temporary files of the test's own.
  private static func temporary() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "padbench-sweep-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private static func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func `keeps what is in use and what is not its own`() throws {
    let folder = try Self.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    for path in [
      "padbench-scratch-aaaaaa/deep/er", "padbench-scratch-", "other/padbench-scratch-x",
    ] {
      try FileManager.default.createDirectory(
        at: folder.appending(path: path), withIntermediateDirectories: true)
    }
    try Data("x".utf8).write(to: folder.appending(path: "padbench-scratch-aaaaaa/deep/er/file"))
    try Data("x".utf8).write(to: folder.appending(path: "padbench-scratch-bbbbbb"))
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "padbench-scratch-cccccc"),
      withDestinationURL: folder.appending(path: "other"))
    let used = try ScratchFolder(in: folder.path)
    try Data("x".utf8).write(to: URL(filePath: used.path).appending(path: "file"))
    ScratchFolder.sweep(folder.path)
    let own = URL(filePath: used.path).lastPathComponent
    #expect(
      try Self.names(in: folder)
        == [own, "other", "padbench-scratch-bbbbbb", "padbench-scratch-cccccc"].sorted())
    #expect(try Self.names(in: folder.appending(path: "other")) == ["padbench-scratch-x"])
    #expect(try Self.names(in: URL(filePath: used.path)) == ["file"])
    used.delete()
    #expect(try !Self.names(in: folder).contains(own))
  }

  @Test(.enabled(if: FakePlugin.canRun, "there is no python3, or no C compiler"))
  func `is swept by the next run when its owner was killed`() throws {
    let folder = try Self.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let owner = Process()
    owner.executableURL = URL(filePath: try #require(FakePlugin.python))
    owner.arguments = [
      "-S", "-c",
      """
      import fcntl, os, sys, time
      path = sys.argv[1] + '/padbench-scratch-zzzzzz'
      os.mkdir(path)
      fcntl.flock(os.open(path, os.O_RDONLY), fcntl.LOCK_EX)
      open(path + '/0.png', 'w').write('a face')
      print('ready', flush=True)
      time.sleep(300)
      """, folder.path,
    ]
    let said = Foundation.Pipe()
    owner.standardOutput = said
    try owner.run()
    #expect(!said.fileHandleForReading.availableData.isEmpty)
    let plugin = try FakePlugin()
    defer { plugin.delete() }
    let surroundings = plugin.surroundings(temporary: folder.path)
    do {
      let detector = try PluginDetector(plugin.loaded(), surroundings: surroundings)
      #expect(try Self.names(in: folder).contains("padbench-scratch-zzzzzz"))
      kill(owner.processIdentifier, SIGKILL)
      owner.waitUntilExit()
      _ = try PluginDetector(plugin.loaded(), surroundings: surroundings)
      #expect(try !Self.names(in: folder).contains("padbench-scratch-zzzzzz"))
      // The first one's own is still there.
      #expect(try Self.names(in: folder).count == 1)
      withExtendedLifetime(detector) {}
    }
    #expect(try Self.names(in: folder) == [])
  }

  @Test func `makes as many as are asked for, whoever sweeps meanwhile`() async throws {
    let folder = try Self.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for worker in 0..<4 {
        group.addTask {
          for _ in 0..<100 {
            if worker == 0 {
              ScratchFolder.sweep(folder.path)
              continue
            }
            let made = try ScratchFolder(in: folder.path)
            if !FileManager.default.createFile(atPath: made.path + "/file", contents: nil) {
              return false
            }
            made.delete()
          }
          return true
        }
      }
      for try await isWhole in group { #expect(isWhole) }
    }
    #expect(try Self.names(in: folder) == [])
  }
}
