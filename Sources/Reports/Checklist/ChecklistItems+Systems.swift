import ErrorRates
import PADVocabulary

extension ChecklistItems {
  /// What the standard asks of a full-system evaluation (ISO/IEC 30107-3:2023, 7.5).
  func ofTheSystems() -> [ReportChecklist.Item] {
    guard !report.systems.isEmpty else {
      return [
        .init(
          "Full system: IAPAR with FRR, and RIAPAR",
          .notMeasured("this run evaluates the PAD subsystem without a comparison subsystem")),
        .init("Full system processing duration", .notMeasured("as above")),
      ]
    }
    return report.systems.flatMap(ofSystem) + [
      .init(
        "Full system processing duration",
        .stated("the sum of the detector's and the matcher's, see the section on timing"))
    ]
  }

  private func ofSystem(_ system: SystemReport) -> [ReportChecklist.Item] {
    let point = system.results.operatingPoint
    let header: [ReportChecklist.Item] = [
      .init(
        "Comparison subsystem",
        .stated(
          "\(system.name), version \(system.version), \(system.kind), digest \(system.digest)")),
      .init(
        "Match threshold and its origin",
        point.map {
          .stated("\(Figures.exact($0.threshold)), \($0.origin.description)")
        } ?? .notMeasured("no threshold meets \(system.results.criterion)")),
    ]
    return header
      + system.results.designs.map { design in
        let rates: [(String, Rate?)] = [
          ("worst IAPAR", design.figures.worst?.apcer), ("FRR", design.figures.frr),
          ("FAR", design.figures.far),
        ]
        var parts = rates.map { name, rate in
          "\(name) \(rate.flatMap(figures.full) ?? "undefined")"
        }
        if let riapar = design.figures.riapar {
          parts.append("RIAPAR \(figures.percent(riapar.value))")
        }
        return .init(
          "Full system: IAPAR with FRR, and RIAPAR; \(system.name), \(design.title)",
          .stated(parts.joined(separator: "; ")))
      }
  }
}
