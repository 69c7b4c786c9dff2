import Datasets
public import PADVocabulary

extension RunResult {
  /// The outcomes of one detector in one partition, with the clusters that rows belong to; `nil`
  /// when the partition has no presentation.
  public func table(ofDetector detector: Int, in partition: Partition) -> ScoreTable? {
    var table = ScoreTable()
    for position in 0..<selection.count {
      let presentation = selection.presentation(at: position)
      guard presentation.partition == partition else { continue }
      table.append(
        outcomes[detector][position], species: presentation.species,
        cluster: presentation.clusterKey)
    }
    return table.count == 0 ? nil : table
  }
}
