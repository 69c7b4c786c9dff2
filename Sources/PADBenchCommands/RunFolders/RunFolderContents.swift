#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Which files in a run's folder are padbench's own; a person's files beside them stay.
enum RunFolderContents {
  /// Files in the folder itself that are rendered from the journal, the mark of a finished run first.
  static let renderedFiles = [
    RunFolderClaim.identityFile, "report.md", "report.html", "metrics.csv", "timing.csv",
  ]
  /// Folders in it, and how the names of their files end.
  static let renderedFolders: [(name: String, endings: [String])] = [
    ("scores", ["/train.csv", "/dev.csv", "/test.csv"]),
    ("curves", ["-dev.csv", "-test.csv", "-epc.csv", "-histogram.csv"]),
    ("thresholds", [".threshold.yaml"]),
    ("plots", ["-det", "-roc", "-scores", "-epc"].flatMap { [$0 + ".svg", $0 + ".png"] }),
  ]

  /// Paths within a run's folder of everything that was rendered into it: files before the folders
  /// that hold them.
  static func rendered(in folder: String) -> [String] {
    let manager = FileManager.default
    var found = renderedFiles.filter { manager.fileExists(atPath: folder + "/" + $0) }
    for (name, endings) in renderedFolders {
      let inside = (try? manager.subpathsOfDirectory(atPath: folder + "/" + name)) ?? []
      var folders: [String] = []
      for path in inside {
        let whole = name + "/" + path
        var isFolder = false
        guard manager.fileExists(atPath: folder + "/" + whole, isDirectory: &isFolder) else {
          continue
        }
        if isFolder {
          folders.append(whole)
        } else if endings.contains(where: whole.hasSuffix) {
          found.append(whole)
        }
      }
      found += folders.sorted { $0.count > $1.count }
      if manager.fileExists(atPath: folder + "/" + name) { found.append(name) }
    }
    return found
  }
}
