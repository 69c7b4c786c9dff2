import PADVocabulary

extension SystemTrials {
  /// The most faults of rows that are listed one by one.
  private static let mostFaults = 10

  /// What rows refer to but is not there, and kinds that do not fit their presentation.
  func faults(of partition: Partition) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var further = 0
    for row in 0..<count {
      guard let what = fault(of: row) else { continue }
      if found.count < Self.mostFaults {
        found.append(Diagnostic(.error, "claim \(row + 1) of \(partition.rawValue): \(what)"))
      } else {
        further += 1
      }
    }
    if further > 0 {
      found.append(Diagnostic(.error, "\(further) further claims of the same kind"))
    }
    return found
  }

  private func fault(of row: Int) -> String? {
    let presentation = Int(presentations[row])
    let reference = Int(references[row])
    guard presentation >= 0, presentation < presentationCount else {
      return "there is no presentation number \(presentation)"
    }
    guard reference >= 0, reference < referenceCount else {
      return "there is no reference number \(reference)"
    }
    let isBonaFide = speciesNumbers[presentation] == Self.bonaFideNumber
    switch kinds[row] {
    case .genuine, .impostor:
      return isBonaFide ? nil : "an attack cannot be a bona fide claim"
    case .attack, .concealer, .bystander:
      return isBonaFide ? "a bona fide presentation cannot be an attack" : nil
    }
  }
}
