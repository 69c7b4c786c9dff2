import ErrorRates
import PADVocabulary
import ReleaseGate
import StructuredText

/// The tables about deployments.
enum DeploymentTables {
  /// A line per deployment, a column per way to decide.
  static func overview(_ findings: [DeploymentFinding], _ figures: Figures) -> MarkdownTable {
    var detectors: [String] = []
    for finding in findings {
      for name in finding.systems.compactMap(\.detector) where !detectors.contains(name) {
        detectors.append(name)
      }
    }
    var table = MarkdownTable(
      [.text("Place"), .text("Matcher"), .figure("Matcher alone")]
        + detectors.map { .figure("With \($0)") })
    for finding in findings {
      table.rows.append(
        [
          "\(finding.deployment.title)", "\(finding.matcher)",
          cell(finding.matcherAlone, figures),
        ]
          + detectors.map { name in
            cell(finding.systems.first { $0.detector == name }, figures)
          })
    }
    return table
  }

  private static func cell(_ system: DeploymentFinding.System?, _ figures: Figures) -> Markdown {
    guard let system else { return "" }
    if !system.lacking.isEmpty { return "not possible here" }
    guard let rate = system.attackerSuccess?.apcer, let value = figures.short(rate) else {
      return "not known"
    }
    let status = system.status.map { ", \($0)" } ?? ""
    return "\(value)\(status)"
  }

  /// Attackers let in by what they brought, a column per way to decide.
  static func species(_ finding: DeploymentFinding, _ figures: Figures) -> MarkdownTable {
    let systems = finding.systems.filter { $0.figures != nil }
    var table = MarkdownTable(
      [.text("What they brought")]
        + systems.map { .figure($0.detector.map { "With \($0)" } ?? "Matcher alone") })
    for species in species(of: finding) {
      table.rows.append(
        ["\(species.name)"]
          + systems.map { system in
            guard let rate = system.figures?.iapar(of: species) else { return "" }
            let range = rate.widerInterval.map { " [\(figures.range($0))]" } ?? ""
            return "\(figures.short(rate) ?? "undefined")\(range)"
          })
    }
    return table
  }

  /// What another factor would leave, a line per species and factor.
  static func factors(_ finding: DeploymentFinding, _ figures: Figures) -> MarkdownTable {
    let systems = finding.systems.filter { $0.figures != nil }
    var table = MarkdownTable(
      [.text("What they brought"), .text("And overcame"), .figure("Assumed to succeed")]
        + systems.map { .figure($0.detector.map { "With \($0)" } ?? "Matcher alone") })
    for species in species(of: finding) {
      for factor in finding.deployment.factors {
        table.rows.append(
          [
            "\(species.name)", "\(factor.name)",
            "\(percent(factor.compromiseProbability, figures))",
          ]
            + systems.map { system in
              guard let value = system.figures?.iapar(of: species)?.value else { return "" }
              return "\(percent(factor.additional.success(of: value), figures))"
            })
      }
    }
    return table
  }

  /// The species that can come there, by name.
  static func species(of finding: DeploymentFinding) -> [PAISpecies] {
    Set(finding.systems.compactMap(\.figures).flatMap(\.attacks).compactMap(\.attackSpecies))
      .sorted()
  }

  /// A share in percent, with more decimals where it would read as nothing.
  static func percent(_ value: Double, _ figures: Figures) -> String {
    guard value > 0, value < 1e-3 else { return figures.percent(value) }
    return NumberText.shortest((value * 1e8).rounded() / 1e6) + figures.gap + "%"
  }
}
