import ErrorRates
import PADVocabulary

extension SystemClass.Kind {
  /// The rate's name.
  var rateName: String {
    switch self {
    case .genuine: "FRR"
    case .zeroEffort: "FAR"
    case .attack: "IAPAR"
    case .concealer: "not matched:"
    }
  }

  /// Whose claims.
  var subject: String {
    switch self {
    case .genuine: "genuine users"
    case .zeroEffort: "zero-effort impostors"
    case .attack(let species): species.name
    case .concealer(let species): "concealers, \(species.name)"
    }
  }

  /// The species; empty for bona fide claims.
  var speciesName: String {
    switch self {
    case .genuine, .zeroEffort: ""
    case .attack(let species), .concealer(let species): species.name
    }
  }

  /// The kind in files for programs.
  var word: String {
    switch self {
    case .genuine: "genuine"
    case .zeroEffort: "zero_effort"
    case .attack: "attack"
    case .concealer: "concealer"
    }
  }
}

/// One way to decide claims, as a column or a block of a report.
struct SystemDesign {
  /// The name in a table: `matcher alone`, `with texture in front`, `fused with texture`.
  var title: String
  /// The name of the whole system in files: `facenet`, `facenet + texture`.
  var name: String
  /// The detector; `nil` without one.
  var detector: DetectorSystem?
  var figures: SystemFigures
}

extension SystemResults {
  /// All ways that have figures: the matcher alone, then each detector in front and fused.
  var designs: [SystemDesign] {
    var designs: [SystemDesign] = []
    if let matcherAlone {
      designs.append(
        SystemDesign(title: "matcher alone", name: matcher, figures: matcherAlone))
    }
    return designs + detectors.flatMap { self.designs(of: $0) }
  }

  /// A detector in front of the matcher and fused with it, where they have figures.
  func designs(of system: DetectorSystem) -> [SystemDesign] {
    var designs: [SystemDesign] = []
    if let serial = system.serial {
      designs.append(
        SystemDesign(
          title: "with \(system.name) in front", name: "\(matcher) + \(system.name)",
          detector: system, figures: serial))
    }
    if let fusion = system.fusion {
      designs.append(
        SystemDesign(
          title: "fused with \(system.name)", name: "\(matcher) + \(system.name), fused",
          detector: system, figures: fusion))
    }
    return designs
  }

  /// What the matcher did with comparisons, under its name.
  var named: NamedVulnerability { NamedVulnerability(matcher, comparisons) }
}
