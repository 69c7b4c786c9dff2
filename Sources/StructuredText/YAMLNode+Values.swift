/// Reading values by declared types; what does not fit is added to the diagnostics.
extension YAMLNode {
  /// The node as text; a plain `NO`, `1.10` or `010` is the text it is written as.
  public func string(_ diagnostics: inout DiagnosticList) -> String? {
    if case .scalar(let text, _) = content, !isNull { return text }
    refuse("text", &diagnostics)
    return nil
  }

  /// The node as a finite number of `NumberText`, written without quotes, within `range`.
  public func double(
    in range: ClosedRange<Double> = -Double
      .greatestFiniteMagnitude...Double
      .greatestFiniteMagnitude, _ diagnostics: inout DiagnosticList
  ) -> Double? {
    guard let text = plain("a number", &diagnostics) else { return nil }
    do throws(NumberFault) {
      let value = try NumberText.double(text)
      if range.contains(value) { return value }
      let bounds =
        "\(NumberText.shortest(range.lowerBound)) … \(NumberText.shortest(range.upperBound))"
      refuse("\(text.shown) is not within \(bounds)", &diagnostics, isSentence: true)
    } catch {
      refuse("\(text.shown) \(error)", &diagnostics, isSentence: true)
    }
    return nil
  }

  /// The node as a whole number, written without quotes, within `range`.
  public func integer(
    in range: ClosedRange<Int> = Int.min...Int.max, _ diagnostics: inout DiagnosticList
  ) -> Int? {
    guard let text = plain("a whole number", &diagnostics) else { return nil }
    do throws(NumberFault) {
      let value = try NumberText.integer(text)
      if range.contains(value) { return value }
      refuse(
        "\(text.shown) is not within \(range.lowerBound) … \(range.upperBound)", &diagnostics,
        isSentence: true)
    } catch {
      let whole = error == .malformed ? "is not a whole number" : error.description
      refuse("\(text.shown) \(whole)", &diagnostics, isSentence: true)
    }
    return nil
  }

  /// The node as `true` or `false`, written so and without quotes; `yes`, `on`, `True` are refused.
  public func flag(_ diagnostics: inout DiagnosticList) -> Bool? {
    guard let text = plain("true or false", &diagnostics) else { return nil }
    switch text {
    case "true": return true
    case "false": return false
    default:
      refuse("\(text.shown) is neither true nor false", &diagnostics, isSentence: true)
      return nil
    }
  }

  /// The node as one of the texts of a closed set.
  public func choice<Choice: RawRepresentable & CaseIterable>(
    of type: Choice.Type, _ diagnostics: inout DiagnosticList
  ) -> Choice? where Choice.RawValue == String {
    guard let text = string(&diagnostics) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    diagnostics.error(
      line: line, column: column, "\(text.shown) is not a value that may stand here",
      remedy: remedy(for: text, among: Choice.allCases.map(\.rawValue)))
    return nil
  }

  /// The node as a list; a single value is no list.
  public func list(_ diagnostics: inout DiagnosticList) -> [YAMLNode]? {
    if case .sequence(let nodes) = content { return nodes }
    refuse("a list", &diagnostics)
    return nil
  }

  /// The node as a list of texts; `nil` when any of them is none.
  public func strings(_ diagnostics: inout DiagnosticList) -> [String]? {
    guard let nodes = list(&diagnostics) else { return nil }
    let texts = nodes.map { $0.string(&diagnostics) }
    let found = texts.compactMap(\.self)
    return found.count == texts.count ? found : nil
  }

  /// The node as a mapping, whatever its names.
  public func mapping(_ diagnostics: inout DiagnosticList) -> YAMLMapping? {
    if case .mapping(let mapping) = content { return mapping }
    refuse("a mapping", &diagnostics)
    return nil
  }

  /// The node as a mapping of known names; other names are errors that name the nearest.
  public func mapping(
    keys known: [String], _ diagnostics: inout DiagnosticList
  ) -> YAMLMapping? {
    let found = mapping(&diagnostics)
    found?.refuseKeys(otherThan: known, &diagnostics)
    return found
  }

  private func plain(_ wanted: String, _ diagnostics: inout DiagnosticList) -> String? {
    switch content {
    case .scalar(let text, isQuoted: false) where !isNull: return text
    case .scalar(let text, isQuoted: true):
      diagnostics.error(
        line: line, column: column, "\(text.shown) is text where \(wanted) is expected",
        remedy: "write it without quotes")
    default: refuse(wanted, &diagnostics)
    }
    return nil
  }

  private func refuse(
    _ wanted: String, _ diagnostics: inout DiagnosticList, isSentence: Bool = false
  ) {
    diagnostics.error(
      line: line, column: column, isSentence ? wanted : "\(kind) where \(wanted) is expected")
  }
}
