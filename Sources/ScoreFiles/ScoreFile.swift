public import PADVocabulary
import StructuredText

/// What a score file says.
public struct ScoreFile: Sendable {
  /// The outcomes, higher scores more bona fide.
  public var table: ScoreTable
  /// The presentation ids of the rows, where they were asked for and the format has them.
  public var presentationIDs: PresentationIDs?
  /// The format that was read.
  public var format: ScoreFormat
  /// Warnings and notes.
  public var diagnostics: [Diagnostic]

  /// Reads a score file of any format with one table of outcomes.
  ///
  /// A score `nan` is a non-response, its reason in the column `reason` or unstated; infinite
  /// scores are kept. The result, diagnostics included, does not depend on `options.jobs`.
  ///
  /// - Throws: `FileFault` when it cannot be read; `InvalidInput` with everything that is wrong,
  ///   also when its format has to be declared, or has no rows.
  public static func read(
    path: String, options: ScoreReadingOptions = ScoreReadingOptions()
  ) throws -> ScoreFile {
    let source = ByteSource.file(try InputFile(path: path))
    return try ScoreSource(source, name: path, options: options).read()
  }

  /// Reads the bytes of a score file; `name` stands for it in diagnostics.
  public static func read(
    bytes: [UInt8], name: String, options: ScoreReadingOptions = ScoreReadingOptions()
  ) throws -> ScoreFile {
    try ScoreSource(.memory(bytes), name: name, options: options).read()
  }

  /// Reads two files of one score per line: bona fide presentations, and attacks of the options'
  /// unnamed species.
  public static func read(
    bonaFide bonaFidePath: String, attacks attackPath: String,
    options: ScoreReadingOptions = ScoreReadingOptions()
  ) throws -> ScoreFile {
    var table = ScoreTable()
    var found: [Diagnostic] = []
    var hasErrors = false
    for (path, kind) in [(bonaFidePath, PresentationClass.bonaFide), (attackPath, .attack)] {
      let source = ScoreSource(
        .file(try InputFile(path: path)), name: path, options: options)
      let state = try source.readWords(
        .init(words: 1, score: 0, fixed: kind))
      table.append(contentsOf: state.table)
      hasErrors = hasErrors || state.diagnostics.hasErrors
      found += state.diagnostics.all
    }
    if hasErrors { throw InvalidInput(found) }
    return ScoreFile(
      table: table, presentationIDs: nil, format: .pairedLists, diagnostics: found)
  }
}
