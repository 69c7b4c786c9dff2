import PADVocabulary
import StructuredText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where a run's folder really is, whatever links and dots lead to it.
struct RunFolderPath: Hashable {
  /// The folder that holds it, without links, dots and a slash at the end.
  let parent: String
  /// Its name there.
  let name: String

  /// The whole path.
  var path: String { parent + "/" + name }

  /// Resolves a path.
  ///
  /// - Throws: `FileFault` for one that leads nowhere, or to the root.
  init(_ path: String) throws(FileFault) {
    guard let whole = resolvedPath(path) else {
      throw FileFault(
        path: path.printable, operation: "open", code: errno, message: "there is no such folder")
    }
    guard let mark = whole.lastIndex(of: "/"), whole.index(after: mark) < whole.endIndex else {
      throw FileFault(
        path: path.printable, operation: "use the folder", message: "it is no folder of a run")
    }
    parent = String(whole[..<mark])
    name = String(whole[whole.index(after: mark)...])
  }

  /// The nearest folder above a path, there or not, that holds a run; `nil` where none does.
  static func runAround(_ path: String) -> String? {
    var above = trimmed(path)
    var known: String?
    // What is not there yet has no real path: the first folder that is there, has.
    while known == nil {
      above = parent(of: above)
      known = resolvedPath(above)
      if known == nil, above == "/" || above == "." { return nil }
    }
    while let folder = known, folder != "/" {
      if RunStanding.holdsRun(folder) { return folder }
      known = parent(of: folder)
    }
    return nil
  }

  private static func parent(of path: String) -> String {
    guard let mark = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return mark == path.utf8.startIndex ? "/" : trimmed(String(path[..<mark]))
  }

  /// A path as it was written, without slashes at its end.
  static func trimmed(_ path: String) -> String {
    var bytes = Array(path.utf8)
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
