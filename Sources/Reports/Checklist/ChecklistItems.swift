import ErrorRates
import PADVocabulary

/// Fills the items of a checklist from a report.
struct ChecklistItems {
  let report: RunReport
  let material: [ReportChecklist.Material]
  let figures: Figures

  private typealias Item = ReportChecklist.Item
  private typealias Statement = ReportChecklist.Statement

  func list() -> [ReportChecklist.Item] {
    ofTheTest() + report.subsystems.flatMap(ofDetector) + ofTheSystems()
  }

  private func ofTheTest() -> [Item] {
    let species = material.compactMap(\.species)
    let bonaFide = material.first { $0.species == nil }
    let attacks = material.filter { $0.species != nil }
    return [
      Item(
        "Level of evaluation",
        .stated(report.systems.isEmpty ? "PAD subsystem" : "PAD subsystem and full system")),
      Item(
        "Number of PAI species",
        .stated(
          species.isEmpty
            ? "0" : "\(species.count): \(species.map(\.name).joined(separator: ", "))")),
      Item("PAI series", total(attacks, \.count.series)),
      Item("PAI instruments", total(attacks, \.count.instruments)),
      Item(
        "Attack presentations",
        .stated(String(attacks.reduce(0) { $0 + $1.count.presentations }))),
      Item(
        "Bona fide presentations", .stated(String(bonaFide?.count.presentations ?? 0))),
      Item("Bona fide capture subjects", known(bonaFide?.count.subjects)),
      Item("Attack potential per species", potentials(attacks)),
      Item("Capture devices", devices),
      Item("Capture sessions", known(report.dataset.sessions)),
      Item(
        "Capture conditions, as attributes",
        report.dataset.attributeNames.isEmpty
          ? .notStated : .stated(report.dataset.attributeNames.joined(separator: ", "))),
    ]
  }

  private func known(_ count: Int?) -> Statement {
    count.map { .stated(String($0)) } ?? .notStated
  }

  /// The sum over species, with what is missing from it.
  private func total(
    _ attacks: [ReportChecklist.Material], _ count: KeyPath<ReportChecklist.Material, Int?>
  ) -> Statement {
    let counts = attacks.compactMap { $0[keyPath: count] }
    guard !counts.isEmpty else { return .notStated }
    let sum = counts.reduce(0, +)
    return .stated("\(sum)" + gap(attacks.count - counts.count, attacks))
  }

  /// For how many species something is not stated; empty when for none.
  private func gap(_ silent: Int, _ attacks: [ReportChecklist.Material]) -> String {
    silent == 0 ? "" : "; not stated for \(silent) of \(attacks.count) species"
  }

  private func potentials(_ attacks: [ReportChecklist.Material]) -> Statement {
    let stated = attacks.compactMap { entry in
      entry.attackPotential.map { "\(entry.species?.name ?? ""): \($0)" }
    }
    guard !stated.isEmpty else { return .notStated }
    return .stated(stated.joined(separator: "; ") + gap(attacks.count - stated.count, attacks))
  }

  private var devices: Statement {
    let names = report.dataset.captureDevices
    if !names.isEmpty { return .stated("\(names.count): \(names.joined(separator: ", "))") }
    return .notStated
  }

  private func ofDetector(_ subsystem: SubsystemReport) -> [Item] {
    let results = subsystem.results
    let test = results.test
    let lines = ErrorLine.lines(results)
    let name = subsystem.name
    let digest = subsystem.digest.isEmpty ? "" : ", digest \(subsystem.digest)"
    let policy = results.options.nonResponsePolicy
    return [
      Item(
        "Item under test", detector: name,
        .stated("\(name), version \(subsystem.version), \(subsystem.kind)\(digest)")),
      Item(
        "Operating point and its origin", detector: name,
        results.operatingPoint.map {
          .stated("threshold \(Figures.exact($0.threshold)), \($0.origin)")
        } ?? .notMeasured(Undefined.noThreshold)),
      Item("APCER per species", detector: name, perSpecies(lines)),
      Item(
        "APCER, maximum over species", detector: name,
        rate(test.worst?.apcer, lines.first?.undefined ?? Undefined.noAttack)),
      Item(
        "BPCER", detector: name,
        rate(test.bonaFide.bpcer, lines.last?.undefined ?? Undefined.noBonaFide)),
      Item("APNRR per species", detector: name, joined(test.species) { $0.apnrr }),
      Item(
        "BPNRR", detector: name, rate(test.bonaFide.bpnrr, Undefined.noBonaFide)),
      Item(
        "How non-responses enter APCER and BPCER", detector: name,
        .stated("\(policy.rawValue): \(policy.phrase)")),
      Item(
        "Attack presentation acquisition (APAR) per species", detector: name,
        joined(test.species) { $0.apar }),
      Item(
        "Processing time of the PAD subsystem", detector: name,
        subsystem.latency == nil
          ? .notMeasured("no duration was recorded") : .stated("see the section on timing")),
    ]
  }

  private func rate(_ rate: Rate?, _ reason: String) -> Statement {
    rate.defined.flatMap { figures.full($0.withWiderInterval) }.map { .stated($0) }
      ?? .notMeasured(reason)
  }

  private func perSpecies(_ lines: [ErrorLine]) -> Statement {
    let parts = lines.compactMap { line -> String? in
      guard case .species(let species) = line.kind else { return nil }
      let text = line.rate.flatMap { figures.full($0.withWiderInterval) }
      return "\(species.name) \(text ?? Undefined.cell(line.undefined))"
    }
    let isDefined = lines.contains { line in
      if case .species = line.kind { return line.rate != nil }
      return false
    }
    return isDefined
      ? .stated(parts.joined(separator: "; "))
      : .notMeasured(lines.first?.undefined ?? Undefined.noAttack)
  }

  private func joined(
    _ species: [SpeciesResult], _ rate: (SpeciesResult) -> Rate?
  ) -> Statement {
    let parts = species.compactMap { species in
      rate(species).defined.flatMap(figures.short).map { "\(species.species.name) \($0)" }
    }
    return parts.isEmpty
      ? .notMeasured(species.isEmpty ? Undefined.noAttack : "reasons are not stated")
      : .stated(parts.joined(separator: "; "))
  }
}
