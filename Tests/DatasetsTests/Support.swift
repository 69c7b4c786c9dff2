import Datasets
import Foundation
import PADVocabulary
import TestSupport

/// A dataset's folder made of texts.
struct DatasetFolder {
  let scratch: Scratch
  var path: String { scratch.folder.path }

  static let yaml = """
    name: Little Set
    version: "1.10"
    synthetic: true

    """

  init(yaml: String? = DatasetFolder.yaml, manifest: String?) throws {
    scratch = try Scratch()
    if let yaml { try scratch.write("dataset.yaml", yaml) }
    if let manifest { try scratch.write("manifest.csv", manifest) }
  }

  func load(protocol choice: String? = nil, roots: [String: String] = [:]) throws -> Dataset {
    try Dataset.load(folder: path, protocol: choice, roots: roots)
  }
}

/// Everything that a load complains about; empty when it succeeds.
func errors(_ body: () throws -> Dataset) -> [Diagnostic] {
  do {
    _ = try body()
    return []
  } catch let input as InvalidInput {
    return input.diagnostics.filter { $0.severity == .error }
  } catch {
    return [Diagnostic(.error, "\(error)")]
  }
}

/// The errors of a manifest with this header and these rows.
func manifestErrors(_ manifest: String, yaml: String = DatasetFolder.yaml) throws -> [Diagnostic] {
  let folder = try DatasetFolder(yaml: yaml, manifest: manifest)
  return errors { try folder.load() }
}
