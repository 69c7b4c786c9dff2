public import PADVocabulary
public import ReleaseGate

/// Everything a run's report says, as values; whoever ran the run fills it in.
///
/// Texts may come from datasets, cards and plugins: nothing in them is trusted, and every writer
/// escapes them. Subject and target ids are pseudonyms already. Arrays keep their order, so equal
/// values give equal bytes.
public struct RunReport: Sendable {
  /// What the report is called, in one line.
  public var title: String
  /// The dataset, as far as a report shows it.
  public var dataset: DatasetFacts
  /// Rows of the dataset's manifest, before anything was left out.
  public var presentationsInDataset: Int
  /// What was left out on purpose.
  public var exclusions: [ExclusionCount]
  /// The subsystems, in the order of the command line.
  public var subsystems: [SubsystemReport]
  /// The matchers with what whole systems let in, in the order of the command line.
  public var systems: [SystemReport]
  /// What matchers and detectors mean at places where they would be used.
  public var deployments: [DeploymentFinding]
  /// Presentations that gave no score, with what happened.
  public var nonResponses: [NonResponseEntry]
  /// What was noticed about the dataset and the run.
  public var diagnostics: [Diagnostic]
  /// What a person needs to get the same figures again.
  public var provenance: [ReportEntry]
  /// What differs between two equal runs: it is shown in `timing.csv` and in the one marked section
  /// only.
  public var timing: [ReportEntry]

  /// Makes a report.
  public init(
    title: String,
    dataset: DatasetFacts,
    presentationsInDataset: Int,
    exclusions: [ExclusionCount] = [],
    subsystems: [SubsystemReport],
    systems: [SystemReport] = [],
    deployments: [DeploymentFinding] = [],
    nonResponses: [NonResponseEntry] = [],
    diagnostics: [Diagnostic] = [],
    provenance: [ReportEntry] = [],
    timing: [ReportEntry] = []
  ) {
    self.title = title
    self.dataset = dataset
    self.presentationsInDataset = presentationsInDataset
    self.exclusions = exclusions
    self.subsystems = subsystems
    self.systems = systems
    self.deployments = deployments
    self.nonResponses = nonResponses
    self.diagnostics = diagnostics
    self.provenance = provenance
    self.timing = timing
  }
}

extension RunReport {
  /// How long detectors and matchers took, where that was measured, by name: the first
  /// presentations of workers apart, because they pay for what is made only once.
  var latencies: [(name: String, isCold: Bool, latency: LatencySummary)] {
    let all =
      subsystems.map { ($0.name, $0.latency, $0.coldLatency) }
      + systems.map { ($0.name, $0.latency, $0.coldLatency) }
    return all.flatMap { name, warm, cold in
      [(false, warm), (true, cold)].compactMap { isCold, latency in
        latency.map { (name, isCold, $0) }
      }
    }
  }
}

/// A line of a report that names a value: entries of one section are shown together.
public struct ReportEntry: Sendable, Hashable {
  /// The group it belongs to, such as `dataset` or `codecs`.
  public var section: String
  /// What it is.
  public var label: String
  /// Its value, as text.
  public var value: String

  /// Makes an entry.
  public init(_ section: String, _ label: String, _ value: String) {
    self.section = section
    self.label = label
    self.value = value
  }
}

/// A presentation that gave no score.
public struct NonResponseEntry: Sendable, Hashable {
  /// The presentation's id.
  public var presentationID: String
  /// The subsystem; empty when the presentation could not be read, whatever the subsystem.
  public var subsystem: String
  /// Its kind.
  public var reason: NonResponseReason
  /// What happened, for a person.
  public var message: String

  /// Makes an entry.
  public init(
    presentationID: String, subsystem: String = "", reason: NonResponseReason, message: String
  ) {
    self.presentationID = presentationID
    self.subsystem = subsystem
    self.reason = reason
    self.message = message
  }
}
