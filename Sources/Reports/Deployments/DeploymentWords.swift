import ErrorRates
import PADVocabulary
import ReleaseGate
import Statistics
import StructuredText

/// A deployment's figures in plain sentences, one per figure.
struct DeploymentWords {
  private let finding: DeploymentFinding
  private let figures: Figures

  init(_ finding: DeploymentFinding, _ figures: Figures) {
    self.finding = finding
    self.figures = figures
  }

  private var deployment: Deployment { finding.deployment }

  /// What all of it is about.
  static let reading =
    "A matcher says whether two pictures show the same person; it does not ask whether there is a "
    + "person. An attacker shows it a print, a screen or a mask of somebody else and is let in as "
    + "them. A detector in front of the matcher looks for that. Below stands, place by place, how "
    + "many attackers got in without a detector and with each, and what that costs genuine users. "
    + "Every figure is per attempt. A limit is kept, or broken, only where a one-sided 95 % "
    + "confidence bound shows it; otherwise the evidence is too thin, and that is said."

  /// At which threshold each matcher decides, and how careless that is.
  static func thresholds(_ findings: [DeploymentFinding], _ figures: Figures) -> [Markdown] {
    var seen: [String] = []
    var items: [Markdown] = []
    for finding in findings where !seen.contains(finding.matcher) {
      seen.append(finding.matcher)
      guard let point = finding.operatingPoint else {
        items.append("**\(finding.matcher)** has no threshold: nothing is known of it.")
        continue
      }
      let careless: Markdown =
        finding.fmr.map {
          """
          ; at it, \($0.errors) of \(Figures.count($0.trials, "comparison")) with strangers \
          match (FMR \(figures.value($0) ?? "undefined"))
          """
        } ?? ""
      items.append(
        """
        **\(finding.matcher)** takes two pictures for the same person from a score of \
        \(Figures.exact(point.threshold)) on (threshold from \(point.origin.description))
        """ + careless + ".")
    }
    return items
  }

  /// What happens at the place.
  var place: Markdown {
    let watched: Markdown =
      deployment.isAttended
      ? "Somebody watches who stands before the camera."
      : "Nobody watches who stands before the camera."
    return "\(deployment.about) " + watched
  }

  /// What an attacker can do there, and what the camera sees.
  var conditions: [Markdown] {
    let camera = deployment.camera.isEmpty ? "not described" : deployment.camera
    let delivers = deployment.delivers.map(\.rawValue).joined(separator: ", ")
    let limits = deployment.limits.map { limit in
      "\(limit.metric.rawValue) at most \(percent(limit.atMost)) (\(limit.source); "
        + "\(VerdictWords.meaning(limit.status)))"
    }
    let further =
      deployment.attempts == 1
      ? "what a second one would reach was not measured"
      : "with more than one an attacker can only do better, and how much better was not measured"
    var items: [Markdown] = [
      "Camera: \(camera); it delivers \(delivers).",
      "An attacker can bring \(list(deployment.species.map(\.description))).",
      "\(Figures.count(deployment.attempts, "attempt")) allowed; \(further).",
    ]
    items += limits.map { "Limit: \($0)." }
    if !finding.elsewhere.isEmpty {
      items.append(
        "Tested and left out, because it does not come here: \(list(finding.elsewhere.map(\.name)))."
      )
    }
    return items
  }

  /// What weakens everything that is said of the place.
  var warnings: [Markdown] {
    if finding.untested.isEmpty { return [] }
    return [
      """
      **Nobody tested \(list(finding.untested.map(\.description)))**, which an attacker can bring \
      here: nothing below says that it is kept out.
      """
    ]
  }

  /// Which system the sentences are about.
  func heading(_ system: DeploymentFinding.System) -> Markdown {
    system.detector.map { "With \($0) in front of \(finding.matcher)" }
      ?? "Without a detector: \(finding.matcher) alone"
  }

  /// One sentence per figure.
  func sentences(_ system: DeploymentFinding.System) -> [Markdown] {
    guard let figures = system.figures else {
      let what = system.lacking.isEmpty ? "Nothing is known" : "Not possible here"
      return ["**\(what)**: \(system.note)."]
    }
    var items = [attackers(system)]
    if let rate = figures.frr, rate.trials > 0 {
      items.append(
        """
        \(rate.errors) of \(Figures.count(rate.trials, "genuine user")) \
        \(rate.errors == 1 ? "was" : "were") turned away (FRR \(detail(rate))).
        """)
    }
    if let rate = figures.far, rate.trials > 0 {
      items.append(
        """
        \(rate.errors) of \(Figures.count(rate.trials, "stranger")) who simply tried, without any \
        trick, got in as somebody else (FAR \(detail(rate))).
        """)
    }
    items += factors(system)
    items.append(verdict(system))
    return items
  }

  private func attackers(_ system: DeploymentFinding.System) -> Markdown {
    guard let worst = system.attackerSuccess, worst.apcer.trials > 0 else {
      return "**Nobody attacked**: what an attacker would reach is not known."
    }
    let rate = worst.apcer
    let name: Markdown = "\(list(worst.species.map(\.name)))"
    if rate.errors == 0 {
      let trials = system.figures?.attacks.reduce(0) { $0 + $1.trials } ?? 0
      return "**No attacker of \(trials) got in** (worst IAPAR \(detail(rate)))."
    }
    return """
      **\(rate.errors) of \(Figures.count(rate.trials, "attacker")) got in as their victim** with \
      the worst they can bring,
      """ + " " + name + " (IAPAR \(detail(rate)))."
  }

  private func factors(_ system: DeploymentFinding.System) -> [Markdown] {
    guard let rate = system.attackerSuccess?.apcer, let value = rate.value else { return [] }
    return deployment.factors.map { factor in
      let about = factor.about.isEmpty ? "" : " (\(factor.about))"
      return """
        What if \(factor.name)\(about) had to be overcome too, which succeeds in \
        \(percent(factor.compromiseProbability)) of the attempts: \
        \(percent(factor.additional.success(of: value))) of the attackers would get in, if the two \
        are independent. Assumed, not measured: \(factor.source).
        """
    }
  }

  private func verdict(_ system: DeploymentFinding.System) -> Markdown {
    let parts = system.judgements.map { judgement -> Markdown in
      let name = judgement.limit.metric.rawValue
      let limit = percent(judgement.limit.atMost)
      let what: Markdown =
        switch judgement.status {
        case .pass: "is shown to be at most \(limit)"
        case .fail: "is shown to be above \(limit)"
        case .undecided: "is not shown to be on either side of \(limit)"
        case .cannotJudge: "was not measured"
        }
      return "\(name) " + what
    }
    let status: Markdown =
      switch system.status {
      case .pass: "**Keeps the limits of this place**"
      case .fail: "**Breaks a limit of this place**"
      case .undecided: "**Not shown to keep the limits of this place**"
      case .cannotJudge, nil: "**Cannot be judged by the limits of this place**"
      }
    return status + ": " + parts.joined(", ") + "."
  }

  private func detail(_ rate: Rate) -> String {
    let value = figures.value(rate) ?? "undefined"
    guard let shown = rate.widerInterval else { return value }
    let over = shown == rate.interval ? "" : " over references"
    return "\(value), \(figures.level(shown.level)) interval\(over) \(figures.range(shown))"
  }

  private func percent(_ value: Double) -> String { DeploymentTables.percent(value, figures) }

  private func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
