import Imaging
import PADVocabulary
import StructuredText

/// The sections of a card that describe what happens to pictures and scores.
extension CardParser {
  mutating func preprocessing(
    _ node: YAMLNode?, isRequired: Bool, role: SubsystemCard.Role
  ) -> Preprocessing {
    var result = Preprocessing()
    let keys = [
      "decode_scale", "alignment", "crop_scale", "padding", "fit", "width", "height",
      "interpolation", "colour",
      "range", "mean", "std",
    ]
    guard let section = node?.mapping(keys: keys, &diagnostics) else { return result }
    func value(_ key: String, _ list: inout DiagnosticList) -> YAMLNode? {
      isRequired ? section.required(key, &list) : section[key]
    }
    if let word = section["decode_scale"]?.choice(of: DecodeScaleWord.self, &diagnostics) {
      result.decodeScale = word.scale
    }
    result.alignments = alignments(section, isRequired: isRequired, role: role)
    let scale = role == .detector ? value("crop_scale", &diagnostics) : section["crop_scale"]
    if let scale {
      if case .scalar("whole", _) = scale.content {
        result.cropScale = nil
      } else {
        result.cropScale = scale.double(in: 0.1...20, &diagnostics)
      }
    }
    if let word = section["padding"]?.choice(of: Border.self, &diagnostics) {
      result.padding = word
    }
    if let word = section["fit"]?.choice(of: Preprocessing.Fit.self, &diagnostics) {
      result.fit = word
    }
    if result.fit == .letterbox, result.cropScale != nil {
      diagnostics.error(
        line: section["fit"]?.line, "letterbox is for whole pictures, and crop_scale takes a part",
        remedy: "remove one of the two")
    }
    if let word = section["interpolation"]?
      .choice(of: Preprocessing.Interpolation.self, &diagnostics)
    {
      result.interpolation = word
    }
    result.width = value("width", &diagnostics)?.integer(in: 1...4096, &diagnostics) ?? 0
    result.height = value("height", &diagnostics)?.integer(in: 1...4096, &diagnostics) ?? 0
    if let word = value("colour", &diagnostics)?
      .choice(of: Preprocessing.ColourOrder.self, &diagnostics)
    {
      result.colourOrder = word
    }
    if let word = value("range", &diagnostics)?
      .choice(of: Preprocessing.ValueRange.self, &diagnostics)
    {
      result.valueRange = word
    }
    if !result.alignments.isEmpty, result.width != result.height {
      diagnostics.error(
        line: section["width"]?.line,
        "an aligned face is a square, and the input is \(result.width) × \(result.height)")
    }
    let planes = result.colourOrder.planes
    result.mean = perPlane(section["mean"], planes: planes, in: -1e6...1e6)
    result.standardDeviation = perPlane(section["std"], planes: planes, in: 1e-6...1e6)
    return result
  }

  private mutating func perPlane(
    _ node: YAMLNode?, planes: Int, in range: ClosedRange<Double>
  ) -> [Double] {
    guard let node, let list = node.list(&diagnostics) else { return [] }
    let values = list.compactMap { $0.double(in: range, &diagnostics) }
    if list.count != planes {
      diagnostics.error(
        line: node.line, column: node.column,
        "\(list.count) values where the colour order has \(planes)")
    }
    return values
  }

  mutating func output(
    _ node: YAMLNode?, isRequired: Bool, role: SubsystemCard.Role
  ) -> ScoreOutput {
    var result = ScoreOutput()
    // A matcher's output is a vector: all of it is taken, as it is.
    let keys = role == .matcher ? ["name"] : ["name", "index", "activation", "high_means"]
    guard let section = node?.mapping(keys: keys, &diagnostics) else { return result }
    func value(_ key: String, _ list: inout DiagnosticList) -> YAMLNode? {
      isRequired ? section.required(key, &list) : section[key]
    }
    result.name = section["name"]?.string(&diagnostics) ?? ""
    result.index = value("index", &diagnostics)?.integer(in: 0...65_535, &diagnostics) ?? 0
    if let word = value("activation", &diagnostics)?
      .choice(of: ScoreOutput.Activation.self, &diagnostics)
    {
      result.activation = word
    }
    if let word = value("high_means", &diagnostics)?
      .choice(of: ScoreOutput.Polarity.self, &diagnostics)
    {
      result.polarity = word
    }
    return result
  }

  mutating func needs(_ node: YAMLNode?) -> SubsystemNeeds {
    guard let node, let list = node.list(&diagnostics) else { return [] }
    var needs: SubsystemNeeds = []
    for item in list {
      guard let word = item.string(&diagnostics) else { continue }
      if let known = SubsystemNeeds.words.first(where: { $0.word == word }) {
        needs.insert(known.need)
      } else {
        diagnostics.error(
          line: item.line, column: item.column, "\(word.shown) is nothing a presentation can have",
          remedy: remedy(for: word, among: SubsystemNeeds.words.map(\.word)))
      }
    }
    return needs
  }

  mutating func frames(_ node: YAMLNode?) -> FramePolicy {
    var result = FramePolicy()
    let keys = ["skip", "every", "count", "aggregate", "minimum_scored"]
    guard let section = node?.mapping(keys: keys, &diagnostics) else { return result }
    let positions = 0...FramePolicy.unlimited
    let counts = 1...FramePolicy.unlimited
    result.skip = section["skip"]?.integer(in: positions, &diagnostics) ?? result.skip
    result.every = section["every"]?.integer(in: counts, &diagnostics) ?? result.every
    result.count = section["count"]?.integer(in: counts, &diagnostics) ?? result.count
    if let word = section["aggregate"]?.choice(of: FramePolicy.Aggregation.self, &diagnostics) {
      result.aggregation = word
    }
    if let fewest = section["minimum_scored"] {
      result.minimumScored = fewest.integer(in: counts, &diagnostics) ?? 1
      if result.minimumScored > result.count {
        diagnostics.error(
          line: fewest.line, column: fewest.column,
          "minimum_scored is above count, so that no presentation could ever have a score")
      }
    }
    return result
  }

  mutating func limits(_ node: YAMLNode?) -> SubsystemLimits {
    var result = SubsystemLimits()
    let keys = ["threads", "seconds", "hello_seconds", "memory_mib", "restarts"]
    guard let section = node?.mapping(keys: keys, &diagnostics) else { return result }
    result.threads = section["threads"]?.integer(in: 1...256, &diagnostics) ?? result.threads
    result.seconds = section["seconds"]?.double(in: 0.001...86_400, &diagnostics)
    result.helloSeconds = section["hello_seconds"]?.double(in: 0.001...86_400, &diagnostics)
    result.restarts = section["restarts"]?.integer(in: 0...1_000_000, &diagnostics)
    result.memory = section["memory_mib"]?.integer(in: 1...16_777_216, &diagnostics)
    return result
  }

  mutating func settings(_ node: YAMLNode?) -> [CardSetting] {
    guard let node, let section = node.mapping(&diagnostics) else { return [] }
    var settings: [CardSetting] = []
    for entry in section.entries {
      guard CardSetting.isName(entry.key) else {
        diagnostics.error(
          line: entry.line, column: entry.column, "\(entry.key.shown) is no name for a setting",
          remedy: "use lower-case letters, digits and '_', at most 64")
        continue
      }
      guard case .scalar(let text, let isQuoted) = entry.value.content, !entry.value.isNull else {
        diagnostics.error(
          line: entry.value.line, column: entry.value.column, "a setting is a number or a word")
        continue
      }
      if !isQuoted, let number = try? NumberText.double(text) {
        settings.append(CardSetting(entry.key, number))
      } else {
        settings.append(CardSetting(entry.key, text))
      }
    }
    return settings
  }
}

/// The decode scales as cards write them.
enum DecodeScaleWord: String, CaseIterable {
  case full, half, quarter, eighth

  var scale: DecodeScale {
    switch self {
    case .full: .full
    case .half: .half
    case .quarter: .quarter
    case .eighth: .eighth
    }
  }

  init(_ scale: DecodeScale) {
    switch scale {
    case .full: self = .full
    case .half: self = .half
    case .quarter: self = .quarter
    case .eighth: self = .eighth
    }
  }
}

extension CardSetting {
  /// Whether a text may name a setting.
  static func isName(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count)
      && name.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x7a).contains($0) || $0 == UInt8(ascii: "_")
      }
  }
}
