public import PADVocabulary

/// What a threshold is chosen for, in the field's spellings.
public enum Criterion: Sendable, Hashable, CustomStringConvertible {
  /// Equal error rate of bona fide against all attacks together: `eer`.
  case eer
  /// Least half total error rate, (pooled FAR + BPCER) / 2: `min-hter`.
  case minHTER
  /// The lowest threshold at which at most this proportion of all attacks together is accepted:
  /// `far=0.01`.
  case far(Double)
  /// The lowest threshold at which APCER of every species is at most 1/k: `bpcer20`.
  case bpcer(Int)
  /// The highest threshold at which BPCER is at most 1/k: `apcer20`.
  case apcer(Int)
  /// A threshold given as a number: `0.5` or `fixed=0.5`.
  case fixed(Double)
  /// The threshold that the subsystem's card states.
  case card(Double)

  /// Reads a criterion as users write it.
  ///
  /// - Throws: `InvalidInput` that names the spellings.
  public init(_ text: String) throws(InvalidInput) {
    guard let criterion = Criterion.parse(text) else {
      throw InvalidInput(
        Diagnostic(
          .error, "'\(text.prefix(80).description.printable)' is no threshold criterion",
          remedy: "write eer, min-hter, far=RATE, bpcerK or apcerK with K of 2 or more "
            + "(bpcer20), or fixed=THRESHOLD"))
    }
    self = criterion
  }

  private static func parse(_ text: String) -> Criterion? {
    let word = text.lowercased()
    switch word {
    case "eer": return .eer
    case "min-hter", "minhter", "mhter": return .minHTER
    default: break
    }
    if let rate = number(after: "far", in: word), rate >= 0, rate <= 1 { return .far(rate) }
    if let value = number(after: "fixed", in: word) { return .fixed(value) }
    if let k = divisor(after: "bpcer", in: word) { return .bpcer(k) }
    if let k = divisor(after: "apcer", in: word) { return .apcer(k) }
    return decimal(word).map { .fixed($0) }
  }

  private static func number(after name: String, in word: String) -> Double? {
    guard word.hasPrefix(name) else { return nil }
    let rest = word.dropFirst(name.count)
    guard let mark = rest.first, "=:@".contains(mark) else { return nil }
    return decimal(String(rest.dropFirst()))
  }

  /// A number of plain ASCII notation; `Double` alone would also take `nan` and hexadecimals.
  private static func decimal(_ word: String) -> Double? {
    let isPlain = word.utf8.allSatisfy { ("0"..."9").contains(Unicode.Scalar($0)) }
    if !isPlain {
      guard word.utf8.allSatisfy({ "0123456789.+-e".utf8.contains($0) }) else { return nil }
    }
    guard let value = Double(word), value.isFinite else { return nil }
    return value
  }

  private static func divisor(after name: String, in word: String) -> Int? {
    guard word.hasPrefix(name) else { return nil }
    let digits = word.dropFirst(name.count)
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }),
      let k = Int(digits), k >= 2, k <= 1_000_000_000
    else { return nil }
    return k
  }

  /// The spelling that reads back as the same criterion; `card` does not, because it names a file.
  public var description: String {
    switch self {
    case .eer: "eer"
    case .minHTER: "min-hter"
    case .far(let rate): "far=\(rate)"
    case .bpcer(let k): "bpcer\(k)"
    case .apcer(let k): "apcer\(k)"
    case .fixed(let threshold): "fixed=\(threshold)"
    case .card(let threshold): "card=\(threshold)"
    }
  }

  /// Whether the threshold is given, not searched for in scores.
  public var isGiven: Bool {
    switch self {
    case .fixed, .card: true
    case .eer, .minHTER, .far, .bpcer, .apcer: false
    }
  }
}
