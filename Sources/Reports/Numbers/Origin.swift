import ErrorRates
import PADVocabulary

extension ThresholdOrigin {
  /// Where the threshold comes from, to stand after "At ".
  var phrase: String {
    switch self {
    case .dev(let criterion): "the threshold set on dev (\(criterion))"
    case .fixed: "the threshold given on the command line"
    case .card: "the threshold of the detector's card"
    case .oracle(let criterion):
      "a threshold chosen on the evaluated data itself (oracle:test:\(criterion), optimistic)"
    }
  }
}

extension NonResponsePolicy {
  /// What the policy does, in one clause.
  var phrase: String {
    switch self {
    case .exclude: "presentations without a score are left out of APCER and BPCER"
    case .operational:
      "an attack without a score counts as thwarted, a bona fide presentation without one as "
        + "rejected"
    case .conservative: "every presentation without a score counts as an error"
    }
  }
}
