import Imaging
import PADVocabulary

/// Checks that a detector keeps the contract that every number of a run rests on.
///
/// A detector passes when the same presentation has the same outcome however often and after
/// whatever else it is shown, and when nothing it can be shown, damaged or absurd, makes it answer
/// with anything but a finite score or a reason.
public struct ConformanceCheck: Sendable {
  /// What a detector must do.
  public enum Rule: String, Sendable, Hashable, CaseIterable {
    /// The same presentation twice gives the same outcome.
    case repeatable
    /// A fresh observer gives the same outcome as a used one.
    case forgets = "forgets-the-presentation-before"
    /// The order of presentations changes nothing.
    case orderIndependent = "order-independent"
    /// A score is finite; a non-response has a reason of lower-case letters, digits and hyphens.
    case reasoned = "finite-or-reasoned"
    /// Without what it needs (a face box, depth, more frames), a detector does not score.
    case honoursNeeds = "honours-its-needs"
    /// Made or started again, a detector gives the same outcomes, in any order.
    case startsEqual = "same-when-started-again"
    /// What it has seen before is not answered from memory.
    case measures = "measures-what-it-is-shown"
    /// The lowest bit of one value does not turn a score over.
    case steady = "no-jump-for-one-bit"

    /// The rules that `findings(of:)` looks at; the others need a detector that can be made again.
    public static let ofOneDetector: [Rule] = [
      .repeatable, .forgets, .orderIndependent, .reasoned, .honoursNeeds,
    ]
  }

  /// A rule that was broken, and how.
  public struct Finding: Sendable, Hashable, CustomStringConvertible {
    /// The rule.
    public var rule: Rule
    /// The presentation it was broken on.
    public var presentation: String
    /// What happened.
    public var message: String

    /// `rule: message (presentation)`.
    public var description: String { "\(rule.rawValue): \(message) (\(presentation))" }
  }

  /// A presentation to check with.
  public struct Sample: Sendable {
    /// What it is called in findings.
    public var name: String
    /// Its frames, in order.
    public var frames: [Frame]

    /// Names a presentation.
    public init(name: String, frames: [Frame]) {
      self.name = name
      self.frames = frames
    }
  }

  /// The presentations to check with.
  public var samples: [Sample]

  /// Checks with these presentations, and with absurd ones of its own.
  public init(samples: [Sample] = []) {
    self.samples = samples + JunkPresentations.all
  }

  /// Runs every check; nothing found means that the detector conforms.
  ///
  /// - Throws: `SubsystemFault` when the detector cannot work at all.
  public func findings(of detector: any LivenessDetector) throws(SubsystemFault) -> [Finding] {
    var findings: [Finding] = []
    var alone: [Outcome] = []
    for sample in samples {
      let observer = try detector.makeObserver()
      let first = try Self.outcome(of: sample, by: observer)
      let second = try Self.outcome(of: sample, by: observer)
      if first != second {
        findings.append(.init(rule: .repeatable, sample, "\(first), then \(second)"))
      }
      findings += Self.faults(in: first, sample, card: detector.card)
      alone.append(first)
    }
    let used = try detector.makeObserver()
    for (sample, expected) in zip(samples, alone) {
      let outcome = try Self.outcome(of: sample, by: used)
      if outcome != expected {
        findings.append(
          .init(rule: .forgets, sample, "\(expected) when seen first, \(outcome) after others"))
      }
    }
    for (sample, expected) in zip(samples, alone).reversed() {
      let outcome = try Self.outcome(of: sample, by: used)
      if outcome != expected {
        findings.append(
          .init(rule: .orderIndependent, sample, "\(expected), \(outcome) in reverse order"))
      }
    }
    return findings
  }

  /// Shows one presentation.
  ///
  /// - Throws: `SubsystemFault` when nothing more can be asked.
  static func outcome(
    of sample: Sample, by observer: any LivenessObserver
  ) throws(SubsystemFault) -> Outcome {
    observer.begin()
    for frame in sample.frames { observer.observe(frame) }
    let outcome = observer.finish()
    if let fault = observer.fault { throw fault }
    return outcome
  }

  private static func faults(
    in outcome: Outcome, _ sample: Sample, card: SubsystemCard
  ) -> [Finding] {
    switch outcome {
    case .score(let score):
      var findings: [Finding] = []
      if !score.isFinite {
        findings.append(.init(rule: .reasoned, sample, "the score is \(score)"))
      }
      for lack in sample.lacks(of: card.needs) {
        findings.append(.init(rule: .honoursNeeds, sample, "a score without any \(lack)"))
      }
      return findings
    case .nonResponse(let reason):
      if reason.isWord { return [] }
      return [.init(rule: .reasoned, sample, "the reason is '\(reason.rawValue.printable)'")]
    }
  }
}

extension ConformanceCheck.Sample {
  /// What is nowhere in a presentation of all that a detector needs, in words.
  func lacks(of needs: SubsystemNeeds) -> [String] {
    let tests: [(need: SubsystemNeeds, isMet: Bool, word: String)] = [
      (.faceBox, frames.contains { $0.faceBox != nil }, "face box"),
      (.depth, frames.contains { $0.depth != nil }, "depth"),
      (.infrared, frames.contains { $0.infrared != nil }, "infrared"),
      (.frames, frames.count > 1, "second frame"),
    ]
    return tests.filter { needs.contains($0.need) && !$0.isMet }.map(\.word)
  }
}

extension NonResponseReason {
  /// Whether it is of lower-case letters, digits and hyphens, at most 64.
  var isWord: Bool {
    let bytes = rawValue.utf8
    return (1...64).contains(bytes.count)
      && bytes.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x7a).contains($0) || $0 == UInt8(ascii: "-")
      }
  }
}

extension ConformanceCheck.Finding {
  init(
    rule: ConformanceCheck.Rule, _ sample: ConformanceCheck.Sample, _ message: String
  ) {
    self.init(rule: rule, presentation: sample.name, message: message)
  }
}
