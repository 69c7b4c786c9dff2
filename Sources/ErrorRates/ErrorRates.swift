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
  /// Where the options ask for a clustered bootstrap, its intervals stand beside the exact ones of
  /// the test partition. A figure whose replicates do not differ (no error at all, or one cluster
  /// only) takes Clopper-Pearson with clusters as trials instead; the interval names its method.
  ///
  /// - Throws: `InvalidInput` for scores that are NaN, a threshold that is NaN, or options out of
  ///   range.
  public static func evaluate(
    dev: ScoreTable?, test: ScoreTable, criterion: Criterion?,
    options: EvaluationOptions = EvaluationOptions()
  ) throws(InvalidInput) -> EvaluationResults {
    let evaluation = try Evaluation(dev: dev, test: test, criterion: criterion, options: options)
    var results = evaluation.results()
    if let bootstrap = try evaluation.preparedBootstrap(&results),
      let summary = results.bootstrap
    {
      let replicates = bootstrap.replicates(0..<summary.replicates, seed: summary.seed)
      evaluation.add(replicates, of: bootstrap, to: &results)
    }
    results.warnings += EvaluationWarnings(results: results).list()
    return results
  }

  /// The same, with the work shared out among tasks; the figures are the same whatever `jobs`.
  ///
  /// - Parameter jobs: how many processors to use; 0 for all of them.
  /// - Throws: what the other form does.
  @concurrent
  public static func evaluate(
    dev: ScoreTable?, test: ScoreTable, criterion: Criterion?, options: EvaluationOptions, jobs: Int
  ) async throws(InvalidInput) -> EvaluationResults {
    let jobs = Evaluation.jobs(jobs)
    let evaluation = try await Evaluation(
      dev: dev, test: test, criterion: criterion, options: options, jobs: jobs)
    var results = await evaluation.results(jobs: jobs)
    if let bootstrap = try evaluation.preparedBootstrap(&results),
      let summary = results.bootstrap
    {
      let replicates = await bootstrap.replicates(
        summary.replicates, seed: summary.seed, jobs: jobs)
      evaluation.add(replicates, of: bootstrap, to: &results)
    }
    results.warnings += EvaluationWarnings(results: results).list()
    return results
  }
}
