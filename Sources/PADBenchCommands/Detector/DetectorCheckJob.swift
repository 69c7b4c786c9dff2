import Datasets
import Imaging
import Media
import PADVocabulary
import Reports
import Runs
import Subsystems

/// Runs the conformance checks and words what came out.
struct DetectorCheckJob {
  private let options: DetectorCommand.Check
  private let registry: SubsystemRegistry
  private let detector: any LivenessDetector

  /// What came out.
  struct Answer {
    var text: String
    var conforms: Bool
  }

  /// Frames of one presentation that are kept in memory at most.
  private static let mostFrames = 64

  init(_ options: DetectorCommand.Check) throws {
    self.options = options
    registry = try Wiring.registry(options.runtimes)
    detector = try registry.detector(options.card)
  }

  func run() async throws -> Answer {
    let samples = try await samples()
    let check = ConformanceCheck(samples: samples)
    let starts = try check.examination(
      of: detector, starts: options.starts, showing: options.again, seed: options.seed
    ) {
      try registry.detector(options.card)
    }
    let timing = try check.timing(of: detector)
    var lines = Self.introduction(of: detector) + Self.accounts(of: timing)
    lines += [
      Self.latency("milliseconds inside the detector", timing.seconds),
      Self.latency("  of the first presentation after a start", starts.firstSeconds),
      Self.latency("  of a start itself", starts.startSeconds),
    ].compactMap(\.self)
    lines.append(
      "\(starts.count) presentations again after each of \(starts.startSeconds.count) starts, in "
        + "different orders")
    if starts.findings.isEmpty {
      let rules = ConformanceCheck.Rule.allCases.map(\.rawValue)
      lines.append("every rule was kept: \(rules.joined(separator: ", "))")
    }
    lines += starts.findings.map { "broken: \($0)" }
    return Answer(text: lines.joined(separator: "\n"), conforms: starts.findings.isEmpty)
  }

  private static func introduction(of detector: any LivenessDetector) -> [String] {
    let card = detector.card
    var lines = ["\(card.name) \(card.version) (\(card.kind.rawValue)), digest \(card.digest)"]
    if !detector.runtime.isEmpty { lines.append("run by \(detector.runtime)") }
    if let training = card.training { lines.append("trained on \(training.summary)") }
    return lines
  }

  private static func accounts(of timing: ConformanceCheck.Timing) -> [String] {
    let scores = timing.scores
    var lines = [
      "\(timing.outcomes.count) presentations in, \(timing.outcomes.count) outcomes out: "
        + "\(scores.count) scores, \(timing.outcomes.count - scores.count) non-responses"
    ]
    lines += timing.nonResponses.map { "  \($0.reason.rawValue): \($0.count)" }
    let different = Set(scores).count
    lines.append("\(different) different scores")
    if scores.count > 9, different * 2 < scores.count {
      lines.append(
        "warning: many presentations have one score: thresholds between them are not to be had")
    }
    return lines
  }

  private static func latency(_ what: String, _ seconds: [Double]) -> String? {
    guard let latency = LatencySummary(seconds: seconds) else { return nil }
    return "\(what): median \(text(latency.median)), 90 % \(text(latency.percentile90)), 99 % "
      + "\(text(latency.percentile99)), longest \(text(latency.maximum)), of \(seconds.count)"
  }

  /// Presentations of the dataset, evenly spread over it, as the detector would see them.
  private func samples() async throws -> [ConformanceCheck.Sample] {
    guard let folder = options.dataset else { return [] }
    let dataset = try Dataset.load(folder: folder, roots: options.roots.bindings)
    let settings = MediaSettings(ffmpeg: dataset.namesVideos ? try await FFmpeg.find() : nil)
    let reader = PresentationReader(try MediaOpener(dataset, settings: settings))
    let list = dataset.presentations
    let scale = detector.card.preprocessing.decodeScale
    let policy = detector.card.framePolicy
    var samples: [ConformanceCheck.Sample] = []
    let count = min(options.count, list.count)
    for number in 0..<count {
      let presentation = list[number * list.count / count]
      var frames: [Frame] = []
      do {
        _ = try await reader.read(presentation, scales: [scale], wants: policy.selects) { frame in
          if let seen = Frame(frame, at: scale) { frames.append(seen) }
          return frames.count < Self.mostFrames
        }
      } catch let fault as MediaFault {
        Console.note("\(presentation.id.printable): left out, \(fault.description)")
        continue
      }
      samples.append(.init(name: presentation.id.printable, frames: frames))
    }
    return samples
  }

  private static func text(_ seconds: Double) -> String {
    String((seconds * 1e6).rounded() / 1000)
  }
}
