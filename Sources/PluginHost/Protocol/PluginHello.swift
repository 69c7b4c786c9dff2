import StructuredText
import Subsystems

/// What a plugin says about itself before anything is asked.
struct PluginHello: Sendable, Hashable {
  /// The version of the protocol that is spoken here.
  static let version = 1

  /// The program's name.
  var name: String
  /// The program's version.
  var version: String
  /// What high scores mean, when it says so.
  var polarity: ScoreOutput.Polarity?
  /// Where scores lie, when it says so.
  var range: ClosedRange<Double>?
  /// How many questions may be open at once, when it says so.
  var window: Int?
  /// What a matcher's templates are; `nil` for every other role.
  var templates: TemplateForm?

  /// The program and its version, for a run's identity.
  var identity: String { "\(name) \(version)" }

  /// Reads a plugin's first line and compares it with its card.
  ///
  /// - Throws: `PluginFault` for a line that is no hello, or the hello of something else.
  init(_ bytes: [UInt8], number: Int, card: SubsystemCard) throws(PluginFault) {
    let ofItsRole =
      card.role == .matcher ? ["dimensions", "compares", "range"] : ["high_means", "range"]
    let line = try SpokenLine(
      bytes, number: number,
      known: ["type", "protocol", "name", "version", "role", "window"] + ofItsRole)
    guard line["type"]?.text == "hello" else { throw line.fault("is no hello") }
    guard line["protocol"]?.whole == Self.version else {
      throw line.fault("does not speak version \(Self.version) of the protocol")
    }
    name = try line.word("name")
    version = try line.word("version")
    if let role = line["role"], role.text != card.role.rawValue {
      throw line.fault("does not say the card's role, \(card.role.rawValue)")
    }
    if let word = line["high_means"] {
      polarity = word.text.flatMap(ScoreOutput.Polarity.init(rawValue:))
      guard polarity == card.output.polarity else {
        throw line.fault(
          "does not say what the card says of high scores, "
            + "'high_means: \(card.output.polarity.rawValue)'")
      }
    }
    if let bounds = line["range"] {
      guard let items = bounds.items, items.count == 2, let low = items[0].double,
        let high = items[1].double, low < high
      else { throw line.fault("has a range that is not [lowest, highest]") }
      range = low...high
    }
    if let number = line["window"] {
      guard let count = number.whole, (1...ProcessTerms.mostInWindow).contains(count) else {
        throw line.fault(
          "has a window that is no number from 1 to \(ProcessTerms.mostInWindow)")
      }
      window = count
    }
    if card.role == .matcher { templates = try TemplateForm(line) }
  }
}
