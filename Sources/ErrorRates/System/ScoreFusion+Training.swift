import PADVocabulary
import Statistics

extension ScoreFusion {
  /// The weight of the squared coefficients beside the mean loss: claims that can be separated
  /// would otherwise have no finite best ones.
  static let ridge = 1e-3

  /// The most claims of one class that are learned from; more are sampled with a fixed seed.
  private static let mostRows = 200_000

  /// Learns from claims of dev and puts the threshold where dev rejects as many genuine users as
  /// the serial system did there, so that both are as convenient and only what they let in differs.
  ///
  /// Genuine claims weigh one half; zero-effort and attacks the other, a quarter each (or one half
  /// where one is missing), species alike, whatever their numbers. Concealers are left out.
  ///
  /// - Parameters:
  ///   - pad: PAD scores of presentations of dev.
  ///   - rejected: genuine claims of dev that the serial system rejects.
  /// - Returns: the formula, or why there is none.
  static func trained(
    on dev: SystemTrials, _ index: ClaimIndex, pad: [Double], rejected: Int
  ) -> Result<ScoreFusion, FusionFault> {
    var samples: [FusionSample] = []
    let shares = weights(of: index, dev, pad)
    guard let shares else { return .failure(FusionFault("dev lacks genuine or wrong claims")) }
    for (part, share) in zip(index.parts, shares) where share.weight > 0 {
      let rows = SampledRows.some(of: share.rows, most: mostRows)
      let weight = share.weight / Double(rows.count)
      for row in rows {
        samples.append(
          FusionSample(
            pad: pad[Int(dev.presentations[Int(row)])], match: dev.scores[Int(row)],
            isGenuine: part.kind == .genuine, weight: weight))
      }
    }
    guard var model = LogisticFit(samples).model else {
      return .failure(FusionFault("no best formula was found"))
    }
    guard let genuine = index.parts.first(where: { $0.kind == .genuine }) else {
      return .failure(FusionFault("dev lacks genuine claims"))
    }
    model.threshold = model.threshold(
      rejecting: rejected, of: index.rows(of: genuine), dev, pad)
    return .success(model)
  }

  /// What every class of dev weighs, and its rows with both scores; `nil` when genuine users or
  /// everybody else has none.
  private static func weights(
    of index: ClaimIndex, _ dev: SystemTrials, _ pad: [Double]
  ) -> [(weight: Double, rows: [Int32])]? {
    var shares = index.parts.map { part in
      (
        weight: 0.0,
        rows: index.rows(of: part).filter { row in
          dev.scores[Int(row)].isFinite && pad[Int(dev.presentations[Int(row)])].isFinite
        }
      )
    }
    var places: (genuine: [Int], impostors: [Int], attacks: [Int]) = ([], [], [])
    for (place, part) in index.parts.enumerated() where !shares[place].rows.isEmpty {
      switch part.kind {
      case .genuine: places.genuine.append(place)
      case .zeroEffort: places.impostors.append(place)
      case .attack: places.attacks.append(place)
      case .concealer: break
      }
    }
    let wrong = [places.impostors, places.attacks].filter { !$0.isEmpty }
    guard !places.genuine.isEmpty, !wrong.isEmpty else { return nil }
    for place in places.genuine { shares[place].weight = 0.5 }
    for group in wrong {
      for place in group {
        shares[place].weight = 0.5 / Double(wrong.count) / Double(group.count)
      }
    }
    return shares
  }

  /// The highest threshold that rejects at most so many genuine claims, those without a score among
  /// them.
  private func threshold(
    rejecting most: Int, of rows: ArraySlice<Int32>, _ trials: SystemTrials, _ pad: [Double]
  ) -> Double {
    let scores = rows.map { row in
      score(pad: pad[Int(trials.presentations[Int(row)])], match: trials.scores[Int(row)])
    }
    let sorted = scores.filter { !$0.isNaN }.sorted()
    let place = max(0, most - (scores.count - sorted.count))
    return place < sorted.count ? sorted[place] : .infinity
  }
}

/// Why there is no fused score.
struct FusionFault: Error {
  let reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}

/// One claim to learn from.
struct FusionSample: Sendable {
  var pad: Double
  var match: Double
  var isGenuine: Bool
  var weight: Double
}
