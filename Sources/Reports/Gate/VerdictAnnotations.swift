import PADVocabulary
import ReleaseGate

/// A verdict as annotations of a CI job: one per thing that somebody has to look at, the verdict
/// first.
enum VerdictAnnotations {
  private struct Annotation {
    var severity: Diagnostic.Severity
    var title: String
    var message: String
  }

  /// Workflow commands of GitHub Actions.
  static func github(_ report: VerdictReport, _ figures: Figures) -> String {
    annotations(report, figures).map { entry in
      let command =
        switch entry.severity {
        case .error: "error"
        case .warning: "warning"
        case .note: "notice"
        }
      return "::\(command) title=\(property(entry.title))::\(data(entry.message))\n"
    }.joined()
  }

  /// Lines as compilers write them.
  static func generic(_ report: VerdictReport, _ figures: Figures) -> String {
    annotations(report, figures).map { entry in
      "\(report.policyName): \(entry.severity.rawValue): \(entry.title): \(entry.message)".printable
        + "\n"
    }.joined()
  }

  private static func annotations(
    _ report: VerdictReport, _ figures: Figures
  ) -> [Annotation] {
    let words = VerdictWords(report, figures)
    let severity: Diagnostic.Severity =
      switch report.status {
      case .pass: .note
      case .undecided: .warning
      case .fail, .cannotJudge: .error
      }
    var found = [
      Annotation(
        severity: severity, title: "padbench gate: \(report.status)", message: words.sentence)
    ]
    found += report.faults.map {
      Annotation(severity: .error, title: "cannot judge", message: $0.withoutSeverity)
    }
    found += words.lines(.fail).map {
      Annotation(severity: .error, title: "\($0.rule): \($0.subject)", message: $0.clause)
    }
    found += words.lines(.undecided).map {
      Annotation(
        severity: .warning, title: "\($0.rule): \($0.subject)",
        message: $0.need.isEmpty ? $0.clause : "\($0.need); \($0.clause)")
    }
    found += report.warnings.filter { $0.severity == .warning }.map {
      Annotation(severity: .warning, title: "to be read with it", message: $0.withoutSeverity)
    }
    return found
  }

  /// The message of a workflow command: data after `::` ends at the line's end only.
  private static func data(_ text: String) -> String {
    var escaped = ""
    for scalar in text.printable.unicodeScalars {
      if scalar == "%" {
        escaped += "%25"
      } else {
        escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// A property of a workflow command, which ends at `,` and `::` too.
  private static func property(_ text: String) -> String {
    var escaped = ""
    for scalar in data(text).unicodeScalars {
      switch scalar {
      case ":": escaped += "%3A"
      case ",": escaped += "%2C"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
