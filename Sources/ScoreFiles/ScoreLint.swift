public import PADVocabulary
import StructuredText

/// What a look at a score file found: everything that is wrong or worth knowing.
public struct ScoreLint: Sendable {
  /// Errors, warnings and notes, in file order.
  public var diagnostics: [Diagnostic]
  /// The rows of a file without errors.
  public var rows: Int?
  /// The outcomes of a file without errors that holds presentations, not comparisons.
  public var table: ScoreTable?

  /// Whether the file cannot be used.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Looks at a score file of any format, also at Bob's comparisons and at one of a pair of lists.
  ///
  /// - Throws: `FileFault` when it cannot be read.
  public static func look(
    at path: String, options: ScoreReadingOptions = ScoreReadingOptions()
  ) throws(FileFault) -> ScoreLint {
    let source = ScoreSource(
      .file(try InputFile(path: path)), name: path.printable, options: options)
    do {
      switch try options.format ?? ScoreFormat.detected(in: source.readHead()) {
      case .bobVulnerability:
        let scores = try ComparisonScores.read(path: path)
        return ScoreLint(
          diagnostics: [], rows: scores.mated.count + scores.nonMated.count + scores.attacks.count)
      case .pairedLists:
        let state = try source.readWords(.init(words: 1, score: 0, fixed: .bonaFide))
        return ScoreLint(
          diagnostics: state.diagnostics.all,
          rows: state.diagnostics.hasErrors ? nil : state.table.count)
      default:
        let file = try source.read()
        return ScoreLint(
          diagnostics: file.diagnostics, rows: file.table.count, table: file.table)
      }
    } catch let error as InvalidInput {
      return ScoreLint(diagnostics: error.diagnostics)
    } catch let error as FileFault {
      throw error
    } catch {
      throw FileFault(path: path.printable, operation: "read", message: "\(error)")
    }
  }
}
