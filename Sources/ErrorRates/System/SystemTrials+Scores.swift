import PADVocabulary

extension VulnerabilityEvaluation.Scores {
  /// The scores of a matcher's claims, clustered by reference; concealers and bystanders are none of
  /// the three kinds.
  init(_ trials: SystemTrials) {
    var tables = (mated: ScoreTable(), nonMated: ScoreTable(), attacks: ScoreTable())
    // Every table numbers its clusters by first use; names are made once per reference, not per row.
    let unnamed = [Int32](repeating: ScoreTable.ownCluster, count: trials.referenceCount)
    var clusters = (mated: unnamed, nonMated: unnamed, attacks: unnamed)
    for row in 0..<trials.count {
      switch trials.kinds[row] {
      case .genuine: tables.mated.append(trials, row, &clusters.mated)
      case .impostor: tables.nonMated.append(trials, row, &clusters.nonMated)
      case .attack: tables.attacks.append(trials, row, &clusters.attacks)
      case .concealer, .bystander: break
      }
    }
    self.init(mated: tables.mated, nonMated: tables.nonMated, attacks: tables.attacks)
  }
}

extension ScoreTable {
  fileprivate mutating func append(
    _ trials: SystemTrials, _ row: Int, _ numbers: inout [Int32]
  ) {
    let reference = Int(trials.references[row])
    if numbers[reference] == Self.ownCluster {
      numbers[reference] = number(ofCluster: "\(reference)")
    }
    let presentation = Int(trials.presentations[row])
    let species = trials.species(ofPresentation: presentation).map { number(of: $0) }
    let reason = trials.reasonNumbers[row]
    let isCompared = reason == SystemTrials.comparedNumber
    append(
      score: isCompared ? trials.scores[row] : 0, species: species ?? Self.bonaFideNumber,
      reason: isCompared ? Self.scoredNumber : number(of: trials.reasons[Int(reason)]),
      cluster: numbers[reference])
  }
}
