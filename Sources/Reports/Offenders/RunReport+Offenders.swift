extension RunReport {
  /// The presentations that the report shows as worst errors, each once, in its order: those whose
  /// pictures are worth having.
  public var worstOffenders: [String] {
    var seen: Set<String> = []
    return subsystems.compactMap { WorstOffenders($0) }
      .flatMap { $0.acceptedAttacks + $0.rejectedBonaFide }
      .map(\.presentationID).filter { seen.insert($0).inserted }
  }
}
