import PADVocabulary

extension DatasetDescription {
  /// The description as the bytes of a `dataset.yaml` that reads back equal; always the same for
  /// equal descriptions.
  public var yaml: String {
    var text = "name: \(Self.quoted(name))\n"
    text += "version: \(Self.quoted(version))\n"
    text += "synthetic: \(isSynthetic)\n"
    for (key, value) in [
      ("licence", licence), ("consent_basis", consentBasis), ("retention", retention),
      ("provenance", provenance),
    ] where !value.isEmpty {
      text += "\(key): \(Self.quoted(value))\n"
    }
    if !purposes.isEmpty {
      text += "purposes:\n"
      for purpose in purposes { text += "  - \(Self.quoted(purpose))\n" }
    }
    if !species.isEmpty {
      text += "species:\n"
      for entry in species {
        text += "  \(Self.quoted(entry.species.name)):\n"
        if let potential = entry.attackPotential {
          text += "    attack_potential: \(potential.rawValue)\n"
        }
        if !entry.description.isEmpty {
          text += "    description: \(Self.quoted(entry.description))\n"
        }
      }
    }
    if !mediaRoots.isEmpty {
      text += "media_roots:\n"
      for root in mediaRoots { text += "  \(root.name): \(Self.quoted(root.description))\n" }
    }
    return text
  }

  /// A text as a double-quoted YAML scalar, so that nothing in it can be markup.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where scalar.isUnprintable:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
