import StructuredText
import Subsystems

/// What a fusion has learned: how each part's answer becomes evidence, and what that counts.
struct FusionModel {
  /// One part.
  struct Part {
    /// The part's name.
    var name: String
    /// Turns the part's features into log-odds.
    var linear: LinearModel
    /// Whether the part's score is a number from 0 to 1 whose log-odds are what counts.
    var isProbability: Bool
  }

  var parts: [Part]
  /// What each part's evidence counts, and at last what the lowest of them counts.
  var weights: [Double]
  var offset: Double

  /// Evidence of one part is held within this, so that no part outvotes all others.
  static let mostEvidence = 8.0

  /// Evidence of each part for bona fide, in log-odds; `nil` for a part that did not respond.
  func evidence(_ features: [[Double]]) -> [Double?] {
    zip(parts, features).map { part, features in
      features.isEmpty ? nil : Self.evidence(features, of: part)
    }
  }

  static func evidence(_ features: [Double], of part: Part) -> Double {
    let value = part.linear.evidence(prepared(features, isProbability: part.isProbability))
    return min(max(value, -mostEvidence), mostEvidence)
  }

  /// Features as a part's linear model wants them.
  static func prepared(_ features: [Double], isProbability: Bool) -> [Double] {
    isProbability ? features.map { Logistic.logOdds($0, most: 20) } : features
  }

  /// What is weighed: each part's evidence, and the lowest. A part that did not respond says
  /// nothing, neither for nor against: missing inputs are no evidence.
  static func weighed(_ evidence: [Double?]) -> [Double] {
    evidence.map { $0 ?? 0 } + [evidence.compactMap(\.self).min() ?? 0]
  }

  /// The verdict of all parts.
  func judge(_ features: [[Double]]) -> (evidence: Double, cues: [Cue]) {
    let evidence = evidence(features)
    let contributions = zip(Self.weighed(evidence), weights).map { $0 * $1 }
    var cues: [Cue] = []
    for (place, part) in parts.enumerated() where evidence[place] != nil {
      cues.append(Cue(part.name, contributions[place]))
    }
    if contributions.last != 0 { cues.append(Cue("lowest", contributions.last ?? 0)) }
    return (contributions.reduce(offset, +), cues)
  }

  /// The model as it stands in a model file.
  var json: JSONValue {
    .object([
      .init(
        "parts",
        .array(
          parts.map { part in
            .object([
              .init("name", .string(part.name)),
              .init("score", part.isProbability ? "probability" : "number"),
              .init("linear", part.linear.json),
            ])
          })),
      .init("weights", .array(weights.map { .number($0) })),
      .init("offset", .number(offset)),
    ])
  }

  /// Reads a model; `count` tells how many numbers a part of a name gives.
  init?(_ json: JSONValue, count: (String) -> Int?) {
    var parts: [Part] = []
    for item in json["parts"]?.items ?? [] {
      guard let name = item["name"]?.text, let count = count(name),
        let linear = LinearModel(item["linear"], count: count), let score = item["score"]?.text,
        !parts.contains(where: { $0.name == name })
      else { return nil }
      parts.append(Part(name: name, linear: linear, isProbability: score == "probability"))
    }
    let weights = (json["weights"]?.items ?? []).compactMap(\.double)
    guard !parts.isEmpty, weights.count == parts.count + 1, let offset = json["offset"]?.double
    else { return nil }
    self.init(parts: parts, weights: weights, offset: offset)
  }

  init(parts: [Part], weights: [Double], offset: Double) {
    self.parts = parts
    self.weights = weights
    self.offset = offset
  }
}
