import PADVocabulary
import StructuredText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A folder for one process, that only this user may enter and that is deleted afterwards.
///
/// It is locked as long as this object is, so that folders which a killed padbench left behind can
/// be told from those in use.
final class ScratchFolder: Sendable {
  /// How the names of folders begin.
  private static let prefix = "padbench-scratch-"

  /// Its absolute path, links resolved.
  let path: String
  /// Open and locked; closed when this object goes.
  private let lock: Int32

  /// Makes a folder beneath another.
  ///
  /// - Throws: `PluginFault` when it cannot be made.
  init(in parent: String) throws(PluginFault) {
    while true {
      let made = try Self.make(in: parent)
      let lock = Self.open(made)
      // Somebody who sweeps may have met it before it was locked: then it is gone.
      if lock >= 0, flock(lock, LOCK_EX) == 0, Self.isStill(made, lock) {
        path = made
        self.lock = lock
        return
      }
      if lock >= 0 { close(lock) }
      if Self.exists(made) {
        throw PluginFault(.crash, "the scratch folder \(made.printable) cannot be locked")
      }
    }
  }

  deinit { close(lock) }

  private static func make(in parent: String) throws(PluginFault) -> String {
    var template = Array((parent + "/" + prefix + "XXXXXX").utf8CString)
    let made = unsafe template.withUnsafeMutableBufferPointer { text -> String? in
      guard let start = text.baseAddress, let path = unsafe mkdtemp(start) else { return nil }
      return unsafe resolvedPath(String(cString: path))
    }
    guard let made else {
      throw PluginFault(
        .crash, "no scratch folder could be made in \(parent.printable): \(systemWords(errno))")
    }
    return made
  }

  /// Deletes the folders in a place that belong to no process any more: what a padbench of this user
  /// that was killed left behind.
  static func sweep(_ parent: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let path = parent + "/" + name
      let folder = open(path)
      if folder < 0 { continue }
      defer { close(folder) }
      if isOwn(folder), flock(folder, LOCK_EX | LOCK_NB) == 0 {
        try? FileManager.default.removeItem(atPath: path)
      }
    }
  }

  private static func open(_ path: String) -> Int32 {
    openFile(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
  }

  private static func exists(_ path: String) -> Bool {
    var info = stat()
    return unsafe lstat(path, &info) == 0
  }

  private static func isOwn(_ folder: Int32) -> Bool {
    var info = stat()
    return unsafe fstat(folder, &info) == 0 && info.st_uid == geteuid()
  }

  /// Whether a path still names what is open.
  private static func isStill(_ path: String, _ folder: Int32) -> Bool {
    var named = stat()
    var opened = stat()
    return unsafe lstat(path, &named) == 0 && fstat(folder, &opened) == 0
      && named.st_dev == opened.st_dev && named.st_ino == opened.st_ino
  }

  /// Deletes the folder and what is in it; what cannot be deleted stays.
  func delete() {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Where scratch folders are made.
  static func parent(_ environment: [String: String]) -> String {
    guard let named = environment["TMPDIR"], named.hasPrefix("/") else { return "/tmp" }
    return named.count > 1 && named.hasSuffix("/") ? String(named.dropLast()) : named
  }
}

/// `open(2)`, whose name a method above has too.
private func openFile(_ path: String, _ flags: Int32) -> Int32 {
  unsafe open(path, flags)
}
