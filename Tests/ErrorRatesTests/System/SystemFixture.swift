import ErrorRates
import PADVocabulary

/// Claims small enough to count by hand, and claims made by a formula that
/// `scripts/peers/system_with_numpy.py` makes as well.
enum SystemFixture {
  static let print = PAISpecies("print")
  static let mask = PAISpecies("mask")
  static let replay = PAISpecies("replay")
  static let makeUp = PAISpecies("make-up")

  /// Three references A, B, C; PAD scores are in `handPAD`.
  static var byHand: SystemTrials {
    var trials = SystemTrials(referenceCount: 3)
    func bonaFide(_ own: Int32, _ scores: [Double?]) {
      let number = trials.addPresentation(species: nil)
      for reference in 0..<Int32(3) {
        let kind: SystemTrials.Kind = reference == own ? .genuine : .impostor
        if let score = scores[Int(reference)] {
          trials.append(presentation: number, reference: reference, kind: kind, score: score)
        } else {
          trials.append(
            presentation: number, reference: reference, kind: kind, notCompared: .noFace)
        }
      }
    }
    func attack(_ species: PAISpecies, _ target: Int32, _ scores: [Double?]) {
      let number = trials.addPresentation(species: species)
      for (reference, score) in scores.enumerated() {
        trials.append(
          presentation: number, reference: Int32(reference),
          kind: reference == Int(target) ? .attack : .bystander, score: score ?? .nan)
      }
    }
    bonaFide(0, [0.9, 0.2, 0.1])
    bonaFide(1, [0.5, 0.8, 0.3])
    bonaFide(2, [nil, nil, nil])
    bonaFide(0, [0.4, 0.1, 0.2])
    attack(print, 0, [0.85, 0.9, 0.1])
    attack(print, 1, [0.2, 0.3, 0.1])
    attack(print, 2, [0.1, 0.95, 0.95])
    attack(mask, 0, [0.7, 0.1, nil])
    let alone = trials.addPresentation(species: mask)
    trials.append(presentation: alone, reference: 1, kind: .attack, score: 0.6)
    let hidden = trials.addPresentation(species: makeUp)
    trials.append(presentation: hidden, reference: 2, kind: .concealer, score: 0.2)
    return trials
  }

  /// One PAD score per presentation of `byHand`.
  static let handPAD: [Double] = [0.9, 0.4, 0.8, 0.7, 0.6, 0.9, 0.1, .nan, 0.8, 0.6]

  /// Twenty references, three bona fide presentations of each person against all of them, 40 prints
  /// and 30 replays against their targets.
  static func byFormula(seed: Int) -> (trials: SystemTrials, pad: [Double]) {
    var draws = Draws(state: seed)
    var trials = SystemTrials(referenceCount: 20)
    var pads: [Double] = []
    func present(_ species: PAISpecies?, _ low: Double, _ width: Double) -> Int32 {
      let score = low + width * draws.next()
      pads.append(pads.count % 23 == 22 ? .nan : score)
      return trials.addPresentation(species: species)
    }
    func claim(
      _ number: Int32, _ reference: Int, _ kind: SystemTrials.Kind, _ low: Double,
      _ width: Double
    ) {
      let score = low + width * draws.next()
      trials.append(
        presentation: number, reference: Int32(reference), kind: kind,
        score: number % 17 == 16 ? .nan : score)
    }
    for person in 0..<20 {
      for _ in 0..<3 {
        let number = present(nil, 0.3, 0.7)
        for reference in 0..<20 {
          if reference == person {
            claim(number, reference, .genuine, 0.4, 0.6)
          } else {
            claim(number, reference, .impostor, 0, 0.6)
          }
        }
      }
    }
    for attack in 0..<40 { claim(present(print, 0, 0.7), attack % 20, .attack, 0.3, 0.6) }
    for attack in 0..<30 { claim(present(replay, 0, 0.8), attack % 20, .attack, 0.2, 0.7) }
    return (trials, pads)
  }

  /// A linear congruential generator that is easily written twice.
  private struct Draws {
    var state: Int

    mutating func next() -> Double {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      return Double(state) / 2_147_483_648
    }
  }
}
