import PADVocabulary
import Reports
import Subsystems

/// Runs the checks of a matcher and words what came out.
struct MatcherCheckJob {
  private let options: MatcherCommand.Check
  private let registry: SubsystemRegistry
  private let matcher: any FaceMatcher
  private let finder: (any FaceFinder)?

  /// What came out.
  struct Answer {
    var text: String
    var conforms: Bool
  }

  init(_ options: MatcherCommand.Check) throws {
    self.options = options
    let registry = try Wiring.registry(options.runtimes)
    self.registry = registry
    matcher = try registry.matcher(options.card)
    finder = try options.faceFinder.map { try registry.faceFinder($0) }
  }

  func run() async throws -> Answer {
    let samples = try await options.samples.samples(
      for: matcher.card, finder: finder?.makeSearcher())
    let answer = try MatcherCheck(samples: samples).answer(
      of: matcher, starts: options.starts, seed: options.seed
    ) {
      try registry.matcher(options.card)
    }
    var lines = introduction + Self.accounts(of: answer)
    if answer.findings.isEmpty {
      let rules = MatcherCheck.Rule.allCases.map(\.rawValue)
      lines.append("every rule was kept: \(rules.joined(separator: ", "))")
    }
    lines += answer.findings.map { "broken: \($0)" }
    return Answer(text: lines.joined(separator: "\n"), conforms: answer.findings.isEmpty)
  }

  private var introduction: [String] {
    let card = matcher.card
    var lines = ["\(card.name) \(card.version) (\(card.kind.rawValue)), digest \(card.digest)"]
    if !matcher.runtime.isEmpty { lines.append("run by \(matcher.runtime)") }
    if let training = card.training { lines.append("trained on \(training.summary)") }
    return lines
  }

  private static func accounts(of answer: MatcherCheck.Answer) -> [String] {
    let templates = answer.templates
    let count = answer.encodings.count
    var lines = [
      "\(count) presentations in, \(count) answers out: \(templates.count) templates, "
        + "\(count - templates.count) non-responses"
    ]
    lines += answer.nonResponses.map { "  \($0.reason.rawValue): \($0.count)" }
    let sizes = Set(templates.map(\.bytes.count)).sorted()
    if let least = sizes.first, let most = sizes.last {
      lines.append(
        "\(Set(templates).count) different templates of "
          + (least == most ? "\(least) bytes" : "\(least) to \(most) bytes"))
    }
    if let latency = LatencySummary(seconds: answer.seconds) {
      lines.append(
        "milliseconds inside the matcher: median \(text(latency.median)), 90 % "
          + "\(text(latency.percentile90)), longest \(text(latency.maximum)), of "
          + "\(answer.seconds.count)")
    }
    if let speed = answer.comparisonsPerSecond, speed < 1e15 {
      lines.append("\(Int(speed.rounded()).grouped) comparisons a second of these few")
    }
    return lines
  }

  private static func text(_ seconds: Double) -> String {
    String((seconds * 1e6).rounded() / 1000)
  }
}
