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
    detector = try Wiring.registry(options.runtimes)
      .detector(options.card)
  }

  func run() async throws -> Answer {
    let samples = try await samples()
    let check = ConformanceCheck(samples: samples)
    let findings = try check.findings(of: detector)
    let timing = try check.timing(of: detector)
    let card = detector.card
    var lines = ["\(card.name) \(card.version) (\(card.kind.rawValue)), digest \(card.digest)"]
    if let training = card.training { lines.append("trained on \(training.summary)") }
    lines.append(
      "\(timing.outcomes.count) presentations in, \(timing.outcomes.count) outcomes out: "
        + "\(timing.scores.count) scores, \(timing.outcomes.count - timing.scores.count) "
        + "non-responses")
    for (reason, count) in timing.nonResponses { lines.append("  \(reason.rawValue): \(count)") }
    lines.append("\(Set(timing.scores).count) different scores")
    if timing.scores.count > 9, Set(timing.scores).count * 2 < timing.scores.count {
      lines.append(
        "warning: many presentations have one score: thresholds between them are not to be had")
    }
    if let latency = LatencySummary(seconds: timing.seconds) {
      lines.append(
        "milliseconds inside the detector: median \(Self.text(latency.median)), 90 % "
          + "\(Self.text(latency.percentile90)), 99 % "
          + "\(Self.text(latency.percentile99)), longest \(Self.text(latency.maximum))")
    }
    if findings.isEmpty {
      let rules = ConformanceCheck.Rule.allCases.map(\.rawValue)
      lines.append("every rule was kept: \(rules.joined(separator: ", "))")
    }
    lines += findings.map { "broken: \($0)" }
    return Answer(text: lines.joined(separator: "\n"), conforms: findings.isEmpty)
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
