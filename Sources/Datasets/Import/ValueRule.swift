import PADVocabulary
import StructuredText

/// How a value follows from the names of a file: a text, a choice by another text, or a number.
indirect enum ValueRule: Sendable {
  /// `"client{client}"`
  case text(TextTemplate)
  /// `{by: "{device}", map: {print: print}, otherwise: replay}`
  case mapped(by: TextTemplate, map: [String: TextTemplate], otherwise: TextTemplate?)
  /// `{number: "{n}", plus: 20, digits: 2}`
  case number(TextTemplate, plus: Int, digits: Int)

  /// The value.
  ///
  /// - Throws: `LayoutProblem` for a text that the map does not know, or that is no number.
  func value(_ values: PartValues) throws(LayoutProblem) -> String {
    switch self {
    case .text(let template): return template.filled(values)
    case .mapped(let by, let map, let otherwise):
      let key = by.filled(values)
      guard let template = map[key] ?? otherwise else {
        throw LayoutProblem("the layout does not say what \(key.shown) means (\(by.text))")
      }
      return template.filled(values)
    case .number(let template, let plus, let digits):
      let text = template.filled(values)
      let trimmed = text.utf8.drop { $0 == UInt8(ascii: "0") }
      guard !text.isEmpty, text.utf8.count <= 18,
        text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let value = Int(trimmed.isEmpty ? "0" : String(decoding: trimmed, as: UTF8.self))
      else { throw LayoutProblem("\(text.shown) is no whole number (\(template.text))") }
      let (sum, overflows) = value.addingReportingOverflow(plus)
      if overflows { throw LayoutProblem("\(text.shown) is too large a number") }
      let words = String(sum)
      return String(repeating: "0", count: max(0, digits - words.utf8.count)) + words
    }
  }
}

/// Which presentations a rule is for: `{set: train, phone: {not: "{fold}"}}`.
struct LayoutCondition: Sendable {
  /// One name with the values it must have, or must not have.
  struct Term: Sendable {
    var slot: Int
    var isNegated: Bool
    var values: [TextTemplate]
  }

  var terms: [Term] = []

  /// Whether all terms hold.
  func holds(_ values: PartValues) -> Bool {
    terms.allSatisfy { term in
      let text = values[term.slot]
      return term.values.contains { $0.filled(values).utf8.elementsEqual(text.utf8) }
        != term.isNegated
    }
  }
}
