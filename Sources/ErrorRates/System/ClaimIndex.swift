import PADVocabulary

/// The rows of trials class by class, and what does not depend on how they are decided.
struct ClaimIndex: Sendable {
  /// One class with a claim.
  struct Part: Sendable {
    var kind: SystemClass.Kind
    /// Where its rows are.
    var range: Range<Int>
    var notCompared: [NonResponseCount]
    /// Distinct presentations.
    var presentations: Int
  }

  /// Genuine users, zero-effort impostors, attacks by species, concealers by species; only those
  /// with a claim.
  private(set) var parts: [Part] = []
  /// Numbers of rows, each class's in the order of the trials.
  private(set) var rows: [Int32]

  init(_ trials: SystemTrials) {
    let kinds = Self.kinds(trials)
    let places = Self.places(trials, kinds)
    var starts = [Int](repeating: 0, count: kinds.count + 1)
    for place in places where place >= 0 { starts[Int(place) + 1] += 1 }
    for index in kinds.indices { starts[index + 1] += starts[index] }
    rows = [Int32](repeating: 0, count: starts[kinds.count])
    var next = starts
    for (row, place) in places.enumerated() where place >= 0 {
      rows[next[Int(place)]] = Int32(truncatingIfNeeded: row)
      next[Int(place)] += 1
    }
    var lastSeen = [Int32](repeating: -1, count: trials.presentationCount)
    for (index, kind) in kinds.enumerated() {
      let range = starts[index]..<starts[index + 1]
      if range.isEmpty { continue }
      var part = Part(kind: kind, range: range, notCompared: [], presentations: 0)
      var counts = [Int](repeating: 0, count: trials.reasons.count)
      for row in rows[range] {
        let presentation = Int(trials.presentations[Int(row)])
        if lastSeen[presentation] != Int32(index) {
          lastSeen[presentation] = Int32(index)
          part.presentations += 1
        }
        let reason = trials.reasonNumbers[Int(row)]
        if reason != SystemTrials.comparedNumber { counts[Int(reason)] += 1 }
      }
      part.notCompared = zip(trials.reasons, counts).filter { $0.1 > 0 }
        .map { NonResponseCount(reason: $0.0, count: $0.1) }
        .sorted { $0.reason < $1.reason }
      parts.append(part)
    }
  }

  /// The rows of a class.
  func rows(of part: Part) -> ArraySlice<Int32> { rows[part.range] }

  private static func kinds(_ trials: SystemTrials) -> [SystemClass.Kind] {
    let species = trials.species.sorted()
    return [.genuine, .zeroEffort] + species.map { .attack($0) } + species.map { .concealer($0) }
  }

  /// The class of every row; -1 for one that is in no class.
  private static func places(_ trials: SystemTrials, _ kinds: [SystemClass.Kind]) -> [Int32] {
    let placeOfKind = Dictionary(uniqueKeysWithValues: kinds.enumerated().map { ($1, Int32($0)) })
    let attacks = trials.species.map { placeOfKind[.attack($0)] ?? -1 }
    let concealers = trials.species.map { placeOfKind[.concealer($0)] ?? -1 }
    return (0..<trials.count).map { row in
      let species = Int(trials.speciesNumbers[Int(trials.presentations[row])])
      switch trials.kinds[row] {
      case .genuine: return 0
      case .impostor: return 1
      case .attack: return attacks[species]
      case .concealer: return concealers[species]
      case .bystander: return -1
      }
    }
  }
}
