import PADVocabulary
import Statistics

/// Looks attacks up among all references: what 1:N identification would return.
struct ClaimIdentification {
  private let trials: SystemTrials
  /// Presentations of attacks that were compared with every reference, by species.
  private let complete: [(species: PAISpecies, presentations: [Int])]
  /// Per presentation the score of its target; NaN without one.
  private var target: [Double]
  /// Per presentation the highest score of any reference; NaN without one.
  private var highest: [Double]

  /// - Returns: `nil` when no attack was compared with every reference.
  init?(_ trials: SystemTrials) {
    self.trials = trials
    let isAlone = trials.referenceCount == 1
    guard isAlone || trials.kinds.contains(.bystander) else { return nil }
    var compared = [Int32](repeating: 0, count: trials.presentationCount)
    var hasTarget = [Bool](repeating: false, count: trials.presentationCount)
    target = [Double](repeating: .nan, count: trials.presentationCount)
    highest = target
    for row in 0..<trials.count {
      let kind = trials.kinds[row]
      guard kind == .attack || kind == .bystander else { continue }
      let presentation = Int(trials.presentations[row])
      let score = trials.scores[row]
      compared[presentation] += 1
      if kind == .attack {
        hasTarget[presentation] = true
        target[presentation] = score
      }
      if !(highest[presentation] >= score), !score.isNaN { highest[presentation] = score }
    }
    var lists: [PAISpecies: [Int]] = [:]
    for presentation in 0..<trials.presentationCount
    where hasTarget[presentation] && Int(compared[presentation]) == trials.referenceCount {
      guard let species = trials.species(ofPresentation: presentation) else { continue }
      lists[species, default: []].append(presentation)
    }
    guard !lists.isEmpty else { return nil }
    complete = lists.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The rates at a threshold; `passes` says which presentations pass PAD.
  func results(
    threshold: Double, options: EvaluationOptions, passes: (_ presentation: Int) -> Bool
  ) -> [IdentificationResult] {
    let rule = IntervalRule(options)
    return complete.map { species, presentations in
      let passed = presentations.filter(passes)
      let returned = passed.filter { target[$0] >= threshold }
      let any = passed.count { highest[$0] >= threshold }
      let first = returned.count { target[$0] >= highest[$0] }
      return IdentificationResult(
        species: species, references: trials.referenceCount,
        targetReturned: rule.rate(returned.count, of: presentations.count),
        anyReturned: rule.rate(any, of: presentations.count),
        targetFirst: rule.rate(first, of: presentations.count))
    }
  }
}
