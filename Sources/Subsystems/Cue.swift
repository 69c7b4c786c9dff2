/// One thing a detector went by, and which way it spoke: an explanation's smallest part.
public struct Cue: Sendable, Hashable {
  /// What was looked at, in a word or two: lower-case letters, digits and hyphens.
  public var name: String
  /// How strongly it spoke for bona fide (above 0) or for an attack (below 0): log-odds where the
  /// detector adds up log-odds, otherwise in units of its score.
  public var evidence: Double

  /// Names a cue.
  public init(_ name: String, _ evidence: Double) {
    self.name = name
    self.evidence = evidence
  }

  /// Most cues that a text names.
  public static let mostShown = 4

  /// The strongest cues in words, the strongest first, equally strong ones as they came: `moire
  /// -2.10; detail +0.35`. Empty without cues.
  public static func text(of cues: [Cue]) -> String {
    cues.enumerated().filter { $0.element.evidence.isFinite }
      .sorted { first, second in
        let strengths = (abs(first.element.evidence), abs(second.element.evidence))
        return strengths.0 == strengths.1
          ? first.offset < second.offset : strengths.0 > strengths.1
      }
      .prefix(mostShown)
      .map { "\($0.element.name) \(hundredths($0.element.evidence))" }
      .joined(separator: "; ")
  }

  /// The means of several frames' cues, in the order in which names first came; a cue that a frame
  /// lacks counts 0 there.
  public static func means(of frames: [[Cue]]) -> [Cue] {
    if frames.count == 1 { return frames[0] }
    var sums: [Cue] = []
    for cue in frames.joined() {
      if let place = sums.firstIndex(where: { $0.name == cue.name }) {
        sums[place].evidence += cue.evidence
      } else {
        sums.append(cue)
      }
    }
    return sums.map { Cue($0.name, $0.evidence / Double(frames.count)) }
  }

  /// A signed number with two decimals, whatever the locale; beyond a million, a million.
  private static func hundredths(_ value: Double) -> String {
    let held = min(max(value, -1e6), 1e6)
    let count = Int((abs(held) * 100).rounded())
    let decimals = count % 100
    return (held < 0 && count > 0 ? "-" : "+") + String(count / 100) + (decimals < 10 ? ".0" : ".")
      + String(decimals)
  }
}
