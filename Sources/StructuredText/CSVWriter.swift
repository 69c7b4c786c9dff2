/// Writes CSV (RFC 4180, UTF-8, LF) field by field.
///
/// `guarded` is for tables that people open (reports, metrics, listings): text cells go through
/// `CellText.spreadsheet` and do not read back byte for byte. `plain` is for files that programs
/// read back (manifests, locks, score files): text stays as it is, so that ids survive; what was
/// written reads back through `CSVReader`, except NUL, which the reader refuses. Numbers are never
/// guarded, so that `-0.25` stays a number.
public struct CSVWriter: Sendable {
  /// Who the table is for.
  public enum Style: Sendable {
    /// People with a spreadsheet: formulas disarmed, invisible scalars made visible.
    case guarded
    /// Programs: text byte for byte.
    case plain
  }

  /// The bytes so far.
  public private(set) var bytes: [UInt8] = []
  private let style: Style
  private var fieldsInRow = 0
  private var rowStart = 0

  /// Starts an empty table.
  public init(_ style: Style) {
    self.style = style
  }

  /// Adds a text cell.
  public mutating func text(_ text: String) {
    separate()
    let cell = style == .guarded ? CellText.spreadsheet(text) : text
    guard Self.needsQuotes(cell) else {
      bytes.append(contentsOf: cell.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Adds a number as its shortest digits.
  public mutating func number(_ value: Double) {
    separate()
    NumberText.appendShortest(value, to: &bytes)
  }

  /// Adds a number with a fixed count of decimals.
  public mutating func number(_ value: Double, decimals: Int) {
    separate()
    bytes.append(contentsOf: NumberText.fixed(value, decimals: decimals).utf8)
  }

  /// Adds a whole number.
  public mutating func number(_ value: Int) {
    separate()
    bytes.append(contentsOf: String(value).utf8)
  }

  /// Adds an empty cell.
  public mutating func empty() {
    separate()
  }

  /// Ends the row; one that would be a blank line is written as `""`.
  public mutating func endRow() {
    if bytes.count == rowStart { bytes.append(contentsOf: "\"\"".utf8) }
    bytes.append(0x0a)
    rowStart = bytes.count
    fieldsInRow = 0
  }

  /// Adds a row of text cells.
  public mutating func row(_ texts: [String]) {
    for text in texts { self.text(text) }
    endRow()
  }

  /// Hands over the bytes so far and forgets them; for streaming, between rows.
  public mutating func take() -> [UInt8] {
    defer {
      bytes.removeAll(keepingCapacity: true)
      rowStart = 0
    }
    return bytes
  }

  private mutating func separate() {
    if fieldsInRow > 0 { bytes.append(UInt8(ascii: ",")) }
    fieldsInRow += 1
  }

  /// Also for `;`, TAB and blanks at the ends, which some spreadsheets split at or cut off.
  private static func needsQuotes(_ cell: String) -> Bool {
    if cell.utf8.first == 0x20 || cell.utf8.last == 0x20 { return true }
    return cell.utf8.contains { byte in
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: ";"), 0x09, 0x0a, 0x0d: true
      default: false
      }
    }
  }
}
