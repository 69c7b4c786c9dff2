import Imaging
public import Media
public import Subsystems

/// What a run is asked to do.
public struct RunRequest: Sendable {
  /// The presentations to judge, with the partition each counts for.
  public var selection: RunSelection
  /// Opens the presentations' files, contained in their roots.
  public var reader: PresentationReader
  /// The detectors, each seeing every presentation.
  public var detectors: [any LivenessDetector]
  /// Finds the face where the dataset gives no box; `nil` when there is none.
  public var faceFinder: (any FaceFinder)?
  /// How many presentations are worked on at once, at least 1.
  public var jobs: Int

  /// Makes a request.
  public init(
    selection: RunSelection, reader: PresentationReader, detectors: [any LivenessDetector],
    faceFinder: (any FaceFinder)? = nil, jobs: Int = 1
  ) {
    self.selection = selection
    self.reader = reader
    self.detectors = detectors
    self.faceFinder = faceFinder
    self.jobs = max(1, jobs)
  }

  /// The decode scales that the detectors and the face finder ask for, largest first.
  var scales: [DecodeScale] {
    var scales = detectors.map(\.card.preprocessing.decodeScale)
    if let faceFinder { scales.append(faceFinder.card.preprocessing.decodeScale) }
    return Set(scales).sorted()
  }
}
