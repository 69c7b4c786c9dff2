import PADVocabulary

extension VulnerabilityEvaluation.Scores {
  /// The scores of a matcher's claims, clustered by reference; concealers and bystanders are none of
  /// the three kinds.
  init(_ trials: SystemTrials) {
    var mated = ClaimTable(trials)
    var nonMated = ClaimTable(trials)
    var attacks = ClaimTable(trials)
    for row in 0..<trials.count {
      switch trials.kinds[row] {
      case .genuine: mated.append(row, of: trials)
      case .impostor: nonMated.append(row, of: trials)
      case .attack: attacks.append(row, of: trials)
      case .concealer, .bystander: break
      }
    }
    self.init(mated: mated.table, nonMated: nonMated.table, attacks: attacks.table)
  }
}

/// A score table made of claims. A table numbers species, reasons and clusters by first use; what it
/// gave them is kept here, so that names are looked up once each and not per row.
private struct ClaimTable {
  private(set) var table = ScoreTable()
  private var clusters: [Int32]
  private var species: [UInt16?]
  private var reasons: [UInt8?]

  init(_ trials: SystemTrials) {
    clusters = [Int32](repeating: ScoreTable.ownCluster, count: trials.referenceCount)
    species = [UInt16?](repeating: nil, count: trials.species.count)
    reasons = [UInt8?](repeating: nil, count: trials.reasons.count)
  }

  mutating func append(_ row: Int, of trials: SystemTrials) {
    let reason = trials.reasonNumbers[row]
    let isCompared = reason == SystemTrials.comparedNumber
    table.append(
      score: isCompared ? trials.scores[row] : 0,
      species: number(ofSpecies: trials.speciesNumbers[Int(trials.presentations[row])], trials),
      reason: isCompared ? ScoreTable.scoredNumber : number(ofReason: Int(reason), trials),
      cluster: number(ofReference: Int(trials.references[row])))
  }

  private mutating func number(ofReference reference: Int) -> Int32 {
    if clusters[reference] == ScoreTable.ownCluster {
      clusters[reference] = table.number(ofCluster: "\(reference)")
    }
    return clusters[reference]
  }

  private mutating func number(ofSpecies number: UInt16, _ trials: SystemTrials) -> UInt16 {
    if number == SystemTrials.bonaFideNumber { return ScoreTable.bonaFideNumber }
    if let known = species[Int(number)] { return known }
    let new = table.number(of: trials.species[Int(number)])
    species[Int(number)] = new
    return new
  }

  private mutating func number(ofReason reason: Int, _ trials: SystemTrials) -> UInt8 {
    if let known = reasons[reason] { return known }
    let new = table.number(of: trials.reasons[reason])
    reasons[reason] = new
    return new
  }
}
