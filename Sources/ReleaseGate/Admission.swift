import Comparison
import ErrorRates
import Evidence
import PADVocabulary

/// Whether evidence is fit to be judged at all; everything here fails closed.
struct Admission {
  let candidate: GateEvidence
  let baseline: GateEvidence?
  let policy: Policy
  let date: CalendarDate
  let candidateDigest: ContentDigest
  let baselineDigest: ContentDigest?

  func faults() -> [Diagnostic] {
    faults(of: candidate) + candidateFaults() + baselineFaults()
  }

  private func error(
    _ evidence: GateEvidence, _ message: String, remedy: String = ""
  ) -> Diagnostic {
    Diagnostic(.error, file: evidence.outcomes.name, message, remedy: remedy)
  }

  /// What must hold of the run under judgement and of the one it is compared with.
  private func faults(of evidence: GateEvidence) -> [Diagnostic] {
    let own = evidence.outcomes.faults
    if !own.isEmpty { return own }
    return runFaults(evidence) + thresholdFaults(evidence) + outcomeFaults(evidence)
      + mediaFaults(evidence) + datasetFaults(evidence)
  }

  private func runFaults(_ evidence: GateEvidence) -> [Diagnostic] {
    var faults: [Diagnostic] = []
    if !evidence.facts.isComplete {
      faults.append(error(evidence, "the run is not complete", remedy: "resume it"))
    }
    if evidence.facts.isComplete, !evidence.facts.isSealed {
      faults.append(
        error(
          evidence, "its journal was not sealed: it is being worked on, or was changed",
          remedy: "let the run end, or run it again"))
    }
    if evidence.facts.trialUnit == .frame {
      faults.append(
        error(
          evidence, "rows are frames, and frames are no trials",
          remedy: "combine the frames of a presentation before"))
    }
    return faults
  }

  private func thresholdFaults(_ evidence: GateEvidence) -> [Diagnostic] {
    guard let point = evidence.outcomes.operatingPoint else {
      return [
        error(
          evidence, "there is no threshold to judge",
          remedy: "give a dev partition, a card or a fixed threshold")
      ]
    }
    var faults: [Diagnostic] = []
    if !point.threshold.isFinite {
      faults.append(error(evidence, "the threshold \(point.threshold) is not finite"))
    }
    if case .oracle = point.origin {
      faults.append(
        error(
          evidence, "the threshold was chosen on the test data (\(point.origin))",
          remedy: "choose it on a dev partition, or release it on a card"))
    } else if !policy.thresholds.contains(where: { $0.allows(point.origin) }) {
      let allowed = policy.thresholds.map(\.description).joined(separator: ", ")
      faults.append(
        error(
          evidence, "the policy does not allow a threshold of origin \(point.origin)",
          remedy: "it allows " + allowed))
    }
    return faults
  }

  private func outcomeFaults(_ evidence: GateEvidence) -> [Diagnostic] {
    var faults: [Diagnostic] = []
    let rows = evidence.outcomes.outcomes
    let infinite = rows.count { $0.outcome.score.map { !$0.isFinite } ?? false }
    if infinite > 0 {
      faults.append(
        error(
          evidence, "\(infinite) scores are infinite: no threshold can ever change these decisions",
          remedy: "have the subsystem give finite scores"))
    }
    if rows.contains(where: { $0.outcome.reason == .tampered }) {
      faults.append(
        error(
          evidence, "pictures differ from the dataset's lock", remedy: "mend or lock the dataset"))
    }
    var responses: [PAISpecies?: Int] = [nil: 0]
    for row in rows {
      responses[row.species, default: 0] += row.outcome.score == nil ? 0 : 1
    }
    let species = evidence.outcomes.species
    if !rows.contains(where: { $0.species == nil }) {
      faults.append(error(evidence, "there is no bona fide presentation: BPCER is undefined"))
    } else if responses[nil] == 0 {
      faults.append(error(evidence, "no bona fide presentation got a response"))
    }
    if species.isEmpty {
      faults.append(error(evidence, "there is no attack presentation: APCER is undefined"))
    }
    for name in species where responses[name] == 0 {
      faults.append(error(evidence, "species \(name.name.printable) got no response at all"))
    }
    return faults + orientationFaults(evidence)
  }

  /// Attacks that score higher than bona fide presentations on the whole mean reversed labels or
  /// polarity, and a threshold then says nothing.
  private func orientationFaults(_ evidence: GateEvidence) -> [Diagnostic] {
    guard
      let results = try? ErrorRates.evaluate(
        dev: nil, test: evidence.outcomes.table, criterion: nil,
        options: EvaluationOptions(fixedRates: [], curvePoints: 0)),
      let area = results.test.auc?.value, area < 0.5
    else { return [] }
    return [
      error(
        evidence,
        "labels or polarity look reversed: attacks mostly score higher than bona fide "
          + "presentations (AUC below 0.5)",
        remedy: "check that a higher score means more bona fide")
    ]
  }

  private func mediaFaults(_ evidence: GateEvidence) -> [Diagnostic] {
    var faults: [Diagnostic] = []
    let rows = evidence.outcomes.outcomes
    let unknown = rows.count { $0.mediaDigest == nil }
    if unknown > 0, !policy.dataset.allowsUnknownMedia {
      faults.append(
        error(
          evidence,
          "\(unknown) presentations have no digest of their pictures: nobody can tell "
            + "whether one is listed twice",
          remedy: "judge a run folder, or let the policy say 'unknown_media: allowed'"))
    }
    var owners: [String: String] = [:]
    var repeats: [(String, String)] = []
    for row in rows {
      guard let digest = row.mediaDigest else { continue }
      if let owner = owners[digest] {
        repeats.append((owner, row.id))
      } else {
        owners[digest] = row.id
      }
    }
    if let first = repeats.first {
      faults.append(
        error(
          evidence,
          "\(repeats.count) presentations show the same pictures as another, the first "
            + "pair is \(first.0.printable) and \(first.1.printable)",
          remedy: "a presentation counts once, whatever its name"))
    }
    return faults + devFaults(evidence, owners)
  }

  /// A threshold that was chosen on the test presentations under other names is an oracle.
  private func devFaults(
    _ evidence: GateEvidence, _ owners: [String: String]
  ) -> [Diagnostic] {
    let shared = evidence.dev.filter { $0.mediaDigest.map { owners[$0] != nil } ?? false }
    guard let first = shared.first, let digest = first.mediaDigest, let owner = owners[digest]
    else { return [] }
    return [
      error(
        evidence,
        "\(shared.count) presentations of dev show the same pictures as one of test, the first "
          + "pair is \(first.id.printable) and \(owner.printable)",
        remedy: "choose thresholds on presentations that are not judged")
    ]
  }

  /// What the policy says of the dataset.
  private func datasetFaults(_ evidence: GateEvidence) -> [Diagnostic] {
    let facts = evidence.facts
    let wanted = policy.dataset
    var faults: [Diagnostic] = []
    if let name = wanted.name, name != facts.datasetName {
      faults.append(
        error(
          evidence,
          "the dataset is \(facts.datasetName.printable), the policy is about "
            + name.printable))
    }
    if let digest = wanted.digest, digest != facts.datasetDigest {
      let found = facts.datasetDigest.map { "has the digest \($0)" } ?? "is unlocked"
      faults.append(error(evidence, "the dataset \(found), the policy is about \(digest)"))
    }
    if let name = wanted.protocolName, name != facts.protocolName {
      faults.append(
        error(
          evidence,
          "the protocol is \(facts.protocolName.printable), the policy is about "
            + name.printable))
    }
    if !wanted.allowsSynthetic, facts.isSynthetic != false {
      faults.append(
        error(
          evidence,
          facts.isSynthetic == true
            ? "the presentations are synthetic, and the policy does not allow that"
            : "nobody says whether the presentations are synthetic",
          remedy: "synthetic presentations prove plumbing, not error rates"))
    }
    return faults + speciesFaults(evidence)
  }

  private func speciesFaults(_ evidence: GateEvidence) -> [Diagnostic] {
    var faults: [Diagnostic] = []
    let found = evidence.outcomes.species
    if let wanted = policy.dataset.species {
      for species in wanted where !found.contains(species) {
        faults.append(error(evidence, "species \(species.name.printable) is missing"))
      }
      for species in found where !wanted.contains(species) {
        faults.append(
          error(
            evidence, "the policy knows no species \(species.name.printable)",
            remedy: "a species under a new name is a new species; list it in the policy"))
      }
    }
    let expected = evidence.facts.expected
    if expected.isEmpty, policy.dataset.species == nil {
      faults.append(
        error(
          evidence, "neither the run nor the policy says which presentations must be there",
          remedy: "judge a run folder, or let the policy list its species"))
    }
    var counts: [PAISpecies?: Int] = [:]
    for row in evidence.outcomes.outcomes { counts[row.species, default: 0] += 1 }
    for entry in expected where counts[entry.species] ?? 0 != entry.presentations {
      let name = entry.species?.name.printable ?? "bona fide"
      faults.append(
        error(
          evidence,
          "\(counts[entry.species] ?? 0) presentations of \(name), and the protocol has "
            + "\(entry.presentations)"))
    }
    let listed = Set(expected.map(\.species))
    if !expected.isEmpty {
      for species in [nil] + found.map({ Optional($0) })
      where counts[species] != nil && !listed.contains(species) {
        let name = species?.name.printable ?? "bona fide"
        faults.append(error(evidence, "the protocol has no presentations of \(name)"))
      }
    }
    return faults
  }

  /// What must hold of the candidate alone.
  private func candidateFaults() -> [Diagnostic] {
    guard !policy.noRegression.isEmpty, baseline == nil else { return [] }
    return [
      error(
        candidate, "the policy compares with a baseline, and there is none",
        remedy: "name the released version's run")
    ]
  }

  private func baselineFaults() -> [Diagnostic] {
    guard let baseline else { return [] }
    var faults = faults(of: baseline)
    if let last = policy.baseline.expires, last < date {
      faults.append(
        error(
          baseline, "the baseline expired on \(last)",
          remedy: "take the version released since, and renew the policy"))
    }
    if let digest = policy.baseline.outcomes, digest != baselineDigest {
      faults.append(
        error(
          baseline,
          "the outcomes have the digest \(baselineDigest?.hex ?? ""), the policy is about "
            + "\(digest)"))
    }
    let (mine, its) = (candidate.facts, baseline.facts)
    if mine.datasetDigest == nil || mine.datasetDigest != its.datasetDigest
      || mine.datasetName != its.datasetName
    {
      faults.append(
        error(
          baseline, "candidate and baseline are not shown to be runs on the same dataset",
          remedy: "run both on the same locked dataset"))
    }
    if mine.protocolName != its.protocolName {
      faults.append(error(baseline, "candidate and baseline follow different protocols"))
    }
    return faults + joinFaults(baseline)
  }

  /// Presentations that one side lacks or calls by another label.
  private func joinFaults(_ baseline: GateEvidence) -> [Diagnostic] {
    do throws(InvalidInput) {
      let joined = try PairedOutcomes(baseline: baseline.outcomes, candidate: candidate.outcomes)
      guard let first = joined.missing.first else { return [] }
      return [
        error(
          first.absentFrom == .candidate ? candidate : baseline,
          "\(joined.missing.count) presentations are on one side only, the first is "
            + first.id.printable)
      ]
    } catch {
      return error.diagnostics
    }
  }
}
