import ErrorRates
import PADVocabulary

@testable import Reports

/// Whole systems of claims made by rule, evaluated as a run does.
enum SimulatedSystem {
  static let print = PAISpecies("print")
  static let mask = PAISpecies("mask-3d/resin")

  /// Ten references; genuine users score high, prints nearly as high, masks less; PAD stops most
  /// prints and few masks. Every sixth genuine presentation has no template.
  static func trials(_ shift: Int) -> (trials: SystemTrials, pad: [Double]) {
    var trials = SystemTrials(referenceCount: 10)
    var pad: [Double] = []
    func spread(_ index: Int, _ step: Int) -> Double { Double((index * step + shift) % 41) / 41 }
    func present(_ species: PAISpecies?, _ score: Double) -> Int32 {
      pad.append(pad.count % 19 == 18 ? .nan : score)
      return trials.addPresentation(species: species)
    }
    for index in 0..<60 {
      let number = present(nil, 0.3 + 0.7 * spread(index, 13))
      for reference in 0..<Int32(10) {
        let isOwn = Int(reference) == index % 10
        if index % 6 == 5 {
          trials.append(
            presentation: number, reference: reference, kind: isOwn ? .genuine : .impostor,
            notCompared: .noFace)
        } else {
          let place = index * 10 + Int(reference)
          trials.append(
            presentation: number, reference: reference, kind: isOwn ? .genuine : .impostor,
            score: isOwn ? 0.5 + 0.5 * spread(index, 7) : 0.6 * spread(place, 11))
        }
      }
    }
    for (species, low, high) in [(print, 0.45, 0.4), (mask, 0.2, 0.75)] {
      for index in 0..<40 {
        let number = present(species, high * 1.4 * spread(index, 17))
        for reference in 0..<Int32(10) {
          let isTarget = Int(reference) == index % 10
          trials.append(
            presentation: number, reference: reference, kind: isTarget ? .attack : .bystander,
            score: isTarget ? low + 0.5 * spread(index, 23) : 0.5 * spread(index, 29))
        }
      }
    }
    for index in 0..<12 {
      let number = present(PAISpecies("make-up"), 0.6)
      trials.append(
        presentation: number, reference: Int32(index % 10), kind: .concealer,
        score: 0.9 * spread(index, 31))
    }
    return (trials, pad)
  }

  /// A matcher with one detector.
  static func report(
    matcher: String = "eigenface", detector: String = "texture",
    needs: [String] = ["depth"], species: String? = nil
  ) async throws -> SystemReport {
    let dev = trials(3)
    let test = trials(20)
    let results = try await SystemEvaluation.evaluate(
      matcher: matcher, dev: dev.trials, test: test.trials,
      detectors: [
        SystemDetector(
          name: detector, needs: needs,
          operatingPoint: OperatingPoint(threshold: 0.4, origin: .dev(criterion: "eer")),
          dev: dev.pad, test: test.pad)
      ], criterion: .far(0.05), options: EvaluationOptions())
    let comparisons = [(Partition.dev, dev.trials), (.test, test.trials)].map { part, trials in
      SystemComparisons(
        partition: part, trials: trials,
        presentationIDs: (0..<trials.presentationCount).map { "\(part.rawValue)-\($0)" },
        subjects: (0..<trials.presentationCount).map { $0 < 60 ? "S\($0 % 10)" : "" },
        references: (0..<10).map { "S\($0)" })
    }
    return SystemReport(
      version: "1.0", kind: "builtin", digest: "sha256:89abcdef", preprocessing: "112×112, grey",
      results: results, factors: [AdditionalFactor(name: "PIN", compromiseProbability: 0.01)],
      comparisons: comparisons, latency: LatencySummary(seconds: [0.01, 0.02]))
  }
}
