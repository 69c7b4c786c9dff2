public import Evidence
import Imaging
import PADVocabulary
import StructuredText

extension SubsystemCard {
  /// Names everything about the card that can change a score: the SHA-256 of `canonicalText`.
  public var digest: ContentDigest { ContentDigest(of: canonicalText) }

  /// One line for `detector list`: what it is, what it needs, and where it comes from.
  public var summary: String {
    var parts = ["\(name) \(version)", "\(role.rawValue), \(kind.rawValue)"]
    if !about.isEmpty { parts.append(about) }
    if !needs.isEmpty { parts.append("needs " + needs.names.joined(separator: ", ")) }
    if !licence.isEmpty { parts.append(licence) }
    return parts.joined(separator: " · ")
  }

  /// The card as bytes that are equal exactly when everything that can change a score is: a card
  /// file with every value written out, in a fixed order, without the texts for people.
  public var canonicalText: String {
    var text = CanonicalText()
    text.line("card", String(CardParser.format))
    text.line("name", quoted: name)
    text.line("version", quoted: version)
    text.line("kind", kind.rawValue)
    text.line("role", role.rawValue)
    text.list(
      "files",
      files.map { "{path: \(CanonicalText.quoted($0.path)), sha256: \"\($0.sha256)\"}" })
    if !command.isEmpty { text.list("command", command.map(CanonicalText.quoted)) }
    if kind == .process {
      text.line("delivery", process.delivery.rawValue)
      text.line("working_folder", process.workingFolder.rawValue)
      text.list("environment", process.environment.map(CanonicalText.quoted))
    }
    text.section("input", preprocessing.canonicalFields)
    let output = output.canonicalFields
    text.section("output", role == .matcher ? output.filter { $0.0 == "name" } : output)
    if let comparison { text.line("comparison", comparison.rawValue) }
    text.list("needs", needs.names)
    text.section("frames", framePolicy.canonicalFields)
    text.section("limits", limits.canonicalFields)
    if let threshold { text.line("threshold", NumberText.shortest(threshold)) }
    text.section(
      "settings",
      settings.map { setting in
        switch setting.value {
        case .number(let number): (setting.name, NumberText.shortest(number))
        case .text(let word): (setting.name, CanonicalText.quoted(word))
        }
      })
    return text.text
  }
}

extension Preprocessing {
  fileprivate var canonicalFields: [(String, String)] {
    func list(_ values: [Double], or fallback: Double) -> String {
      let written =
        values.isEmpty ? Array(repeating: fallback, count: colourOrder.planes) : values
      return "[" + written.map(NumberText.shortest).joined(separator: ", ") + "]"
    }
    // Written only where there is one, so that cards that align nothing keep their digests.
    let aligned = alignments.map(\.rawValue).joined(separator: ", ")
    return (alignments.isEmpty ? [] : [("alignment", "[\(aligned)]")]) + [
      ("decode_scale", DecodeScaleWord(decodeScale).rawValue),
      ("crop_scale", cropScale.map(NumberText.shortest) ?? "whole"),
      ("padding", padding.rawValue),
      ("fit", fit.rawValue),
      ("width", String(width)),
      ("height", String(height)),
      ("interpolation", interpolation.rawValue),
      ("colour", colourOrder.rawValue),
      ("range", valueRange.rawValue),
      ("mean", list(mean, or: 0)),
      ("std", list(standardDeviation, or: 1)),
    ]
  }
}

extension ScoreOutput {
  fileprivate var canonicalFields: [(String, String)] {
    [
      ("name", CanonicalText.quoted(name)),
      ("index", String(index)),
      ("activation", activation.rawValue),
      ("high_means", polarity.rawValue),
    ]
  }
}

extension FramePolicy {
  fileprivate var canonicalFields: [(String, String)] {
    [
      ("skip", String(skip)),
      ("every", String(every)),
      ("count", String(count)),
      ("aggregate", aggregation.rawValue),
      ("minimum_scored", String(minimumScored)),
    ]
  }
}

extension SubsystemLimits {
  fileprivate var canonicalFields: [(String, String)] {
    var fields = [("threads", String(threads))]
    if let seconds { fields.append(("seconds", NumberText.shortest(seconds))) }
    if let helloSeconds {
      fields.append(("hello_seconds", NumberText.shortest(helloSeconds)))
    }
    if let memory { fields.append(("memory_mib", String(memory))) }
    return fields
  }
}

/// Writes the lines of a card.
private struct CanonicalText {
  private(set) var text = ""

  mutating func line(_ key: String, _ value: String) {
    text += "\(key): \(value)\n"
  }

  mutating func line(_ key: String, quoted value: String) {
    line(key, Self.quoted(value))
  }

  mutating func list(_ key: String, _ items: [String]) {
    line(key, "[" + items.joined(separator: ", ") + "]")
  }

  mutating func section(_ key: String, _ fields: [(String, String)]) {
    if fields.isEmpty { return }
    text += key + ":\n"
    for (name, value) in fields { text += "  \(name): \(value)\n" }
  }

  /// A text in double quotes that YAML and JSON read alike.
  static func quoted(_ value: String) -> String {
    var quoted = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case _ where scalar.isUnprintable && scalar.value <= 0xffff:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
