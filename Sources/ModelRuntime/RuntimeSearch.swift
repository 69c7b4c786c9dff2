#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
public import Subsystems

/// Finds an ONNX Runtime library without running anything: a named path, the usual library
/// folders, then the wheels of Python environments.
public struct RuntimeSearch: Sendable {
  /// What the user named (`--onnxruntime`); when set, nothing else is looked at.
  public var namedPath: String?
  /// The process's environment variables.
  public var environment: [String: String]
  /// Put before every absolute folder; empty outside tests.
  var root = ""

  /// Prepares a search.
  public init(namedPath: String? = nil, environment: [String: String]) {
    self.namedPath = namedPath
    self.environment = environment
  }

  /// Loads the first library that is there.
  ///
  /// A path that the user named is never passed over in silence: if it fails, that is the answer.
  ///
  /// - Throws: `SubsystemFault`, naming every place that was looked at when there is none.
  public func load() throws(SubsystemFault) -> ONNXRuntime {
    if let named = explicitPath { return try ONNXRuntime(path: named) }
    let places = self.places
    var refused: [String] = []
    for place in places {
      for library in libraries(in: place) {
        do throws(SubsystemFault) {
          return try ONNXRuntime(path: library)
        } catch {
          refused.append(error.message)
        }
      }
    }
    let looked = "looked in " + places.joined(separator: ", ")
    throw SubsystemFault(
      subsystem: "onnxruntime",
      message: (["no ONNX Runtime library was found", looked] + refused).joined(separator: "; "),
      remedy: "install one ('pip install onnxruntime', 'brew install onnxruntime') or name it "
        + "with --onnxruntime PATH or PADBENCH_ONNXRUNTIME")
  }

  /// The path that the option or the variable names.
  var explicitPath: String? {
    [namedPath, environment["PADBENCH_ONNXRUNTIME"]].compactMap(\.self).first { !$0.isEmpty }
  }

  /// Every folder that is looked at, in order; a `*` stands for each entry of a folder, sorted.
  var places: [String] {
    var places = [
      "/usr/local/lib", "/usr/lib", "/usr/lib64", "/usr/lib/*-linux-gnu*",
      "/opt/homebrew/lib", "/opt/onnxruntime/lib",
    ]
    var prefixes = ["VIRTUAL_ENV", "CONDA_PREFIX"].compactMap { environment[$0] }
      .filter { $0.hasPrefix("/") }
    places += prefixes.map { $0 + "/lib" }
    if let home = environment["HOME"], home.hasPrefix("/") {
      prefixes += [home + "/.local", home + "/.pyenv/versions/*"]
    }
    prefixes += ["/usr/local", "/usr"]
    for prefix in prefixes {
      places.append(prefix + "/lib/python3*/site-packages/onnxruntime/capi")
      if prefix == "/usr" || prefix == "/usr/local" {
        places.append(prefix + "/lib/python3*/dist-packages/onnxruntime/capi")
      }
    }
    return places
  }

  /// The libraries in a place, the plain name first, then the highest name.
  func libraries(in place: String) -> [String] {
    expand(place).flatMap { folder in
      entries(of: folder).filter(Self.isLibrary).sorted { left, right in
        let plain = ["libonnxruntime.so", "libonnxruntime.dylib"]
        if plain.contains(left) != plain.contains(right) { return plain.contains(left) }
        return right.utf8.lexicographicallyPrecedes(left.utf8)
      }.map { folder + "/" + $0 }
    }
  }

  /// `libonnxruntime.so`, `libonnxruntime.so.1.19.2`, `libonnxruntime.1.19.2.dylib`; not the
  /// `_providers_` libraries.
  static func isLibrary(_ name: String) -> Bool {
    name == "libonnxruntime.so" || name.hasPrefix("libonnxruntime.so.")
      || name == "libonnxruntime.dylib"
      || (name.hasPrefix("libonnxruntime.") && name.hasSuffix(".dylib"))
  }

  /// The folders that a place with `*` stands for.
  private func expand(_ place: String) -> [String] {
    var folders = [root]
    for part in place.split(separator: "/") {
      if part.contains("*") {
        let pieces = part.split(separator: "*", omittingEmptySubsequences: false)
        folders = folders.flatMap { folder in
          entries(of: folder).filter { Self.matches($0, pieces: pieces) }
            .sorted { $1.utf8.lexicographicallyPrecedes($0.utf8) }
            .map { folder + "/" + $0 }
        }
      } else {
        folders = folders.map { $0 + "/" + part }
      }
    }
    return folders
  }

  private func entries(of folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }

  /// Whether a name consists of these pieces in order, with anything between them.
  private static func matches(_ name: String, pieces: [Substring]) -> Bool {
    guard let first = pieces.first, let last = pieces.last, name.hasPrefix(first) else {
      return false
    }
    var rest = name.dropFirst(first.count)
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      guard let place = rest.firstRange(of: piece) else { return false }
      rest = rest[place.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}
