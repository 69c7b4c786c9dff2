public import PADVocabulary

/// Error rates of presentation attack detection (ISO/IEC 30107-3) from score tables.
public enum ErrorRates {
  /// Evaluates one subsystem.
  ///
  /// The threshold comes from `dev` by the criterion, or is given (`fixed`, `card`), or, only when
  /// the options ask for it, is chosen on `test` itself and named `oracle:test`. With none of
  /// these there is no operating point: curves and threshold-free figures only, with a warning. A
  /// class without presentations leaves what needs it undefined.
  ///
  /// - Throws: `InvalidInput` for scores that are NaN, a threshold that is NaN, or options out of
  ///   range.
  public static func evaluate(
    dev: ScoreTable?, test: ScoreTable, criterion: Criterion?,
    options: EvaluationOptions = EvaluationOptions()
  ) throws(InvalidInput) -> EvaluationResults {
    try Evaluation(dev: dev, test: test, criterion: criterion, options: options).results()
  }
}
