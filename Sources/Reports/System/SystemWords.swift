import ErrorRates
import PADVocabulary
import Statistics

/// What whole systems did, in plain words for a person who must decide something: one sentence per
/// number, each with its counts, its name in the field and its interval.
struct SystemWords {
  /// How many detectors a sentence names; tables have all.
  private static let mostDetectors = 4

  let results: SystemResults
  let figures: Figures
  /// Whether every interval is called one; a list says it once, with `brackets`.
  private var namesIntervals = false

  init(results: SystemResults, figures: Figures) {
    self.results = results
    self.figures = figures
  }

  private var namingIntervals: SystemWords {
    var words = self
    words.namesIntervals = true
    return words
  }

  /// What the section is about, and where the threshold comes from.
  var introduction: Markdown {
    """
    A detector of attacks is only one part of a system that lets people in. This section asks the \
    question of the whole: does somebody who holds the face of an enrolled person before the camera \
    get in **as that person**? The matcher \(results.matcher) compares faces with \
    \(Figures.count(results.references, "enrolled person")). \(namingIntervals.thresholdSentence)
    """
  }

  private var thresholdSentence: Markdown {
    guard let point = results.operatingPoint else {
      return "It has no threshold here, so nobody can say whom it lets in."
    }
    var text: Markdown =
      "It lets a face in when its match score is at least "
      + "\(Figures.brief(point.threshold)), "
    switch (point.origin, results.criterion) {
    case (.dev, .far(let limit)):
      text += """
        a threshold set on other data (dev) so that at most \(figures.level(limit)) of strangers \
        match
        """
    case (.dev(let criterion), _):
      text += "a threshold set on other data (dev, \(criterion)) without any attack"
    case (.oracle(let criterion), _):
      text += """
        a threshold set on the evaluated persons themselves (oracle:test:\(criterion)), which is \
        optimistic
        """
    case (.fixed, _), (.card, _): text += "a threshold that was given"
    }
    guard let fmr = results.comparisons.fmr, fmr.trials > 0 else { return text + "." }
    return text + """
      ; at it, \(fmr.errors) of \(fmr.trials) comparisons with strangers matched here \
      (\(described("FMR", fmr))).
      """
  }

  /// How to read the brackets, said once.
  var brackets: Markdown {
    let level = figures.level(results.options.confidenceLevel)
    return """
      In brackets stand the field's name of each number, the number in percent, and the range that \
      holds the true value with \(level) confidence: as if every claim were a trial of its own, or \
      over whole references where that is wider.
      """
  }

  /// One sentence per number.
  var sentences: [Markdown] {
    guard let alone = results.matcherAlone else { return [] }
    var list = alone.classes.map { sentence($0) }
    if let riapar = riapar(alone) { list.append(riapar) }
    return list + alone.identification.map { sentence($0) }
  }

  /// The worst species and the genuine users of every system, in one paragraph for the summary: an
  /// attacker chooses anew what beats the detector in front.
  var headline: Markdown {
    let head: Markdown = "**Whole system with \(results.matcher)**: "
    guard let alone = results.matcherAlone else { return head + thresholdSentence }
    let words = namingIntervals
    var sentences: [Markdown] = []
    if alone.worst == nil {
      sentences.append("There was no attack on an enrolled person, so IAPAR is undefined.")
    }
    sentences.append(words.worst(alone, "By the matcher alone"))
    for system in serialSystems {
      guard let serial = system.serial else { continue }
      sentences.append(words.worst(serial, "With \(system.name) in front"))
    }
    return head + sentences.filter { !$0.isEmpty }.joined()
  }

  /// The worst attacks and the genuine users of one system in one sentence.
  private func worst(_ system: SystemFigures, _ how: Markdown) -> Markdown {
    var parts: [Markdown] = []
    if let worst = system.worst {
      let names = worst.species.map { Markdown(data: $0.name) }.joined(" and ")
      parts.append(
        """
        \(worst.apcer.errors) of \(Figures.count(worst.apcer.trials, "attack")) with the worst \
        species, \(names), \(was(worst.apcer.errors)) let in as the person shown \
        (\(described("IAPAR", worst.apcer)))
        """)
    }
    if let frr = system.frr {
      parts.append(
        """
        \(frr.errors) of \(Figures.count(frr.trials, "try", "tries")) of enrolled persons \
        \(was(frr.errors)) turned away (\(described("FRR", frr)))
        """)
    }
    return parts.isEmpty ? "" : how + ", " + parts.joined(", and ") + "."
  }

  private func sentence(_ of: SystemClass) -> Markdown {
    let rate = of.rate
    let name = of.kind.rateName
    let alone: Markdown = "(\(described(name, rate)))"
    switch of.kind {
    case .genuine:
      return """
        Of \(Figures.count(rate.trials, "try", "tries")) of enrolled persons to get in as \
        themselves, \(rate.errors) \(was(rate.errors)) turned away by the matcher alone \(alone)\
        \(others(of)).
        """
    case .zeroEffort:
      return """
        Of \(Figures.count(rate.trials, "try", "tries")) of persons who claimed to be somebody \
        else, without any trick, \(rate.errors) \(was(rate.errors)) let in by the matcher alone \
        \(alone)\(others(of)).
        """
    case .attack(let species):
      return """
        Of \(Figures.count(rate.trials, "attack")) with \(species.name) that \
        \(rate.trials == 1 ? "shows" : "show") an enrolled person, \(rate.errors) \
        \(was(rate.errors)) let in as that person by the matcher alone \(alone)\(others(of)).
        """
    case .concealer(let species):
      return """
        Of \(Figures.count(rate.trials, "attack")) with \(species.name) by enrolled persons who did \
        not want to be recognised, \(rate.errors) \(was(rate.errors)) not recognised by the matcher \
        alone (share of concealer attacks \(described("not matched", rate)))\(others(of)).
        """
    }
  }

  private func sentence(_ result: IdentificationResult) -> Markdown {
    let rate = result.targetReturned
    return """
      Looked up among all \(Figures.count(result.references, "enrolled person")) instead of one, \
      \(rate.errors) of \(Figures.count(rate.trials, "attack")) with \(result.species.name) \
      \(rate.errors == 1 ? "gives" : "give") the name of the person shown (\(described("IAPIR", rate))), \
      \(result.targetFirst.errors) before any other name.
      """
  }

  private func riapar(_ alone: SystemFigures) -> Markdown? {
    guard let value = alone.riapar else { return nil }
    var text: Markdown = """
      The share of attacks let in (worst species) and the share of enrolled persons turned away add \
      up to \(described(value)) for the matcher alone
      """
    for system in serialSystems {
      guard let value = system.serial?.riapar else { continue }
      text += ", to \(described(value)) with \(system.name) in front"
    }
    return text
      + "; 0 would be a system that errs in neither way, 100 % is no better than refusing "
      + "everybody."
  }

  private var serialSystems: ArraySlice<DetectorSystem> {
    results.detectors.filter { $0.serial != nil }.prefix(Self.mostDetectors)
  }

  /// The same number with each detector in front.
  private func others(_ of: SystemClass) -> Markdown {
    var text: Markdown = ""
    for system in serialSystems {
      guard let rate = system.serial?.classes.first(where: { $0.kind == of.kind })?.rate else {
        continue
      }
      text += "; with \(system.name) in front, \(rate.errors)"
      if of.concealerSpecies != nil {
        text += " passed it and \(was(rate.errors)) not recognised"
      }
      text += " (\(described("", rate)))"
    }
    return text
  }

  private func was(_ count: Int) -> String { count == 1 ? "was" : "were" }

  private func described(_ name: String, _ rate: Rate) -> String {
    guard let value = rate.value else { return "undefined" }
    let head = (name.isEmpty ? "" : name + " ") + figures.percent(value)
    guard let shown = rate.widerInterval else { return head }
    if !namesIntervals { return "\(head), \(figures.range(shown))" }
    let over = shown == rate.interval ? "" : " over references"
    return "\(head), \(figures.level(shown.level)) interval\(over) \(figures.range(shown))"
  }

  private func described(_ riapar: RelativeAcceptRate) -> String {
    let shown = WiderInterval.of(riapar.interval, riapar.clustered)
    let range = shown.map { ", \(figures.range($0))" } ?? ""
    return "\(figures.percent(riapar.value)) (RIAPAR\(range))"
  }
}

extension Figures {
  /// A count with its noun, whose plural is given.
  fileprivate static func count(_ number: Int, _ noun: String, _ plural: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(plural)"
  }
}
