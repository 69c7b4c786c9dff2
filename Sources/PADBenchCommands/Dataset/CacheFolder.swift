import PADVocabulary

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

/// The folder of what can be made again at any time: `$XDG_CACHE_HOME/padbench`, else
/// `~/.cache/padbench` (XDG Base Directory Specification 0.8; relative values are ignored, as it
/// demands).
enum CacheFolder {
  /// Makes the folder, for this user alone, where it is not there, and a folder in it.
  ///
  /// - Throws: `FileFault` when the environment names none, it cannot be made, or somebody else
  ///   could write into it: what stands there would be taken for our own.
  static func make(_ name: String, environment: [String: String]) throws(FileFault) -> String {
    let root = try path(environment: environment)
    for path in [root, root + "/" + name] {
      do {
        try FileManager.default.createDirectory(
          atPath: path, withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
      } catch {
        throw FileFault(
          path: path.printable, operation: "create the folder",
          message: "the system refused; set XDG_CACHE_HOME to a folder of yours")
      }
      var status = stat()
      guard unsafe stat(path, &status) == 0, status.st_uid == geteuid(),
        status.st_mode & 0o022 == 0
      else {
        throw FileFault(
          path: path.printable, operation: "use",
          message: "other users may write there; make it yours alone (chmod go-w), or set "
            + "XDG_CACHE_HOME to another folder")
      }
    }
    return root + "/" + name
  }

  private static func path(environment: [String: String]) throws(FileFault) -> String {
    for (name, suffix) in [("XDG_CACHE_HOME", "/padbench"), ("HOME", "/.cache/padbench")] {
      if let folder = environment[name], folder.utf8.first == UInt8(ascii: "/") {
        return folder + suffix
      }
    }
    throw FileFault(
      path: "the cache folder", operation: "find",
      message: "HOME is not set; set XDG_CACHE_HOME to an absolute path")
  }
}
