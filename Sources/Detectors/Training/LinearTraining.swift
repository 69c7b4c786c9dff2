import PADVocabulary
import Statistics
import Subsystems

/// How linear models are learned: logistic regression on train, its penalty and calibration on dev.
enum LinearTraining {
  /// Penalties that are tried, the strongest first.
  static let penalties = [1.0, 0.1, 0.01, 1e-3, 1e-4, 1e-5]

  /// What was learned.
  struct Result {
    var model: LinearModel
    var penalty: Double
    var devLoss: Double
  }

  /// Learns on train, takes the penalty with the smallest loss on dev (the stronger one of equals),
  /// and calibrates on dev.
  ///
  /// - Throws: `InvalidInput` where a class is missing.
  static func learn(
    train: LabelledRows, dev: LabelledRows, isCalibrated: Bool = true
  ) throws(InvalidInput) -> Result {
    try require(train, "train")
    try require(dev, "dev")
    var best: Result?
    var start: LogisticRegression.Solution?
    let base = LinearModel(standardising: train.rows, weights: train.weights)
    let regression = regression(train, base)
    for penalty in penalties {
      guard let found = regression.solution(penalty: penalty, from: start) else { continue }
      start = found
      var model = base
      model.weights = found.weights
      model.offset = found.offset
      let loss = dev.loss(of: dev.rows.map(model.evidence))
      if loss < best?.devLoss ?? .infinity {
        best = Result(model: model, penalty: penalty, devLoss: loss)
      }
    }
    guard var best else {
      throw InvalidInput(Diagnostic(.error, "no linear model could be found"))
    }
    if isCalibrated { best.model = calibrated(best.model, on: dev) }
    return best
  }

  /// Learns on train with a penalty that was chosen before.
  static func learn(train: LabelledRows, penalty: Double) throws(InvalidInput) -> LinearModel {
    try require(train, "train")
    var model = LinearModel(standardising: train.rows, weights: train.weights)
    guard let found = regression(train, model).solution(penalty: penalty) else {
      throw InvalidInput(Diagnostic(.error, "no linear model could be found"))
    }
    model.weights = found.weights
    model.offset = found.offset
    return model
  }

  /// Stretches and shifts evidence so that it is log-odds on dev (Platt, "Probabilistic outputs for
  /// support vector machines", 1999), with a slight penalty that keeps separable sets finite.
  private static func calibrated(_ model: LinearModel, on dev: LabelledRows) -> LinearModel {
    let rows = dev.rows.map { [model.evidence($0)] }
    let regression = LogisticRegression(
      rows: rows, isBonaFide: dev.isBonaFide, weights: dev.weights)
    guard let found = regression.solution(penalty: 1e-3, from: .init(weights: [1], offset: 0)),
      found.weights[0] > 0
    else { return model }
    return model.calibrated(slope: found.weights[0], shift: found.offset)
  }

  private static func regression(_ train: LabelledRows, _ base: LinearModel) -> LogisticRegression {
    LogisticRegression(
      rows: train.rows.map(base.standardised), isBonaFide: train.isBonaFide,
      weights: train.weights)
  }

  private static func require(_ rows: LabelledRows, _ name: String) throws(InvalidInput) {
    guard rows.hasBothClasses else {
      throw InvalidInput(
        Diagnostic(
          .error,
          "the partition '\(name)' has no \(rows.species.contains { $0 == nil } ? "attack" : "bona fide") "
            + "presentation that can be measured",
          remedy: "training needs bona fide presentations and attacks in train and in dev"))
    }
  }
}
