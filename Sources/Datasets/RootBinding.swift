import PADVocabulary
import StructuredText

/// Which folder of this machine a media root is.
public struct RootBinding: Sendable, Hashable {
  /// The root's name in the manifest.
  public var name: String
  /// The folder.
  public var folder: String

  /// Makes a binding.
  public init(_ name: String, folder: String) {
    self.name = name
    self.folder = folder
  }
}

extension RootBinding {
  /// The file in a dataset's folder that binds roots on this machine; no lock covers it.
  static let localFile = "roots.local.yaml"

  /// Binds the roots that a dataset declares: by what the user gave, else by `roots.local.yaml`.
  ///
  /// - Parameter given: folders by root name; they win over the file's.
  /// - Throws: `InvalidInput` for names that the dataset does not declare, or `FileFault`.
  static func bind(
    _ roots: [MediaRoot], given: [String: String], datasetFolder: String
  ) throws -> [RootBinding] {
    let names = roots.map(\.name)
    var folders = try local(names, datasetFolder: datasetFolder)
    var diagnostics = DiagnosticList()
    for (name, folder) in given.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      guard names.contains(name) else {
        diagnostics.error(
          "--root names \(name.shown), which dataset.yaml does not declare",
          remedy: names.isEmpty
            ? "the dataset has no media_roots" : remedy(for: name, among: names))
        continue
      }
      if folder.isEmpty {
        diagnostics.error("--root \(name)= names no folder")
      }
      folders[name] = folder
    }
    try diagnostics.throwErrors()
    return names.compactMap { name in
      folders[name].map { RootBinding(name, folder: $0) }
    }
  }

  private static func local(
    _ names: [String], datasetFolder: String
  ) throws -> [String: String] {
    let path = datasetFolder + "/" + localFile
    guard FolderEntry(path) != .missing else { return [:] }
    let bytes = try readWholeFile(path, cap: StrictYAML.maximumBytes)
    let root = try StrictYAML.parse(bytes, name: path)
    var diagnostics = DiagnosticList(file: path)
    var folders: [String: String] = [:]
    if !root.isNull, let mapping = root.mapping(keys: names, &diagnostics) {
      for entry in mapping.entries {
        guard let folder = entry.value.string(&diagnostics), !folder.isEmpty else { continue }
        folders[entry.key] = folder.hasPrefix("/") ? folder : datasetFolder + "/" + folder
      }
    }
    try diagnostics.throwErrors()
    return folders
  }
}
