import PADVocabulary
import StructuredText

extension ScoreFile {
  /// Reads score files and puts their rows together, in the order of the files.
  ///
  /// The format is that of the first; presentation ids are there when every file has them. All
  /// files are read, so that everything that is wrong is told at once.
  ///
  /// - Throws: `FileFault` when one cannot be read; `InvalidInput` with everything that is wrong,
  ///   also when a presentation is in two files and `options.refusesDuplicates`.
  public static func read(
    paths: [String], options: ScoreReadingOptions = ScoreReadingOptions()
  ) throws -> ScoreFile {
    var whole: ScoreFile?
    var found: [Diagnostic] = []
    var hasErrors = false
    var places: [[UInt8]: Int] = [:]
    for (position, path) in paths.enumerated() {
      do {
        let file = try read(path: path, options: options)
        found += file.diagnostics
        if paths.count > 1, options.refusesDuplicates {
          let doubles = doubles(of: file, at: position, among: paths, &places)
          hasErrors = hasErrors || doubles.hasErrors
          found += doubles.all
        }
        guard var joined = whole else {
          whole = file
          continue
        }
        whole = nil
        joined.append(file)
        whole = joined
      } catch let error as InvalidInput {
        hasErrors = true
        found += error.diagnostics
      }
    }
    guard !hasErrors, var whole else {
      throw InvalidInput(
        found.isEmpty ? [Diagnostic(.error, "no score file was named")] : found)
    }
    whole.diagnostics = found
    return whole
  }

  private mutating func append(_ other: ScoreFile) {
    table.append(contentsOf: other.table)
    if let more = other.presentationIDs {
      presentationIDs?.append(contentsOf: more)
    } else {
      presentationIDs = nil
    }
  }

  /// Presentations that an earlier file has; `places` remembers which file has which.
  private static func doubles(
    of file: ScoreFile, at position: Int, among paths: [String], _ places: inout [[UInt8]: Int]
  ) -> DiagnosticList {
    var list = DiagnosticList(file: paths[position].printable)
    guard let ids = file.presentationIDs else { return list }
    for row in 0..<ids.count {
      let id = ids[row]
      guard let earlier = places.updateValue(position, forKey: Array(id.utf8)) else { continue }
      list.error(
        "presentation \(id.shown) is in \(paths[earlier].shown) already",
        remedy: "leave one of them out")
    }
    return list
  }
}
