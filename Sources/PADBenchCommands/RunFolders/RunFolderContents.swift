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
    "systems.json", "deployments.md", "deployments.html", "deployments.csv",
  ]
  /// Folders in it, and how the names of their files end.
  static let renderedFolders: [(name: String, endings: [String])] = [
    ("scores", ["/train.csv", "/dev.csv", "/test.csv"]),
    ("comparisons", ["/dev.csv", "/test.csv"]),
    (
      "curves",
      [
        "-dev.csv", "-test.csv", "-epc.csv", "-histogram.csv", "-epsc.csv", "-accepted.csv",
        "-scatter.csv",
      ]
    ),
    ("thresholds", [".threshold.yaml"]),
    (
      "plots",
      ["-det", "-roc", "-scores", "-epc", "-epsc", "-accepted", "-scatter"].flatMap {
        [$0 + ".svg", $0 + ".png"]
      }
    ),
  ]

  /// Paths within a run's folder of everything that was rendered into it: files before the folders
  /// that hold them.
  ///
  /// A link where padbench has files or folders of its own counts as one of its files: what it leads
  /// to is somebody else's, and must neither be emptied nor written into.
  static func rendered(in folder: String) -> [String] {
    let manager = FileManager.default
    var found = renderedFiles.filter { exists(folder + "/" + $0) }
    for (name, endings) in renderedFolders where exists(folder + "/" + name) {
      var folders: [String] = []
      let inside = isLink(folder + "/" + name) ? [] : subpaths(of: folder + "/" + name)
      for path in inside {
        let whole = name + "/" + path
        var isFolder = false
        if isLink(folder + "/" + whole) {
          found.append(whole)
        } else if manager.fileExists(atPath: folder + "/" + whole, isDirectory: &isFolder), isFolder
        {
          folders.append(whole)
        } else if endings.contains(where: whole.hasSuffix) || isUnfinished(whole) {
          found.append(whole)
        }
      }
      found += folders.sorted { $0.count > $1.count }
      found.append(name)
    }
    return found
  }

  /// Whether there is a link of this name, wherever it leads.
  static func isLink(_ path: String) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
  }

  /// Whether there is anything of this name, also a link that leads nowhere.
  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path) || isLink(path)
  }

  /// Whether a file is one that a killed process had begun to write.
  static func isUnfinished(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    return name.hasPrefix(".padbench-") && name.hasSuffix(".tmp")
  }

  private static func subpaths(of path: String) -> [String] {
    (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
  }
}
