import PADVocabulary
import StructuredText

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Writes what an import makes into the dataset's folder.
struct ImportOutput {
  let folder: String

  init(_ folder: String) {
    self.folder = folder
  }

  func path(_ name: String) -> String { folder + "/" + name }

  /// Makes the folder; `true` when it was not there.
  ///
  /// - Throws: `InvalidInput` for a place where no dataset may be made, `FileFault`.
  func prepare(_ request: ImportRequest) throws -> Bool {
    var diagnostics = DiagnosticList(file: folder.printable)
    let original = Self.absolute(request.folder)
    let target = Self.absolute(folder)
    if (target + "/").utf8.starts(with: (original + "/").utf8) {
      diagnostics.error(
        "the dataset would lie in the folder that it is imported from",
        remedy: "name a folder elsewhere with --output")
    } else if !request.replaces, FolderEntry(path(Dataset.FileName.manifest)) != .missing {
      diagnostics.error(
        "there is a dataset already", remedy: "name another folder, or replace it with --force")
    }
    try diagnostics.throwErrors()
    if FolderEntry(folder) != .missing { return false }
    try makeFolder(folder)
    return true
  }

  /// Removes the folder unless something is in it.
  func removeIfEmpty() {
    _ = unsafe rmdir(folder)
  }

  /// Writes everything but the report.
  func write(_ engine: inout ImportEngine, _ request: ImportRequest) throws {
    for track in engine.faceTracks {
      let original = engine.shown(track.row)
      var findings: [ImportFinding] = []
      let bytes = try FaceTrack(rule: track.rule).table(
        of: request.folder + "/" + engine.scan.paths[track.row]
      ) { line, words in
        findings.append(ImportFinding(.badLine, original, line: line, words))
      }
      for finding in findings { engine.log.add(finding) }
      let slash = track.table.utf8.lastIndex(of: UInt8(ascii: "/"))
      if let slash { try makeFolder(path(String(track.table[..<slash]))) }
      try AtomicFile.write(bytes, to: path(track.table))
    }
    var description = request.layout.description
    let origin = "imported with the padbench layout '\(request.layout.name)'"
    description.provenance =
      description.provenance.isEmpty ? origin : description.provenance + "; " + origin
    let writer = DatasetWriter(folder: folder)
    try writer.write(
      description, presentations: engine.list, attributeNames: request.layout.attributeNames)
    try writeProtocols(engine, writer)
    let root = DatasetDescription.quoted(Self.absolute(request.folder))
    try AtomicFile.write(
      "\(request.layout.root): \(root)\n", to: path(RootBinding.localFile))
  }

  private func writeProtocols(_ engine: ImportEngine, _ writer: DatasetWriter) throws {
    let place = path(Dataset.FileName.protocols)
    let old = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    let names = engine.protocols.map { $0.name + ".csv" }
    for file in old.sorted() where file.hasSuffix(".csv") && !names.contains(file) {
      _ = unsafe unlink(place + "/" + file)
    }
    if !engine.protocols.isEmpty { try makeFolder(place) }
    for (name, rows) in engine.protocols {
      try writer.write(
        protocol: name,
        rows: rows.rows.lazy.map { row in
          (
            presentationID: engine.list.id(at: Int(row.presentation)), partition: row.partition,
            fold: rows.folds[Int(row.fold)]
          )
        })
    }
  }

  private func makeFolder(_ path: String) throws(FileFault) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw FileFault(
        path: path.printable, operation: "make the folder",
        message: "this user may not, or a "
          + "file is in the way")
    }
  }

  /// A path from the root of the file system, without `.` and `..`.
  static func absolute(_ path: String) -> String {
    let whole =
      path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    var parts: [Substring] = []
    for part in whole.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
