import PADVocabulary

/// What scores of a matcher must say.
extension MatcherCheck {
  /// Templates that are compared with each other at most.
  private static let mostTemplates = 200
  /// Pairs that are compared again on their own.
  private static let pairsAlone = 20
  /// Scores this near, relative to their size, are the same but for rounding.
  private static let rounding = 1e-5

  /// Compares what was encoded with itself.
  func compare(_ matcher: any FaceMatcher, into answer: inout Answer, seed: UInt64) throws {
    var named: [(name: String, template: FaceTemplate)] = []
    for (sample, encoding) in zip(samples, answer.encodings) {
      // What is no template was found out before, and is not compared.
      if case .template(let template) = encoding, template.hasFairSize,
        named.count < Self.mostTemplates
      {
        named.append((sample.name, template))
      }
    }
    guard !named.isEmpty else { return }
    let templates = named.map(\.template)
    let count = templates.count
    let comparer = try matcher.makeComparer(for: templates)
    let start = ContinuousClock.now
    let scores = try comparer.similarities(of: templates)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    if seconds > 0 { answer.comparisonsPerSecond = Double(count * count) / seconds }
    guard scores.count == count * count else {
      answer.findings.append(
        Finding(
          rule: .pairByPair, presentation: "\(count) probes with \(count) references",
          message: "\(scores.count) scores"))
      return
    }
    let table = Table(scores: scores, count: count)
    if let pair = table.moreLikeAnother(within: Self.rounding) {
      let (own, other) = (table[pair.0, pair.0], table[pair.0, pair.1])
      answer.findings.append(
        Finding(
          rule: .mostLikeItself, presentation: "\(named[pair.0].name); \(named[pair.1].name)",
          message: "\(own) with itself, \(other) with another"))
    }
    if let pair = table.turned(within: Self.rounding) {
      answer.findings.append(
        Finding(
          rule: .symmetric, presentation: "\(named[pair.0].name); \(named[pair.1].name)",
          message: "\(table[pair.0, pair.1]) one way, \(table[pair.1, pair.0]) the other"))
    }
    var order = SeededOrder(seed: seed)
    for place in order.positions(Self.pairsAlone, below: count * count) {
      let (probe, reference) = place.quotientAndRemainder(dividingBy: count)
      let alone = try matcher.makeComparer(for: [templates[reference]])
        .similarities(of: [templates[probe]])
      let expected = scores[place]
      // Bit for bit: the same input gives the same bytes.
      if alone.count == 1, alone[0] == expected || (alone[0].isNaN && expected.isNaN) { continue }
      answer.findings.append(
        Finding(
          rule: .pairByPair, presentation: "\(named[probe].name); \(named[reference].name)",
          message: "\(expected) among others, \(alone.first ?? .nan) alone"))
      break
    }
  }

  /// Scores of templates with themselves.
  private struct Table {
    var scores: [Double]
    var count: Int

    subscript(probe: Int, reference: Int) -> Double { scores[probe * count + reference] }

    /// The first template that is more like another than itself, or cannot be compared with itself.
    func moreLikeAnother(within rounding: Double) -> (Int, Int)? {
      for probe in 0..<count {
        let own = self[probe, probe]
        guard own.isFinite else { return (probe, probe) }
        for other in 0..<count where self[probe, other] > own + rounding * max(1, abs(own)) {
          return (probe, other)
        }
      }
      return nil
    }

    /// The first pair whose score depends on which of them is the reference.
    func turned(within rounding: Double) -> (Int, Int)? {
      for probe in 0..<count {
        for other in 0..<probe {
          let (one, two) = (self[probe, other], self[other, probe])
          if one == two || (one.isNaN && two.isNaN) { continue }
          // NaN on one side only is no rounding.
          if !(abs(one - two) <= rounding * max(1, abs(one))) { return (other, probe) }
        }
      }
      return nil
    }
  }
}
