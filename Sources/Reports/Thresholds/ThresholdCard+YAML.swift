import ErrorRates
public import PADVocabulary
import StructuredText

extension ThresholdCard {
  private static let format = "padbench-threshold-1"

  /// The card as YAML, ending with a line break.
  public var yaml: String {
    var text = """
      # A threshold that padbench chose; use it again with --threshold-card.
      format: \(Self.format)
      subsystem: \(Self.quoted(subsystem))
      threshold: \(NumberText.shortest(threshold))
      origin: \(Self.quoted(origin))
      non_response: \(nonResponsePolicy.rawValue)
      dev:
        digest: \(devDigest)
        presentations: \(devPresentations)
      # Rates on dev at this threshold.
      expected:

      """
    if expected.isEmpty { text = text.replacing("expected:\n", with: "expected: []\n") }
    for rate in expected {
      text += """
          - rate: \(rate.rate)
            species: \(Self.quoted(rate.species))
            errors: \(rate.errors)
            trials: \(rate.trials)
            lower: \(NumberText.shortest(rate.lower))
            upper: \(NumberText.shortest(rate.upper))
            level: \(NumberText.shortest(rate.level))
            method: \(Self.quoted(rate.method))

        """
    }
    return text
  }

  /// A text in quotes that YAML reads as JSON does.
  private static func quoted(_ text: String) -> String {
    let bytes = (try? JSONValue.string(text).bytes()) ?? Array("\"\"".utf8)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads a card.
  ///
  /// - Throws: `FileFault` when it cannot be read; `InvalidInput` with everything that is wrong.
  public static func read(path: String) throws -> ThresholdCard {
    try parse(try StrictYAML.read(path: path), file: path)
  }

  /// Reads the bytes of a card; `name` stands for it in diagnostics.
  public static func read(bytes: [UInt8], name: String) throws(InvalidInput) -> ThresholdCard {
    try parse(try StrictYAML.parse(bytes, name: name), file: name)
  }

  private static func parse(_ root: YAMLNode, file: String) throws(InvalidInput) -> ThresholdCard {
    var found = DiagnosticList(file: file)
    let fields = root.mapping(
      keys: [
        "format", "subsystem", "threshold", "origin", "non_response", "dev", "expected",
      ], &found)
    let format = fields?.required("format", &found)
    if let text = format?.string(&found), text != Self.format {
      found.error(
        line: format?.line, "the format is not '\(Self.format)'",
        remedy: "write a threshold card with --save-threshold")
    }
    let subsystem = fields?.required("subsystem", &found)?.string(&found)
    let threshold = fields?.required("threshold", &found)?.double(&found)
    let origin = fields?.required("origin", &found)?.string(&found)
    let policy = fields?.required("non_response", &found)?
      .choice(of: NonResponsePolicy.self, &found)
    let dev = fields?.required("dev", &found)?.mapping(keys: ["digest", "presentations"], &found)
    let digest = dev?.required("digest", &found)?.string(&found)
    let presentations = dev?.required("presentations", &found)?
      .integer(in: 0...Int(Int32.max), &found)
    let expected = fields?.required("expected", &found)?.list(&found)?
      .compactMap { rate($0, &found) }
    try found.throwErrors()
    guard let subsystem, let threshold, let origin, let policy, let digest, let presentations,
      let expected
    else { throw InvalidInput(.init(.error, file: file, "this is no threshold card")) }
    return ThresholdCard(
      subsystem: subsystem, threshold: threshold, origin: origin, nonResponsePolicy: policy,
      devDigest: digest, devPresentations: presentations, expected: expected)
  }

  private static func rate(_ node: YAMLNode, _ found: inout DiagnosticList) -> ExpectedRate? {
    let fields = node.mapping(
      keys: ["rate", "species", "errors", "trials", "lower", "upper", "level", "method"], &found)
    let counts = 0...Int(Int32.max)
    guard let rate = fields?.required("rate", &found)?.string(&found),
      let species = fields?.required("species", &found)?.string(&found),
      let errors = fields?.required("errors", &found)?.integer(in: counts, &found),
      let trials = fields?.required("trials", &found)?.integer(in: counts, &found),
      let lower = fields?.required("lower", &found)?.double(in: 0...1, &found),
      let upper = fields?.required("upper", &found)?.double(in: 0...1, &found),
      let level = fields?.required("level", &found)?.double(in: 0...1, &found),
      let method = fields?.required("method", &found)?.string(&found)
    else { return nil }
    return ExpectedRate(
      rate: rate, species: species, errors: errors, trials: trials, lower: lower, upper: upper,
      level: level, method: method)
  }
}
