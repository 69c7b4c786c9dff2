import PADVocabulary
import Statistics

/// The figures of one set that no operating point enters.
struct ThresholdFreeFigures: Sendable {
  var areas: (species: [AreaUnderROC?], pooled: AreaUnderROC?) = ([], nil)
  var equalError: EqualErrorRate?
  var equalErrorOfWorst: EqualErrorRate?
  var fixedRates: [FixedRateResult] = []
  var curves: [Curve] = []
  /// Per species.
  var equalErrors: [EqualErrorRate?] = []
  /// Per species, in the order of the options.
  var fixedRatesOfSpecies: [[FixedRateResult]] = []
}

/// The work behind them, in parts that do not need each other.
struct ThresholdFreeWork: Sendable {
  let scores: SortedScores
  let options: EvaluationOptions
  private let steps: [Step]
  private let areaParts: Int

  private enum Step {
    case area(Int)
    case curvesOfAll
    case equalError(pooling: Bool)
    case fixedRates
    case species(Range<Int>)
  }

  /// What one part finds.
  enum Finding: Sendable {
    case area(AreaCounts)
    case curves([Curve])
    case equalError(EqualErrorRate?, pooling: Bool)
    case fixedRates([FixedRateResult])
    case species([EqualErrorRate?], [[FixedRateResult]], [Curve])
  }

  /// Divides the work for about as many tasks as `jobs`.
  init(_ scores: SortedScores, options: EvaluationOptions, jobs: Int) {
    self.scores = scores
    self.options = options
    let areaParts = jobs < 2 ? 1 : 4 * jobs
    self.areaParts = areaParts
    let species = 1..<scores.classes.count
    let all: [Step] = [
      .curvesOfAll, .equalError(pooling: true), .equalError(pooling: false), .fixedRates,
    ]
    let groups = species.isEmpty ? [] : ShareOut.parts(of: species, count: 8 * jobs)
    steps = all + groups.map(Step.species) + (0..<areaParts).map(Step.area)
  }

  /// How many parts there are.
  var count: Int { steps.count }

  /// Does one part.
  func find(_ part: Int) -> Finding {
    let level = options.confidenceLevel
    let all = 1..<scores.classes.count
    switch steps[part] {
    case .area(let part):
      return .area(scores.areaCounts(part: part, of: areaParts))
    case .curvesOfAll:
      return .curves(scores.curvesOfAll(limit: options.curvePoints))
    case .equalError(let pooling):
      return .equalError(
        scores.equalErrorRate(against: all, pooling: pooling, level: level), pooling: pooling)
    case .fixedRates:
      return .fixedRates(
        options.fixedRates.map { scores.fixedRate($0, against: all, level: level) })
    case .species(let species):
      return .species(
        species.map {
          scores.equalErrorRate(against: $0..<($0 + 1), pooling: false, level: level)
        },
        species.map { species in
          options.fixedRates.map {
            scores.fixedRate($0, against: species..<(species + 1), level: level)
          }
        },
        species.compactMap { scores.curve(of: $0, limit: options.curvePoints) })
    }
  }

  /// Puts together what all parts found, in the order of the parts.
  func figures(_ findings: [Finding]) -> ThresholdFreeFigures {
    var figures = ThresholdFreeFigures()
    var counts: [AreaCounts] = []
    for finding in findings {
      switch finding {
      case .area(let part): counts.append(part)
      case .curves(let curves): figures.curves += curves
      case .equalError(let rate, pooling: true): figures.equalError = rate
      case .equalError(let rate, pooling: false): figures.equalErrorOfWorst = rate
      case .fixedRates(let rates): figures.fixedRates = rates
      case .species(let equalErrors, let fixedRates, let curves):
        figures.equalErrors += equalErrors
        figures.fixedRatesOfSpecies += fixedRates
        figures.curves += curves
      }
    }
    figures.areas = scores.areasUnderROC(counts, level: options.confidenceLevel)
    return figures
  }

  /// All figures, one part after the other.
  func figures() -> ThresholdFreeFigures { figures((0..<count).map(find)) }
}
