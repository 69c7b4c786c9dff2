import ErrorRates
public import PADVocabulary

/// What ISO/IEC 30107-3 asks a report of a PAD test to state, and what this one states.
public struct ReportChecklist: Sendable, Hashable {
  /// What is said about one item.
  public enum Statement: Sendable, Hashable {
    /// The value.
    case stated(String)
    /// The dataset does not say.
    case notStated
    /// The run did not measure it, for this reason.
    case notMeasured(String)
  }

  /// One item that is asked for.
  public struct Item: Sendable, Hashable {
    /// What is asked for.
    public var topic: String
    /// The detector it is about; empty for the whole test.
    public var detector: String
    /// What this report states.
    public var statement: Statement

    /// Makes an item.
    public init(_ topic: String, detector: String = "", _ statement: Statement) {
      self.topic = topic
      self.detector = detector
      self.statement = statement
    }
  }

  /// What was presented of one class.
  public struct Material: Sendable, Hashable {
    /// The species; `nil` for bona fide presentations.
    public var species: PAISpecies?
    /// The attack potential that is claimed for it; `nil` where none is.
    public var attackPotential: String?
    /// How much of it there is on the evaluated partition.
    public var count: SpeciesCount
  }

  /// The items, in a fixed order.
  public private(set) var items: [Item]
  /// The evaluated material: bona fide first, then species by name.
  public private(set) var material: [Material]

  /// Goes through a report.
  ///
  /// - Parameter decimals: digits of percentages, held within 0…10.
  public init(_ report: RunReport, decimals: Int = 2) {
    self.init(report, Figures(decimals: min(max(decimals, 0), 10)))
  }

  init(_ report: RunReport, _ figures: Figures) {
    material = Self.material(of: report)
    items = ChecklistItems(report: report, material: material, figures: figures).list()
  }

  /// The species' potentials come from the dataset, else from the scale the figures were made with.
  private static func material(of report: RunReport) -> [Material] {
    let counted = report.dataset.counts.filter { $0.partition == .test }
    let scale = report.subsystems.lazy.compactMap(\.results.options.attackPotentials).first
    let counts = counted.isEmpty ? evaluated(report) : counted
    return counts.map { count in
      let potential = count.species.flatMap { species -> String? in
        if let stated = report.dataset.attackPotentials[species] { return stated }
        guard let scale, let level = scale.levels[species], scale.names.indices.contains(level)
        else { return nil }
        return scale.names[level]
      }
      return Material(species: count.species, attackPotential: potential, count: count)
    }
  }

  /// Without counts of the dataset, those of the rows that were evaluated.
  private static func evaluated(_ report: RunReport) -> [SpeciesCount] {
    guard let test = report.subsystems.first?.results.test else { return [] }
    return [
      SpeciesCount(
        partition: .test, species: nil, presentations: test.bonaFide.accounting.rows)
    ]
      + test.species.map {
        SpeciesCount(
          partition: .test, species: $0.species, presentations: $0.accounting.rows)
      }
  }
}
