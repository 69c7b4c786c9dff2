import ErrorRates

extension BootstrapSummary {
  /// What the column "over clusters" is, or why it is missing, in one sentence.
  var note: String {
    if let skipped { return "No clustered bootstrap: \(skipped)." }
    let shared = sharesClusters ? "; classes that share clusters were drawn together" : ""
    let refit = refitsThreshold ? "; the threshold was chosen again in every replicate" : ""
    return
      "Over clusters: \(method) intervals of \(replicates) bootstrap replicates in which whole "
      + "clusters were drawn again (\(clusters) clusters, seed \(seed)\(shared)\(refit))."
  }
}
