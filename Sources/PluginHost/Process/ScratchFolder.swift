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
struct ScratchFolder: Sendable {
  /// Its absolute path, links resolved.
  let path: String

  /// Makes a folder beneath another.
  ///
  /// - Throws: `PluginFault` when it cannot be made.
  init(in parent: String) throws(PluginFault) {
    var template = Array((parent + "/padbench-plugin-XXXXXX").utf8CString)
    let made = unsafe template.withUnsafeMutableBufferPointer { text -> String? in
      guard let start = text.baseAddress, let path = unsafe mkdtemp(start) else { return nil }
      return unsafe resolvedPath(String(cString: path))
    }
    guard let made else {
      throw PluginFault(
        .crash, "no scratch folder could be made in \(parent.printable): \(systemWords(errno))")
    }
    path = made
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
