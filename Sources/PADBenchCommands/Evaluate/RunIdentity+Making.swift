import Datasets
import Evidence
import Imaging
import Media
import PADVocabulary
import Runs
import Subsystems

extension RunIdentity {
  /// The identity of a run of this version of padbench on this machine.
  static func make(
    dataset: Dataset, selection: RunSelection, detectors: [any LivenessDetector],
    faceFinder: (any FaceFinder)?, settings: MediaSettings, pseudonymKey: String,
    rates: [(name: String, value: String)], matchers: [any FaceMatcher] = [],
    matching: MatchingTerms? = nil
  ) -> RunIdentity {
    let codecs = CodecVersions.current
    var versions = [
      (name: "libpng", version: codecs.libpng), (name: "libjpeg", version: codecs.libjpeg),
      (name: "gsl", version: codecs.gsl),
    ]
    let runtimes =
      detectors.map(\.runtime) + matchers.map(\.runtime) + [faceFinder?.runtime ?? ""]
    // One entry: names of versions stand once.
    let known = Set(runtimes).sorted().filter { !$0.isEmpty }
    if !known.isEmpty {
      versions.append((name: "runtime", version: known.joined(separator: "; ")))
    }
    if let ffmpeg = settings.ffmpeg {
      versions.append((name: "ffmpeg", version: ffmpeg.version))
    }
    return RunIdentity(
      toolVersion: ToolVersion.text,
      datasetName: dataset.description.name,
      datasetVersion: dataset.description.version,
      datasetRoot: dataset.lock?.root.hex,
      datasetFiles: dataset.files.map { (name: $0.path, digest: $0.digest.hex) },
      protocolName: dataset.chosenProtocol?.choice ?? "",
      partitions: selection.partitions.map(\.rawValue),
      detectors: detectors.map(\.card),
      faceFinder: faceFinder?.card,
      decodePolicy: settings.policy.rawValue,
      imageLimits: settings.imageLimits.description,
      versions: versions,
      processorClass: ProcessorClass.current,
      pseudonymKey: pseudonymKey,
      rates: rates, matchers: matchers.map(\.card), matching: matching)
  }
}
