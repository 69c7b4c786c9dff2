import StructuredText

/// What the evidence of each part counts, for presentations that the same parts judge.
///
/// What a part's word is worth depends on who else has spoken: texture decides a still, and has
/// less to add where depth is known. So there is a weighing for each set of answering parts that
/// training has seen often enough (pattern submodels: Mercaldo and Blume, "Missing data and
/// prediction: the pattern submodel", Biostatistics 21(2), 2020), and one for all others.
struct FusionWeighing: Equatable {
  /// Which parts answer; `nil` for the weighing of all presentations.
  var answering: [Bool]?
  /// What counts how much, as `FusionModel.weighed` has it.
  var weights: [Double]
  var offset: Double

  /// A linear model with weights of evidence as it is instead of standardised: a part that says
  /// nothing adds nothing.
  init(_ model: LinearModel, answering: [Bool]?) {
    self.answering = answering
    weights = []
    offset = model.offset
    for place in model.weights.indices {
      let deviation = model.deviations[place]
      let weight = deviation > 0 ? model.weights[place] / deviation : 0
      weights.append(weight)
      offset -= weight * model.means[place]
    }
  }

  /// The weighing as it stands in a model file: parts by their names.
  func json(parts: [String]) -> JSONValue {
    var members: [JSONValue.Member] = []
    if let answering {
      let names = zip(parts, answering).filter(\.1).map(\.0)
      members.append(.init("answering", .array(names.map { .string($0) })))
    }
    members.append(.init("weights", .array(weights.map { .number($0) })))
    members.append(.init("offset", .number(offset)))
    return .object(members)
  }

  /// Reads a weighing of these parts; `nil` for anything else.
  init?(_ json: JSONValue, parts: [String]) {
    let weights = (json["weights"]?.items ?? []).compactMap(\.double)
    guard weights.count == FusionModel.weightCount(parts: parts.count),
      let offset = json["offset"]?.double
    else { return nil }
    if let items = json["answering"]?.items {
      let names = items.compactMap(\.text)
      guard names.count == items.count, Set(names).isSubset(of: parts) else { return nil }
      answering = parts.map(names.contains)
    }
    self.weights = weights
    self.offset = offset
  }
}
