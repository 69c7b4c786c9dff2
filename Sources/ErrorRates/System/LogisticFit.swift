import Statistics

/// Weighted logistic regression on two standardised scores by Newton's method, with a ridge on the
/// two coefficients (McCullagh and Nelder, Generalized Linear Models, 1989, section 4.4).
struct LogisticFit {
  /// The formula with a threshold of 0; `nil` when a step led nowhere.
  private(set) var model: ScoreFusion?

  private static let mostSteps = 100
  private static let smallGradient = 1e-12

  init(_ samples: [FusionSample]) {
    guard let pad = Self.term(samples, \.pad), let match = Self.term(samples, \.match) else {
      return
    }
    var model = ScoreFusion(pad: pad, match: match, bias: 0, threshold: 0)
    var loss = Self.derivatives(model, samples)
    for _ in 0..<Self.mostSteps {
      guard loss.steepest > Self.smallGradient, let step = loss.newtonStep else { break }
      var length = 1.0
      var next = loss
      var candidate = model
      repeat {
        candidate = model.moved(by: step, length)
        next = Self.derivatives(candidate, samples)
        length /= 2
      } while next.value > loss.value && length > 1e-10
      guard next.value <= loss.value else { break }
      let isStill = next.value == loss.value
      (model, loss) = (candidate, next)
      if isStill { break }
    }
    guard loss.value.isFinite else { return }
    self.model = model
  }

  /// Weighted mean and deviation; a score that never differs is only shifted. `nil` when they
  /// overflow.
  private static func term(
    _ samples: [FusionSample], _ score: (FusionSample) -> Double
  ) -> ScoreFusion.Term? {
    let total = samples.reduce(0) { $0 + $1.weight }
    let mean = samples.reduce(0) { $0 + $1.weight * score($1) } / total
    let variance =
      samples.reduce(0) { $0 + $1.weight * (score($1) - mean) * (score($1) - mean) } / total
    guard mean.isFinite, variance.isFinite else { return nil }
    return ScoreFusion.Term(
      mean: mean, deviation: variance > 0 ? variance.squareRoot() : 1, weight: 0)
  }

  private static func derivatives(
    _ model: ScoreFusion, _ samples: [FusionSample]
  ) -> LossDerivatives {
    var loss = LossDerivatives(ridge: ScoreFusion.ridge, model.pad.weight, model.match.weight)
    for sample in samples {
      let x = (sample.pad - model.pad.mean) / model.pad.deviation
      let y = (sample.match - model.match.mean) / model.match.deviation
      let odds = model.bias + model.pad.weight * x + model.match.weight * y
      loss.add(x, y, odds, sample)
    }
    return loss
  }
}

extension ScoreFusion {
  /// The formula a step along.
  fileprivate func moved(by step: (Double, Double, Double), _ length: Double) -> ScoreFusion {
    var moved = self
    moved.bias += step.0 * length
    moved.pad.weight += step.1 * length
    moved.match.weight += step.2 * length
    return moved
  }
}

/// The loss with its gradient and its matrix of second derivatives, in the order bias, PAD, match.
private struct LossDerivatives {
  private(set) var value: Double
  private var gradient: (Double, Double, Double)
  /// The upper triangle by rows.
  private var second: (Double, Double, Double, Double, Double, Double)

  init(ridge: Double, _ first: Double, _ other: Double) {
    value = ridge / 2 * (first * first + other * other)
    gradient = (0, ridge * first, ridge * other)
    second = (0, 0, 0, ridge, 0, ridge)
  }

  mutating func add(_ x: Double, _ y: Double, _ odds: Double, _ sample: FusionSample) {
    // Both forms keep the exponential from overflowing.
    let small = Elementary.exp(-abs(odds))
    let probability = odds >= 0 ? 1 / (1 + small) : small / (1 + small)
    let signed = sample.isGenuine ? odds : -odds
    value += sample.weight * (max(0, -signed) + Elementary.log1p(small))
    let slope = sample.weight * (probability - (sample.isGenuine ? 1 : 0))
    gradient.0 += slope
    gradient.1 += slope * x
    gradient.2 += slope * y
    let curvature = sample.weight * small / ((1 + small) * (1 + small))
    second.0 += curvature
    second.1 += curvature * x
    second.2 += curvature * y
    second.3 += curvature * x * x
    second.4 += curvature * x * y
    second.5 += curvature * y * y
  }

  var steepest: Double { max(abs(gradient.0), abs(gradient.1), abs(gradient.2)) }

  /// Minus the gradient, divided by the matrix (Cholesky's factors by hand); `nil` when the matrix
  /// is flat.
  var newtonStep: (Double, Double, Double)? {
    guard second.0 > 0 else { return nil }
    let l00 = second.0.squareRoot()
    let l10 = second.1 / l00
    let l20 = second.2 / l00
    let d1 = second.3 - l10 * l10
    guard d1 > 0 else { return nil }
    let l11 = d1.squareRoot()
    let l21 = (second.4 - l20 * l10) / l11
    let d2 = second.5 - l20 * l20 - l21 * l21
    guard d2 > 0 else { return nil }
    let l22 = d2.squareRoot()
    let y0 = -gradient.0 / l00
    let y1 = (-gradient.1 - l10 * y0) / l11
    let y2 = (-gradient.2 - l20 * y0 - l21 * y1) / l22
    let x2 = y2 / l22
    let x1 = (y1 - l21 * x2) / l11
    let x0 = (y0 - l10 * x1 - l20 * x2) / l00
    return (x0, x1, x2)
  }
}
