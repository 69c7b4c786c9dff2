import Foundation

/// The regular files below a folder, sorted.
func files(in folder: URL) throws -> [String] {
  try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    .map { folder.appending(path: $0).path }
    .filter {
      let attributes = try? FileManager.default.attributesOfItem(atPath: $0)
      return attributes?[.type] as? FileAttributeType == .typeRegular
    }
}
