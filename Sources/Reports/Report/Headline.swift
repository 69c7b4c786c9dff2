import ErrorRates
import PADVocabulary
import Statistics

/// What results say, in plain words for a person who must decide something.
struct Headline {
  private let named: NamedResults
  private let figures: Figures

  init(_ named: NamedResults, _ figures: Figures) {
    self.named = named
    self.figures = figures
  }

  private var results: EvaluationResults { named.results }
  private var test: PartitionResult { named.results.test }

  /// One paragraph: where the threshold comes from, BPCER, the worst species, what gave no score.
  var text: Markdown {
    var sentences: [Markdown] = []
    if let point = results.operatingPoint {
      sentences.append("At \(point.origin.phrase), " + bonaFide + "; " + attacks + ".")
    } else {
      sentences.append(noThreshold)
    }
    if let silence { sentences.append(silence) }
    return "**\(named.name)**: " + sentences.joined()
  }

  private var bonaFide: Markdown {
    let result = test.bonaFide
    guard let rate = result.bpcer.defined else {
      let reason = Undefined.reason(result.accounting, of: .bonaFide, hasThreshold: true)
      return "BPCER is undefined (\(reason))"
    }
    return """
      \(rate.errors) of \(Figures.count(rate.trials, "bona fide presentation")) \
      \(rate.trials == 1 ? "was" : "were") rejected (\(described("BPCER", rate)))
      """
  }

  private var attacks: Markdown {
    guard let worst = test.worst, let rate = worst.apcer.defined else {
      let reason =
        test.species.allSatisfy { $0.accounting.rows == 0 }
        ? Undefined.noAttack : Undefined.noResponse
      return "APCER is undefined (\(reason))"
    }
    let detail = described("APCER", rate)
    if rate.errors == 0 {
      let trials = test.species.reduce(0) { $0 + ($1.apcer?.trials ?? 0) }
      let species = test.species.count == 1 ? "the only species" : "\(test.species.count) species"
      return "no attack of \(species) got in, 0 of \(trials) (worst \(detail))"
    }
    let names = worst.species.map { Markdown(data: $0.name) }.joined(" and ")
    let how: Markdown = test.species.count == 1 ? "the only species" : "the worst species"
    let times = Figures.count(rate.errors, "time")
    if worst.species.count > 1 {
      return """
        the worst species, \(names), tie; \(worst.species.first?.name ?? "") got in \(times) out \
        of \(rate.trials) (\(detail))
        """
    }
    return "\(how), \(names), got in \(times) out of \(rate.trials) (\(detail))"
  }

  private func described(_ name: String, _ rate: Rate) -> String {
    let value = rate.value.map(figures.percent) ?? "undefined"
    guard let shown = rate.widerInterval else { return "\(name) \(value)" }
    let over = shown == rate.interval ? "" : " over clusters"
    return "\(name) \(value), \(figures.level(shown.level)) interval\(over) "
      + figures.range(shown)
  }

  private var noThreshold: Markdown {
    let eer = test.species.count > 1 ? test.eerWorst : test.eer
    let head: Markdown =
      "there is no operating point, so nobody can say how often it errs in use: APCER and BPCER "
      + "are undefined (no threshold)."
    guard let eer else { return head }
    let interval = eer.interval.map { ", \(figures.level($0.level)) interval \(figures.range($0))" }
    return head + """
       Over all thresholds, the two errors meet at \
      \(figures.percent(eer.value))\(interval ?? "") (D-EER).
      """
  }

  /// What gave no score, and what that does to the rates; `nil` when everything did.
  private var silence: Markdown? {
    let count = test.accounting.withoutResponse
    guard count > 0 else { return nil }
    let total = test.accounting.rows
    let policy = results.options.nonResponsePolicy
    return """
      \(count) of \(Figures.count(total, "presentation")) gave no score; by the policy \
      "\(policy.rawValue)" \(policy.phrase).
      """
  }
}
