import Comparison
import ErrorRates
import Foundation
import PADVocabulary
import Statistics
import TestSupport

let print = PAISpecies("print")
let replay = PAISpecies("replay/phone")
let mask = PAISpecies("mask-3d/resin")

/// Counts of pairs of one class: who errs.
struct Planted {
  var species: PAISpecies?
  var onlyCandidate = 0
  var onlyBaseline = 0
  var both = 0
  var pairs: Int
}

/// Two sets whose errors at threshold 0.5 are exactly the planted ones.
func sets(_ planted: [Planted]) -> (baseline: OutcomeSet, candidate: OutcomeSet) {
  var first: [PresentationOutcome] = []
  var second: [PresentationOutcome] = []
  for part in planted {
    for index in 0..<part.pairs {
      let candidateErrs = index < part.onlyCandidate + part.both
      let baselineErrs =
        index >= part.onlyCandidate
        && index < part.onlyCandidate + part.both + part.onlyBaseline
      let id = "\(part.species?.name ?? "bona-fide")-\(index)"
      func outcome(_ errs: Bool) -> Outcome {
        .score(errs == (part.species != nil) ? 0.75 : 0.25)
      }
      first.append(.init(id: id, species: part.species, outcome: outcome(baselineErrs)))
      second.append(.init(id: id, species: part.species, outcome: outcome(candidateErrs)))
    }
  }
  return (set("baseline", first), set("candidate", second))
}

func set(_ name: String, _ outcomes: [PresentationOutcome], threshold: Double = 0.5) -> OutcomeSet {
  OutcomeSet(
    name: name, operatingPoint: OperatingPoint(threshold: threshold, origin: .fixed),
    outcomes: outcomes)
}

/// The statistics vectors of the reference data, computed with scipy, statsmodels and R.
struct StatisticsVectors {
  static let path = "vectors/stats_vectors.json"

  let root: [String: Any]

  init() throws {
    let data = try Data(contentsOf: ReferenceData.url(Self.path))
    root = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  func rows(_ name: String) -> [[String: Any]] { root[name] as? [[String: Any]] ?? [] }
}

extension [String: Any] {
  func int(_ key: String) -> Int { self[key] as? Int ?? Int.min }

  func double(_ key: String) -> Double { (self[key] as? NSNumber)?.doubleValue ?? .nan }

  func doubles(_ key: String) -> [Double] {
    (self[key] as? [NSNumber])?.map(\.doubleValue) ?? []
  }
}
