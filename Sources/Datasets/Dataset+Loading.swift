import PADVocabulary
import StructuredText

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Dataset {
  /// Loads a dataset's description, manifest, protocol, roots and lock; no media are opened.
  ///
  /// - Parameters:
  ///   - folder: the dataset's folder.
  ///   - protocolChoice: `NAME` or `NAME/FOLD` of `protocols/NAME.csv`; `nil`: the partitions of
  ///     the manifest itself.
  ///   - roots: folders for the media roots by name; they win over `roots.local.yaml`.
  ///   - lockUse: whether a lock that is there must be met.
  /// - Throws: `InvalidInput` with everything that is wrong with the dataset, or `FileFault`.
  public static func load(
    folder: String, protocol protocolChoice: String? = nil, roots: [String: String] = [:],
    lockUse: LockUse = .obey
  ) throws -> Dataset {
    let folder = try checked(folder)
    let lock = lockUse == .obey ? try DatasetLock.read(folder: folder) : nil
    var read = FilesRead(folder: folder, lock: lock)
    let yaml = try read.bytes(FileName.description, cap: StrictYAML.maximumBytes)
    var warnings: [Diagnostic] = []
    let described = try DatasetDescription.parse(yaml, file: read.path(FileName.description))
    warnings += described.warnings
    let table = try read.table(FileName.manifest, cap: maximumManifest)
    var manifest = ManifestReader(table.csv, description: described.description)
    var (list, found) = try manifest.read(from: table.read)
    read.finish(FileName.manifest, table.read)
    warnings += found
    let names = try protocolNames(in: folder)
    var chosen: DatasetProtocol?
    if let protocolChoice {
      let (protocolUsed, words) = try assign(
        protocolChoice, among: names, to: &list, read: &read)
      chosen = protocolUsed
      warnings += words
    }
    var comparisons: DeclaredComparisons?
    if FolderEntry(folder + "/" + DeclaredComparisons.fileName) != .missing {
      var table = try read.table(DeclaredComparisons.fileName, cap: maximumManifest)
      comparisons = try DeclaredComparisons.read(&table.csv, of: list)
      read.finish(DeclaredComparisons.fileName, table.read)
    }
    let bindings = try RootBinding.bind(
      described.description.mediaRoots, given: roots, datasetFolder: folder)
    try read.refuseChanges(list)
    return Dataset(
      folder: folder, description: described.description, presentations: list,
      attributeNames: manifest.header.attributeNames, protocolNames: names,
      chosenProtocol: chosen, comparisons: comparisons, roots: bindings, lock: lock,
      files: read.files, warnings: warnings)
  }

  /// The most bytes of a manifest.
  static let maximumManifest = 8 << 30

  private static func checked(_ folder: String) throws -> String {
    var trimmed = folder
    while trimmed.utf8.count > 1, trimmed.utf8.last == UInt8(ascii: "/") { trimmed.removeLast() }
    switch FolderEntry(trimmed) {
    case .folder: break
    case .missing:
      throw FileFault(
        path: folder.printable, operation: "open",
        message: "there is no such folder; give the folder that holds dataset.yaml")
    case .file, .other:
      throw FileFault(
        path: folder.printable, operation: "open",
        message: "it is not a folder; give the folder that holds dataset.yaml and manifest.csv")
    }
    var missing = DiagnosticList(file: trimmed)
    if FolderEntry(trimmed + "/" + FileName.description) == .missing {
      missing.error(
        "the folder holds no dataset.yaml",
        remedy: "write one with at least name, version and synthetic, or make a dataset with "
          + "'padbench dataset import' or 'padbench dataset synthesize'")
    }
    if FolderEntry(trimmed + "/" + FileName.manifest) == .missing {
      missing.error(
        "the folder holds no manifest.csv",
        remedy: "write one with at least the columns presentation_id,media,label, one row a "
          + "presentation")
    }
    try missing.throwErrors()
    return trimmed
  }

  /// The names of the files `protocols/NAME.csv`, in the order of their bytes.
  private static func protocolNames(in folder: String) throws(FileFault) -> [String] {
    let path = folder + "/" + FileName.protocols
    guard FolderEntry(path) != .missing else { return [] }
    let entries: [String]
    do {
      entries = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw FileFault(
        path: path, operation: "list", message: "it is not a folder that this user may read")
    }
    return entries.filter { $0.hasSuffix(".csv") && !$0.hasPrefix(".") && $0.utf8.count > 4 }
      .map { String($0.dropLast(4)) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func assign(
    _ choice: String, among names: [String], to list: inout PresentationList,
    read: inout FilesRead
  ) throws -> (DatasetProtocol, [Diagnostic]) {
    let slash = choice.utf8.firstIndex(of: UInt8(ascii: "/"))
    let name = slash.map { String(choice[..<$0]) } ?? choice
    let fold = slash.map { String(choice[choice.utf8.index(after: $0)...]) } ?? ""
    guard names.contains(where: { $0.utf8.elementsEqual(name.utf8) }) else {
      throw InvalidInput(
        .init(
          .error, file: read.path(FileName.protocols),
          "the dataset has no protocol \(name.shown)",
          remedy: names.isEmpty
            ? "it has none; leave out --protocol to use the manifest's partitions"
            : remedy(for: name, among: names)))
    }
    let file = FileName.protocols + "/" + name + ".csv"
    let csv = CSVReader(
      bytes: try read.bytes(file, cap: maximumManifest), name: read.path(file))
    var reader = ProtocolReader(csv: csv, name: name)
    return try reader.assign(fold: fold, to: &list)
  }
}
