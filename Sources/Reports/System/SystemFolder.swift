import ErrorRates
import PADVocabulary

/// Writes what a run's folder holds of its whole systems.
enum SystemFolder {
  /// The names of matchers in paths.
  static func components(_ report: RunReport) -> [String] {
    FolderNames.components(for: report.systems.map(\.name))
  }

  /// `systems.json`, `comparisons/<matcher>/<partition>.csv`, `curves/system-<matcher>-*.csv`.
  static func write(_ report: RunReport, _ writer: inout FolderWriter) throws(FileFault) {
    guard !report.systems.isEmpty else { return }
    try writer.write(
      Array(
        SystemJSON.text(report.systems, isSynthetic: report.dataset.isSynthetic).utf8),
      to: "systems.json")
    for (system, component) in zip(report.systems, components(report)) {
      for comparisons in system.comparisons {
        let name = "comparisons/\(component)/\(comparisons.partition.rawValue).csv"
        try writer.write(name) { path throws(FileFault) in
          try ComparisonExport.write(comparisons, to: path)
        }
      }
      let results = system.results
      try VulnerabilityFolder.write(results.comparisons, "system-\(component)", &writer)
      if !results.curves.isEmpty {
        try writer.write(
          SystemFiles.bytes(of: results.curves), to: "curves/system-\(component)-accepted.csv")
      }
      let detectors = FolderNames.components(for: results.detectors.map(\.name))
      for (detector, name) in zip(results.detectors, detectors) {
        guard !detector.scatter.groups.isEmpty else { continue }
        try writer.write(
          SystemFiles.bytes(of: detector.scatter),
          to: "curves/system-\(component)-\(name)-scatter.csv")
      }
    }
  }

  /// Draws the pictures; their data are in `curves/` already.
  static func draw(
    _ report: RunReport, _ gnuplot: Gnuplot, _ options: RunFolder.Options,
    _ writer: inout FolderWriter
  ) async throws -> [PictureIndex.SystemEntry] {
    var entries: [PictureIndex.SystemEntry] = []
    for (index, (system, component)) in zip(report.systems, components(report)).enumerated() {
      let pictures = SystemPictures(
        system.results, isSynthetic: report.dataset.isSynthetic, decimals: options.decimals)
      for plan in pictures.plans() {
        let name = "plots/system-\(component)-\(plan.suffix)"
        for format in Gnuplot.Format.allCases {
          let script = plan.script(format, gnuplot)
          if options.keepsScripts, format == .svg {
            try writer.write(Array(script.utf8), to: "\(name).gp")
          }
          try writer.write(try await gnuplot.draw(script), to: "\(name).\(format.rawValue)")
        }
        entries.append(
          PictureIndex.SystemEntry(system: index, title: plan.title, path: "\(name).svg"))
      }
    }
    return entries
  }
}
