public import PADVocabulary

/// Checks that a matcher keeps the contract that every comparison of a run rests on.
///
/// It passes when the same presentation has the same template however often and after whatever else
/// it is shown, when nothing it can be shown makes it answer with anything but a template or a
/// reason, and when its scores say what scores of a matcher must.
public struct MatcherCheck: Sendable {
  /// What a matcher must do.
  public enum Rule: String, Sendable, Hashable, CaseIterable {
    /// The same presentation twice gives the same template.
    case repeatable
    /// The order of presentations, and those before, change nothing.
    case orderIndependent = "order-independent"
    /// A template has bytes, and not too many; a non-response has a reason of lower-case letters,
    /// digits and hyphens.
    case reasoned = "template-or-reasoned"
    /// Without what it needs (a face, depth, more frames), a matcher gives no template.
    case honoursNeeds = "honours-its-needs"
    /// Made or started again, a matcher gives the same templates.
    case startsEqual = "same-when-started-again"
    /// Nothing is more like a template than the template itself.
    case mostLikeItself = "most-like-itself"
    /// It does not matter which of two is the reference.
    case symmetric
    /// A pair's score does not depend on what else is compared.
    case pairByPair = "pair-by-pair"
  }

  /// A rule that was broken, and how.
  public struct Finding: Sendable, Hashable, CustomStringConvertible {
    /// The rule.
    public var rule: Rule
    /// The presentation or presentations it was broken on.
    public var presentation: String
    /// What happened.
    public var message: String

    /// `rule: message (presentation)`.
    public var description: String { "\(rule.rawValue): \(message) (\(presentation))" }
  }

  /// What came out.
  public struct Answer: Sendable {
    /// The rules that were broken.
    public var findings: [Finding] = []
    /// What every presentation gave, in their order.
    public var encodings: [Encoding] = []
    /// Seconds inside the matcher for each of them, once it had seen the one before.
    public var seconds: [Double] = []
    /// How many comparisons a second its comparer makes of what was encoded; `nil` without any.
    public var comparisonsPerSecond: Double?

    /// The templates among the encodings.
    public var templates: [FaceTemplate] {
      encodings.compactMap { if case .template(let template) = $0 { template } else { nil } }
    }

    /// Reasons of non-responses with their counts, sorted by reason.
    public var nonResponses: [(reason: NonResponseReason, count: Int)] {
      let reasons = encodings.compactMap {
        if case .nonResponse(let reason) = $0 { reason } else { nil }
      }
      return Set(reasons).sorted().map { reason in (reason, reasons.count { $0 == reason }) }
    }
  }

  /// The presentations to check with.
  public var samples: [ConformanceCheck.Sample]

  /// Checks with these presentations, and with absurd ones of its own.
  public init(samples: [ConformanceCheck.Sample] = []) {
    self.samples = samples + JunkPresentations.all
  }

  /// Runs every check.
  ///
  /// - Parameters:
  ///   - starts: how often the matcher is made anew.
  ///   - seed: decides the orders in which it sees the presentations again.
  ///   - make: makes or starts the matcher.
  /// - Throws: what `make` throws, and `SubsystemFault` when the matcher cannot work at all.
  public func answer(
    of matcher: any FaceMatcher, starts: Int, seed: UInt64, make: () throws -> any FaceMatcher
  ) throws -> Answer {
    var answer = Answer()
    try encodeAlone(matcher, into: &answer)
    try encodeAgain(matcher, into: &answer)
    var order = SeededOrder(seed: seed)
    for number in 0..<max(1, starts) {
      let encoder = try make().makeEncoder()
      let places = order.positions(samples.count, below: samples.count)
      guard
        let different = try places.first(where: {
          try Self.encoding(of: samples[$0], by: encoder) != answer.encodings[$0]
        })
      else { continue }
      answer.findings.append(
        Finding(
          rule: .startsEqual, presentation: samples[different].name,
          message: "another template or reason at start \(number + 2)"))
      break
    }
    try compare(matcher, into: &answer, seed: seed)
    return answer
  }

  /// Shows one presentation.
  ///
  /// - Throws: `SubsystemFault` when nothing more can be asked.
  private static func encoding(
    of sample: ConformanceCheck.Sample, by encoder: any FaceEncoder
  ) throws(SubsystemFault) -> Encoding {
    encoder.begin()
    for frame in sample.frames { encoder.observe(frame) }
    let encoding = encoder.finish()
    if let fault = encoder.fault { throw fault }
    return encoding
  }

  private func encodeAlone(_ matcher: any FaceMatcher, into answer: inout Answer) throws {
    for sample in samples {
      let encoder = try matcher.makeEncoder()
      let first = try Self.encoding(of: sample, by: encoder)
      if try Self.encoding(of: sample, by: encoder) != first {
        answer.findings.append(
          Finding(
            rule: .repeatable, presentation: sample.name,
            message: "another template or reason when seen again at once"))
      }
      answer.findings += Self.faults(in: first, sample, card: matcher.card)
      answer.encodings.append(first)
    }
  }

  private func encodeAgain(_ matcher: any FaceMatcher, into answer: inout Answer) throws {
    let encoder = try matcher.makeEncoder()
    for place in samples.indices {
      let start = ContinuousClock.now
      let encoding = try Self.encoding(of: samples[place], by: encoder)
      answer.seconds.append((ContinuousClock.now - start) / .seconds(1))
      if encoding != answer.encodings[place] {
        answer.findings.append(
          Finding(
            rule: .orderIndependent, presentation: samples[place].name,
            message: "another template or reason after other presentations"))
      }
    }
    for place in samples.indices.reversed()
    where try Self.encoding(of: samples[place], by: encoder) != answer.encodings[place] {
      answer.findings.append(
        Finding(
          rule: .orderIndependent, presentation: samples[place].name,
          message: "another template or reason in reverse order"))
    }
  }

  private static func faults(
    in encoding: Encoding, _ sample: ConformanceCheck.Sample, card: SubsystemCard
  ) -> [Finding] {
    func finding(_ rule: Rule, _ message: String) -> Finding {
      Finding(rule: rule, presentation: sample.name, message: message)
    }
    switch encoding {
    case .template(let template):
      var findings: [Finding] = []
      if !template.hasFairSize {
        findings.append(finding(.reasoned, "a template of \(template.bytes.count) bytes"))
      }
      // Points of a face say where it is, as a box does.
      let hasPoints = sample.frames.contains { !$0.landmarks.isEmpty }
      let needs = hasPoints ? card.needs.subtracting(.faceBox) : card.needs
      for lack in sample.lacks(of: needs) {
        findings.append(finding(.honoursNeeds, "a template without any \(lack)"))
      }
      return findings
    case .nonResponse(let reason):
      if reason.isWord { return [] }
      return [finding(.reasoned, "the reason is '\(reason.rawValue.printable)'")]
    }
  }
}

extension FaceTemplate {
  /// Whether it has bytes, and not too many.
  var hasFairSize: Bool { (1...Self.maximumBytes).contains(bytes.count) }
}
