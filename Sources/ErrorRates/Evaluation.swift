import PADVocabulary

/// One evaluation under way: its inputs, and the steps that turn them into results.
struct Evaluation {
  var dev: ScoreTable?
  var test: ScoreTable
  var criterion: Criterion?
  var options: EvaluationOptions

  func results() throws(InvalidInput) -> EvaluationResults {
    let empty = BonaFideResult(
      accounting: Accounting(), clusters: 0, bpnrr: Rate(errors: 0, trials: 0))
    return EvaluationResults(
      criterion: criterion, operatingPoint: nil, options: options,
      test: PartitionResult(accounting: Accounting(), bonaFide: empty, species: []))
  }
}
