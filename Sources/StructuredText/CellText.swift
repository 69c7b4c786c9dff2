import PADVocabulary

/// Text from data made safe for the place it is shown in; one function per place.
///
/// All work on unicode scalars: a combining mark after `=` makes one `Character` of the two, which
/// a spreadsheet still reads as a formula. Controls, bidirectional and zero-width scalars become
/// `\u{…}` everywhere.
public enum CellText {
  /// A text for a cell that a spreadsheet may open: one that could be read as a formula gets a
  /// leading `'` (OWASP ASVS 5, 1.2.10, extended to scalars that become a trigger by
  /// compatibility mapping and to triggers after blanks and invisible scalars). Not for numbers.
  public static func spreadsheet(_ text: String) -> String {
    (couldBeFormula(text) ? "'" : "") + text.printable
  }

  /// Whether a spreadsheet could take a text for a formula.
  static func couldBeFormula(_ text: String) -> Bool {
    switch text.unicodeScalars.first?.value {
    case 0x00, 0x09, 0x0a, 0x0d: return true
    default: break
    }
    let significant = text.unicodeScalars.first { scalar in
      let properties = scalar.properties
      return !properties.isWhitespace && !properties.isDefaultIgnorableCodePoint
        && properties.generalCategory != .control && properties.generalCategory != .format
    }
    switch significant?.value {
    case 0x3d, 0x207c, 0x208c, 0x2a75, 0x2a76, 0xfe66, 0xff1d: return true  // =
    case 0x2b, 0x207a, 0x208a, 0xfb29, 0xfe62, 0xff0b: return true  // +
    case 0x2d, 0xfe63, 0xff0d: return true  // -
    case 0x40, 0xfe6b, 0xff20: return true  // @
    case 0x7c, 0xff5c: return true  // |
    case 0x25, 0xfe6a, 0xff05: return true  // %
    default: return false
    }
  }

  /// A text for a cell of a Markdown table or for a line of Markdown: it shows as it is, is no
  /// markup, no link and no further cell.
  public static func markdown(_ text: String) -> String {
    var escaped = ""
    let scalars = Array(text.printable.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "|", "\\", "`", "*", "_", "<", ">", "[", "]", "#", "~", "$", "&", "!", "@":
        escaped.unicodeScalars.append("\\")
      case ":"
      where index + 2 < scalars.count && scalars[index + 1] == "/" && scalars[index + 2] == "/",
        "." where index >= 3 && scalars[(index - 3)..<index].allSatisfy { $0 == "w" || $0 == "W" }:
        escaped.unicodeScalars.append("\\")  // renderers make links of bare addresses
      default: break
      }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }

  /// A text for HTML, as a text node or inside a quoted attribute value; not for script, style or
  /// addresses.
  public static func html(_ text: String) -> String {
    var escaped = ""
    for scalar in text.printable.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "`": escaped += "&#96;"  // once a quote of attributes to some readers
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
