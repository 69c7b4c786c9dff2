import Statistics

extension WeightedCounts {
  /// More species than this get no equal error rates of their own, which would cost more than all
  /// the rest.
  static let mostSearchedSpecies = 64

  /// The figures, at the threshold that accepts the first `position` rows.
  func figures(at position: Int?) -> ClusterBootstrap.Figures {
    let counted = position.map(accepted(at:))
    let species = trials.indices.dropFirst()
    let apcer = species.map { place in
      counted.map { Self.ratio($0[place], trials[place]) } ?? .nan
    }
    let attackResponses = responses.dropFirst().reduce(0, +)
    return ClusterBootstrap.Figures(
      bpcer: counted.map { Self.ratio(trials[0] - $0[0], trials[0]) } ?? .nan, apcer: apcer,
      worstAPCER: apcer.filter { !$0.isNaN }.max() ?? .nan,
      eer: equalErrorRate(.pooled), eerWorst: equalErrorRate(.worst),
      speciesEER: species.map {
        plan.species.count > Self.mostSearchedSpecies ? .nan : equalErrorRate(.only($0))
      },
      auc: Self.ratio(pairs.reduce(0, +), 2 * responses[0] * attackResponses),
      speciesAUC: species.map { Self.ratio(pairs[$0], 2 * responses[0] * responses[$0]) },
      bpcerAtAPCER: plan.divisors.map(bpcer(atAPCER:)))
  }

  /// BPCER at APCER of at most 1/k for every species; NaN when no threshold holds it.
  private func bpcer(atAPCER divisor: Int) -> Double {
    guard attackTrials > 0 else { return .nan }
    let limit = 1 / Double(divisor)
    let allowed = trials.map { Self.most($0, limit) }
    guard let held = lastPosition(holding: { $1 <= allowed[$0] }) else { return .nan }
    return Self.ratio(trials[0] - held.bonaFide, trials[0])
  }

  /// The lowest threshold at which every species' accepted count satisfies a condition that too many
  /// break; `nil` when not even the highest does.
  func lastPosition(
    holding holds: (_ place: Int, _ accepted: Int) -> Bool
  ) -> (position: Int, bonaFide: Int)? {
    let places = 1..<plan.classCount
    guard
      let block = firstBlock(where: { block in
        places.contains { !holds($0, accepted($0, before: block)) }
      })
    else { return (plan.rows.count, accepted(0, before: plan.blocks.count - 1)) }
    if block == -1 { return nil }
    var running = accepted(before: block)
    var held = (position: plan.blocks[block], bonaFide: running[0])
    for index in plan.blocks[block]..<plan.blocks[block + 1] {
      let place = rowPlace(index)
      running[place] += rowWeight(index)
      if place > 0, !holds(place, running[place]) { return held }
      if plan.rows[index].endsTie { held = (index + 1, running[0]) }
    }
    return held
  }

  /// The most errors of `trials` with errors / trials <= limit as one division.
  static func most(_ trials: Int, _ limit: Double) -> Int {
    guard trials > 0 else { return 0 }
    let estimate = (limit * Double(trials)).rounded(.down)
    var most = min(max(Int(exactly: estimate) ?? 0, 0), trials)
    while most > 0, Double(most) / Double(trials) > limit { most -= 1 }
    while most < trials, Double(most + 1) / Double(trials) <= limit { most += 1 }
    return most
  }
}
