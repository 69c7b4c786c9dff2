import Statistics

/// Finds presentations whose neighbours carry the other label.
///
/// Attacks of each species are compared with all bona fide presentations: a print differs from a
/// face in another way than a mask does. Texture and colours are compared along the direction that
/// tells the two apart best, learned by ridge regression from other persons' presentations (five
/// parts), so that a wrong label cannot vouch for itself. A suspicion is the evidence for the other
/// label, as the logarithm of a ratio of likelihoods; a bona fide presentation weighs all species
/// equally.
struct LabelSuspects {
  /// How suspicious each presentation is: the evidence for the other label; higher is more
  /// suspicious, above 0 more is for the other label than for its own.
  let suspicions: [Double]
  /// The share of neighbours of the other label, both labels counted as equally frequent.
  let disagreement: [Double]

  private static let folds = 5
  private static let ridge = 0.01
  private static let neighbours = 25
  /// The fewest attacks that are a group of their own.
  private static let fewest = 20
  /// The evidence beyond which a presentation may be named: it outweighs that, before anybody
  /// looks, some fifty labels are right for one that is wrong.
  private static let certain = 4.0

  /// Judges readable presentations; `nil` without enough of both labels.
  ///
  /// - Parameter species: a number for each attack's species, from 0; `nil` for bona fide.
  init?(sketches: [PictureSketch], species: [Int?], clusters: [Int32]) {
    let bonaFide = species.indices.filter { species[$0] == nil }
    guard bonaFide.count >= Self.fewest, species.count - bonaFide.count >= Self.fewest else {
      return nil
    }
    var evidence = [Double](repeating: 0, count: species.count)
    var shares = evidence
    var odds = [[Double]](repeating: [], count: species.count)
    for group in Self.groups(species) {
      guard
        let axis = Axis(
          sketches: sketches, attacks: group.attacks, bonaFide: bonaFide, clusters: clusters)
      else { return nil }
      for (place, index) in axis.members.enumerated() {
        if species[index] == nil {
          odds[index].append(axis.odds[place])
          shares[index] = max(shares[index], axis.disagreement[place])
        } else if group.own.contains(index) {
          evidence[index] = -axis.odds[place]
          shares[index] = axis.disagreement[place]
        }
      }
    }
    for index in bonaFide { evidence[index] = Self.logarithmOfMean(odds[index]) }
    suspicions = evidence
    disagreement = shares
  }

  /// Attacks that are judged together: those of a species, or, where a species is too rare, those
  /// of all the rare ones, compared with the help of all attacks.
  private static func groups(_ species: [Int?]) -> [(own: Set<Int>, attacks: [Int])] {
    let count = (species.compactMap(\.self).max() ?? -1) + 1
    var members = [[Int]](repeating: [], count: count)
    for index in species.indices {
      if let number = species[index] { members[number].append(index) }
    }
    var groups: [(own: Set<Int>, attacks: [Int])] = []
    let rare = members.filter { $0.count < fewest }.flatMap(\.self)
    for group in members where group.count >= fewest { groups.append((Set(group), group)) }
    if !rare.isEmpty {
      groups.append((Set(rare), species.indices.filter { species[$0] != nil }))
    }
    return groups
  }

  private static func logarithmOfMean(_ values: [Double]) -> Double {
    guard let most = values.max() else { return 0 }
    let sum = values.reduce(0) { $0 + Elementary.exp($1 - most) }
    return most + Elementary.log(sum / Double(values.count))
  }

  /// The places of all presentations, the most suspicious first.
  var ranking: [Int] {
    suspicions.indices.sorted {
      suspicions[$0] != suspicions[$1] ? suspicions[$0] > suspicions[$1] : $0 < $1
    }
  }

  /// Whether a presentation is worth naming: nearly all neighbours disagree, and the evidence for
  /// the other label is strong.
  func isFlagged(_ index: Int) -> Bool {
    disagreement[index] >= 0.95 && suspicions[index] >= Self.certain
  }
}

extension LabelSuspects {
  /// Some attacks and all bona fide presentations along the direction between them.
  private struct Axis {
    /// Who is on it: bona fide presentations, then attacks.
    let members: [Int]
    /// The evidence for "attack" of each member.
    let odds: [Double]
    /// The share of each member's neighbours that carry the other label.
    let disagreement: [Double]

    init?(sketches: [PictureSketch], attacks: [Int], bonaFide: [Int], clusters: [Int32]) {
      members = bonaFide + attacks
      let own = members.map { sketches[$0] }
      let parts = members.map { Int(clusters[$0]) % folds }
      let isAttack = members.indices.map { $0 >= bonaFide.count }
      var scores = [Double](repeating: 0, count: members.count)
      for fold in 0..<folds {
        let model = RidgeDirection(sketches: own, isAttack: isAttack, ridge: ridge) {
          parts[$0] != fold
        }
        guard let model else { return nil }
        for place in own.indices where parts[place] == fold {
          scores[place] = model.score(own[place])
        }
      }
      let others = Spread(Array(scores[..<bonaFide.count]))
      let attack = Spread(Array(scores[bonaFide.count...]))
      odds = scores.map { attack.logarithm(of: $0) - others.logarithm(of: $0) }
      disagreement = Self.disagreement(scores, isAttack: isAttack, attacks: attacks.count)
    }

    /// The weighted share of the other label among the nearest on both sides.
    private static func disagreement(
      _ scores: [Double], isAttack: [Bool], attacks: Int
    ) -> [Double] {
      let order = scores.indices.sorted {
        scores[$0] != scores[$1] ? scores[$0] < scores[$1] : $0 < $1
      }
      let weights = (
        attack: 0.5 / Double(attacks), other: 0.5 / Double(isAttack.count - attacks)
      )
      var shares = [Double](repeating: 0, count: scores.count)
      for (place, index) in order.enumerated() {
        let first = max(0, min(place - neighbours / 2, order.count - neighbours - 1))
        var (same, different) = (0.0, 0.0)
        for other in order[first..<min(first + neighbours + 1, order.count)] where other != index {
          let weight = isAttack[other] ? weights.attack : weights.other
          if isAttack[other] == isAttack[index] { same += weight } else { different += weight }
        }
        shares[index] = same + different > 0 ? different / (same + different) : 0
      }
      return shares
    }
  }

  /// A normal distribution by median and quartiles, which a few wrong labels do not move.
  private struct Spread {
    private let middle: Double
    private let deviation: Double

    init(_ values: [Double]) {
      let sorted = values.sorted()
      func quantile(_ share: Double) -> Double { Quantile.type7(ofSorted: sorted, at: share) ?? 0 }
      middle = quantile(0.5)
      // The quartiles of a normal distribution are 1.349 deviations apart.
      deviation = max((quantile(0.75) - quantile(0.25)) / 1.349, 0.05)
    }

    /// The logarithm of the density, with tails that bend: far out, distance says less.
    func logarithm(of value: Double) -> Double {
      let distance = abs(value - middle) / deviation
      let bent = distance < 4 ? distance * distance / 2 : 4 * distance - 8
      return -bent - Elementary.log(deviation)
    }
  }
}
