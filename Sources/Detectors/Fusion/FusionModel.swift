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
  /// The weighing of all presentations, then those of presentations that certain parts judge.
  var weighings: [FusionWeighing]

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

  /// What is weighed: each part's evidence against, each part's evidence for, and the lowest of all.
  ///
  /// What speaks against counts apart from what speaks for (linear splines with a knot at 0; Hastie
  /// and Tibshirani, "Generalized additive models", Statistical Science 1(3), 1986): a flat face is
  /// an attack, while one with depth may still be a mask. A part that did not respond says nothing,
  /// neither for nor against: missing inputs are no evidence.
  static func weighed(_ evidence: [Double?]) -> [Double] {
    let values = evidence.map { $0 ?? 0 }
    return values.map { min($0, 0) } + values.map { max($0, 0) }
      + [evidence.compactMap(\.self).min() ?? 0]
  }

  /// How many weights a fusion of so many parts has.
  static func weightCount(parts: Int) -> Int { 2 * parts + 1 }

  /// The verdict of all parts.
  func judge(_ features: [[Double]]) -> (evidence: Double, cues: [Cue]) {
    let evidence = evidence(features)
    let weighing = weighing(of: evidence.map { $0 != nil })
    let contributions = zip(Self.weighed(evidence), weighing.weights).map { $0 * $1 }
    var cues: [Cue] = []
    for (place, part) in parts.enumerated() where evidence[place] != nil {
      cues.append(Cue(part.name, contributions[place] + contributions[parts.count + place]))
    }
    if contributions.last != 0 { cues.append(Cue("lowest", contributions.last ?? 0)) }
    return (contributions.reduce(weighing.offset, +), cues)
  }

  /// The weighing for these answering parts.
  func weighing(of answering: [Bool]) -> FusionWeighing {
    weighings.first { $0.answering == answering } ?? weighings[0]
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
      .init("weighings", .array(weighings.map { $0.json(parts: parts.map(\.name)) })),
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
    let names = parts.map(\.name)
    let items = json["weighings"]?.items ?? []
    let weighings = items.compactMap { FusionWeighing($0, parts: names) }
    guard !parts.isEmpty, weighings.count == items.count, let first = weighings.first,
      first.answering == nil
    else { return nil }
    self.init(parts: parts, weighings: weighings)
  }

  /// - Parameter weighings: at least the one of all presentations, which comes first.
  init(parts: [Part], weighings: [FusionWeighing]) {
    precondition(!weighings.isEmpty)
    self.parts = parts
    self.weighings = weighings
  }
}
