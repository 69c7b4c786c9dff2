public import ErrorRates
import PADVocabulary

/// One run in an index of runs.
public struct RunIndexEntry: Sendable {
  /// How far a run got.
  public enum State: String, Sendable, Hashable {
    /// It has a report.
    case complete
    /// It stopped before its report was written.
    case unfinished
  }

  /// One detector of a run.
  public struct Detector: Sendable {
    /// Its name.
    public var name: String
    /// Its version.
    public var version: String
    /// The digest of its card and files.
    public var digest: String
    /// What it gave; curves are not kept.
    public var results: EvaluationResults

    /// Takes what an index shows of a subsystem's report.
    public init(_ subsystem: SubsystemReport) {
      name = subsystem.name
      version = subsystem.version
      digest = subsystem.digest
      results = subsystem.results
      results.test.curves = []
      results.dev = nil
      results.expectedPerformance = []
    }
  }

  /// The name of the run's folder, beside the index.
  public var folder: String
  /// How far it got.
  public var state: State
  /// The dataset.
  public var dataset: DatasetFacts
  /// Rows of the dataset's manifest.
  public var presentations: Int
  /// The detectors, in the report's order; empty for an unfinished run.
  public var detectors: [Detector]

  /// A run with its report.
  public init(_ report: RunReport, folder: String) {
    self.folder = folder
    state = .complete
    dataset = report.dataset
    presentations = report.presentationsInDataset
    detectors = report.subsystems.map(Detector.init)
  }

  /// A run that has no report yet.
  public init(unfinished folder: String, dataset: DatasetFacts, presentations: Int) {
    self.folder = folder
    state = .unfinished
    self.dataset = dataset
    self.presentations = presentations
    detectors = []
  }
}

extension RunIndexEntry {
  /// The folder's name, as a link where there is a report.
  var link: Markdown {
    guard state == .complete, let folder = ReportFolder(folder) else { return "\(folder)" }
    return Markdown(reportIn: folder)
  }

  /// The dataset in a cell: name, version, and whether it is synthetic.
  var datasetName: Markdown {
    dataset.isSynthetic ? dataset.nameAndVersion + " *(synthetic)*" : dataset.nameAndVersion
  }
}

extension DatasetFacts {
  /// Name and version, where it has one.
  var nameAndVersion: Markdown { version.isEmpty ? "\(name)" : "\(name) \(version)" }
}
