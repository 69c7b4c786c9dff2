import PADVocabulary
import Reports
import Subsystems

/// Runs the conformance checks and words what came out.
struct DetectorCheckJob {
  private let options: DetectorCommand.Check
  private let registry: SubsystemRegistry
  private let detector: any LivenessDetector

  /// What came out.
  struct Answer {
    var text: String
    var conforms: Bool
  }

  init(_ options: DetectorCommand.Check) throws {
    self.options = options
    registry = try Wiring.registry(options.runtimes)
    detector = try registry.detector(options.card)
  }

  func run() async throws -> Answer {
    let check = ConformanceCheck(samples: try await options.samples.samples(for: detector.card))
    let starts = try check.examination(
      of: detector, starts: options.starts, showing: options.again, seed: options.seed
    ) {
      try registry.detector(options.card)
    }
    let timing = try check.timing(of: detector)
    var lines = Self.introduction(of: detector) + Self.accounts(of: timing)
    lines += [
      Self.latency("milliseconds inside the detector", timing.seconds),
      Self.latency("  of the first presentation after a start", starts.firstSeconds),
      Self.latency("  of a start itself", starts.startSeconds),
    ].compactMap(\.self)
    lines.append(
      "\(starts.count) presentations again after each of \(starts.startSeconds.count) starts, in "
        + "different orders")
    if starts.findings.isEmpty {
      let rules = ConformanceCheck.Rule.allCases.map(\.rawValue)
      lines.append("every rule was kept: \(rules.joined(separator: ", "))")
    }
    lines += starts.findings.map { "broken: \($0)" }
    return Answer(text: lines.joined(separator: "\n"), conforms: starts.findings.isEmpty)
  }

  private static func introduction(of detector: any LivenessDetector) -> [String] {
    let card = detector.card
    var lines = ["\(card.name) \(card.version) (\(card.kind.rawValue)), digest \(card.digest)"]
    if !detector.runtime.isEmpty { lines.append("run by \(detector.runtime)") }
    if let training = card.training { lines.append("trained on \(training.summary)") }
    return lines
  }

  private static func accounts(of timing: ConformanceCheck.Timing) -> [String] {
    let scores = timing.scores
    var lines = [
      "\(timing.outcomes.count) presentations in, \(timing.outcomes.count) outcomes out: "
        + "\(scores.count) scores, \(timing.outcomes.count - scores.count) non-responses"
    ]
    lines += timing.nonResponses.map { "  \($0.reason.rawValue): \($0.count)" }
    let different = Set(scores).count
    lines.append("\(different) different scores")
    if scores.count > 9, different * 2 < scores.count {
      lines.append(
        "warning: many presentations have one score: thresholds between them are not to be had")
    }
    return lines
  }

  private static func latency(_ what: String, _ seconds: [Double]) -> String? {
    guard let latency = LatencySummary(seconds: seconds) else { return nil }
    return "\(what): median \(text(latency.median)), 90 % \(text(latency.percentile90)), 99 % "
      + "\(text(latency.percentile99)), longest \(text(latency.maximum)), of \(seconds.count)"
  }

  private static func text(_ seconds: Double) -> String {
    String((seconds * 1e6).rounded() / 1000)
  }
}
