import Comparison
import ErrorRates
import PADVocabulary
import StructuredText
import Testing

@testable import Reports

/// Two versions on the same presentations; `print` goes from 5 to 7 of 100 accepted attacks.
enum ComparisonFixture {
  static let print = PAISpecies("print")
  static let mask = PAISpecies("mask-3d/resin")

  /// The outcomes of a version; `text` is put into every field that comes from outside.
  static func version(_ number: Int, text: String = "", species: [PAISpecies] = [print, mask])
    -> OutcomeSet
  {
    var rows: [PresentationOutcome] = []
    for index in 0..<60 {
      let isRejected = number == 1 ? index < 3 : index == 2
      rows.append(
        row("live-\(text)\(index)", nil, isRejected ? 0.25 : 0.875, cluster: "s\(index)"))
    }
    for index in 0..<100 {
      let accepted = number == 1 ? (0..<5).contains(index) : (2..<9).contains(index)
      rows.append(row("print-\(text)\(index)", species[0], accepted ? 0.75 : 0.125))
    }
    for index in 0..<(species.count > 1 ? 40 : 0) {
      rows.append(row("mask-\(text)\(index)", species[1], index == 0 ? 0.625 : 0.0625))
    }
    let reason = text.isEmpty ? NonResponseReason.timeout : NonResponseReason(rawValue: text)
    if number == 2 { rows[rows.count - 1].outcome = .nonResponse(reason) }
    return OutcomeSet(
      name: text.isEmpty ? "v\(number)" : text,
      operatingPoint: OperatingPoint(
        threshold: 0.5, origin: .dev(criterion: text.isEmpty ? "bpcer20" : text)),
      outcomes: rows)
  }

  private static func row(
    _ id: String, _ species: PAISpecies?, _ score: Double, cluster: String = ""
  ) -> PresentationOutcome {
    PresentationOutcome(id: id, species: species, outcome: .score(score), cluster: cluster)
  }

  static func report(
    text: String = "", species: [PAISpecies] = [print, mask], flipLimit: Int = 20
  ) throws -> ComparisonReport {
    let results = try SubsystemComparison.compare(
      [
        ComparisonGroup(
          baseline: version(1, text: text, species: species),
          candidates: [version(2, text: text, species: species)])
      ], options: ComparisonOptions(replicates: 200))
    return ComparisonReport(
      groups: results, isSynthetic: true,
      diagnostics: text.isEmpty
        ? [] : [Diagnostic(.warning, file: text, line: 1, text, remedy: text)],
      flipLimit: flipLimit)
  }
}

/// What a text is to a reader of Markdown: per line the marks that make structure, without those that
/// are escaped.
func markdownMarks(_ text: String) -> [String] {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    var marks = ""
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if isEscaped {
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if "|`*_<>[]#~$&!@".unicodeScalars.contains(scalar) {
        marks.unicodeScalars.append(scalar)
      }
    }
    return marks
  }
}

/// The fields of a CSV text, quotes taken off (RFC 4180).
func csvFields(_ csv: String) -> [String] {
  var fields: [[UInt8]] = [[]]
  var isQuoted = false
  var before: UInt8 = 0
  for byte in csv.utf8 {
    defer { before = byte }
    switch byte {
    case UInt8(ascii: "\""):
      // A quote right after the one that seemed to end the field stands for itself.
      if !isQuoted, before == byte { fields[fields.count - 1].append(byte) }
      isQuoted.toggle()
    case UInt8(ascii: ",") where !isQuoted, 0x0a where !isQuoted: fields.append([])
    default: fields[fields.count - 1].append(byte)
    }
  }
  return fields.map { String(decoding: $0, as: UTF8.self) }
}

/// Whether a spreadsheet would take a field for a formula; a number with its sign is none.
func isFormula(_ field: String) -> Bool {
  guard let first = field.unicodeScalars.first, "=+-@".unicodeScalars.contains(first) else {
    return false
  }
  return Double(field) == nil
}

/// Every published payload, and those that this project found by itself.
func hostileTexts() throws -> [String] {
  guard ReferenceTexts.has else { return InjectionTests.payloads }
  return InjectionTests.payloads + (try ReferenceTexts.payloads())
}

/// Whether no scalar of a text could steer a terminal.
func isHarmless(_ text: String) -> Bool {
  !text.unicodeScalars.contains { $0.isUnprintable && $0 != "\n" }
}
