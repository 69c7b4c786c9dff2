import PADVocabulary
import StructuredText

extension JSONValue {
  /// The report text with every scalar that could steer a terminal as a JSON escape: the same value
  /// to a program, and harmless to a person who prints the file.
  var visibleReportText: String {
    var text = ""
    for scalar in reportText.unicodeScalars {
      // Line breaks stand between values only: inside texts the writer escapes them.
      if scalar.isUnprintable, scalar != "\n" {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        }
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
