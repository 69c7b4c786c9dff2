extension SystemScatter {
  /// The scores of claims that have both, or a seeded sample of them.
  init(_ trials: SystemTrials, _ index: ClaimIndex, pad: [Double]) {
    let rows = index.parts.map { part in
      index.rows(of: part).filter { row in
        !trials.scores[Int(row)].isNaN && !pad[Int(trials.presentations[Int(row)])].isNaN
      }
    }
    let shares = SampledRows.shares(of: rows.map(\.count), most: Self.mostPoints)
    groups = index.parts.indices.compactMap { place in
      guard !rows[place].isEmpty else { return nil }
      let points = SampledRows.some(of: rows[place], most: shares[place]).map { row in
        Point(pad: pad[Int(trials.presentations[Int(row)])], match: trials.scores[Int(row)])
      }
      return Group(
        kind: index.parts[place].kind, total: rows[place].count, points: points)
    }
  }
}
