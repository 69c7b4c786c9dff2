import PADVocabulary
import Statistics

/// Counts what a system does with every class of claims, and makes rates of the counts.
struct ClaimTally {
  let trials: SystemTrials
  let index: ClaimIndex
  let rates: SystemRates

  /// The figures of one system.
  ///
  /// - Parameters:
  ///   - pad: PAD scores of presentations; `nil` without PAD.
  ///   - decision: how claims are decided.
  func figures<Decision: ClaimDecision>(
    _ design: SystemFigures.Design, pad: [Double]?, _ decision: Decision
  ) -> SystemFigures {
    var counter = ClaimCounter(references: trials.referenceCount)
    let classes = index.parts.map { part in
      counter.count(part.kind, index.rows(of: part), trials, decision)
      let perReference = counter.takeClusters()
      return SystemClass(
        kind: part.kind, decisions: design == .fusion ? nil : counter.decisions,
        notCompared: part.notCompared, withoutPADScore: withoutScore(pad, part),
        presentations: part.presentations, perReference: perReference,
        rate: rates.rate(perReference))
    }
    var figures = SystemFigures(design: design, classes: classes)
    rates.addWorst(to: &figures)
    return figures
  }

  private func withoutScore(_ pad: [Double]?, _ part: ClaimIndex.Part) -> Int {
    guard let pad else { return 0 }
    return index.rows(of: part).reduce(0) { count, row in
      count + (pad[Int(trials.presentations[Int(row)])].isNaN ? 1 : 0)
    }
  }
}

/// Counts of one class, per reference.
struct ClaimCounter {
  private(set) var decisions = DecisionCounts()
  private var errors: [Int32]
  private var claims: [Int32]
  private var touched: [Int32] = []

  init(references: Int) {
    errors = [Int32](repeating: 0, count: references)
    claims = [Int32](repeating: 0, count: references)
  }

  mutating func count<Decision: ClaimDecision>(
    _ kind: SystemClass.Kind, _ rows: ArraySlice<Int32>, _ trials: SystemTrials,
    _ decision: Decision
  ) {
    decisions = DecisionCounts()
    for row in rows {
      let (passed, matched) = decision.decide(Int(row))
      decisions.count(passed: passed, matched: matched)
      let isError =
        switch kind {
        case .genuine: !(passed && matched)
        case .zeroEffort, .attack: passed && matched
        case .concealer: passed && !matched
        }
      let reference = Int(trials.references[Int(row)])
      if claims[reference] == 0 { touched.append(Int32(truncatingIfNeeded: reference)) }
      claims[reference] += 1
      if isError { errors[reference] += 1 }
    }
  }

  /// The counts per reference in the order of references; forgets them.
  mutating func takeClusters() -> ClusteredProportion {
    touched.sort()
    let clusters = touched.map { reference in
      ClusteredProportion.Cluster(
        errors: Int(errors[Int(reference)]), trials: Int(claims[Int(reference)]))
    }
    for reference in touched {
      errors[Int(reference)] = 0
      claims[Int(reference)] = 0
    }
    touched.removeAll(keepingCapacity: true)
    return ClusteredProportion(clusters)
  }
}
