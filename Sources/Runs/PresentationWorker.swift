import Imaging
import Media
import PADVocabulary
import Subsystems

/// What one worker made of one presentation.
struct Judgement: Sendable {
  /// Per detector.
  var outcomes: [Outcome]
  /// Per detector: seconds inside it.
  var seconds: [Float]
  /// Seconds spent on opening, decoding and face finding.
  var preparationSeconds: Float
  /// What went wrong.
  var incidents: [Incident]
}

/// Shows one presentation after another to observers of its own; never used by two tasks at once.
final class PresentationWorker {
  private let detectors: [Seat]
  private let finder: Finder?
  private let reader: PresentationReader
  private let scales: [DecodeScale]

  /// A detector's place at this worker.
  private struct Seat {
    var card: SubsystemCard
    var observer: any LivenessObserver
    var scale: DecodeScale { card.preprocessing.decodeScale }
  }

  /// The face finder of this worker.
  private struct Finder {
    var searcher: any FaceSearcher
    var scale: DecodeScale
  }

  /// Makes the observers.
  init(_ request: RunRequest) throws(SubsystemFault) {
    var seats: [Seat] = []
    for detector in request.detectors {
      seats.append(Seat(card: detector.card, observer: try detector.makeObserver()))
    }
    detectors = seats
    // Without a detector that looks at a face nobody needs a box.
    if let faceFinder = request.faceFinder,
      request.detectors.contains(where: { $0.card.needs.contains(.faceBox) })
    {
      finder = Finder(
        searcher: try faceFinder.makeSearcher(), scale: faceFinder.card.preprocessing.decodeScale)
    } else {
      finder = nil
    }
    reader = request.reader
    scales = request.scales
  }

  /// Shows a presentation to every detector.
  ///
  /// - Throws: `CancellationError` only; whatever is wrong with the presentation is its outcome.
  func judge(_ presentation: Presentation) async throws -> Judgement {
    let start = ContinuousClock.now
    var inside = [Duration](repeating: .zero, count: detectors.count)
    for position in detectors.indices {
      inside[position] += time { detectors[position].observer.begin() }
    }
    var finderFault: SubsystemFault?
    let mediaFault: MediaFault?
    do {
      try await reader.read(
        presentation, scales: scales,
        wants: { index in detectors.contains { $0.card.framePolicy.selects(index) } },
        { frame in
          show(frame, inside: &inside, finderFault: &finderFault)
          try Task.checkCancellation()
          return !detectors.allSatisfy { $0.card.framePolicy.isComplete(at: frame.index + 1) }
        })
      mediaFault = nil
    } catch let fault as MediaFault {
      mediaFault = fault
    }
    var outcomes: [Outcome] = []
    for position in detectors.indices {
      // An observer is always finished, so that it never carries a presentation into the next.
      var outcome = Outcome.nonResponse(.failed)
      inside[position] += time { outcome = detectors[position].observer.finish() }
      outcomes.append(mediaFault.map { .nonResponse($0.reason) } ?? checked(outcome))
    }
    let total = ContinuousClock.now - start
    return Judgement(
      outcomes: outcomes, seconds: inside.map { Float($0 / .seconds(1)) },
      preparationSeconds: Float((total - inside.reduce(.zero, +)) / .seconds(1)),
      incidents: incidents(
        presentation, outcomes: outcomes, mediaFault: mediaFault, finderFault: finderFault))
  }

  /// A detector's number that is no number is a non-response, wherever it came from.
  private func checked(_ outcome: Outcome) -> Outcome {
    if case .score(let value) = outcome { Outcome(computed: value) } else { outcome }
  }

  private func show(
    _ frame: PresentationFrame, inside: inout [Duration], finderFault: inout SubsystemFault?
  ) {
    var face = Face(box: frame.faceBox, landmarks: [])
    if face.box == nil, let finder {
      do throws(SubsystemFault) {
        face = try find(in: frame, by: finder) ?? face
      } catch {
        finderFault = finderFault ?? error
      }
    }
    for position in detectors.indices {
      let seat = detectors[position]
      guard seat.card.framePolicy.selects(frame.index), let pixels = frame.pixels(at: seat.scale)
      else { continue }
      let horizontal = Double(pixels.width) / Double(frame.originalWidth)
      let vertical = Double(pixels.height) / Double(frame.originalHeight)
      let seen = Frame(
        index: frame.index, time: frame.time, pixels: pixels,
        faceBox: face.box?.scaled(byX: horizontal, y: vertical),
        landmarks: face.landmarks.map { Landmark(x: $0.x * horizontal, y: $0.y * vertical) },
        depth: frame.depth, infrared: frame.infrared)
      inside[position] += time { seat.observer.observe(seen) }
    }
  }

  /// A face in pixels of the full-size picture.
  private struct Face {
    var box: FaceBox?
    var landmarks: [Landmark]
  }

  private func find(
    in frame: PresentationFrame, by finder: Finder
  ) throws(SubsystemFault) -> Face? {
    guard let pixels = frame.pixels(at: finder.scale),
      let best = try finder.searcher.faces(in: pixels).first
    else { return nil }
    let horizontal = Double(frame.originalWidth) / Double(pixels.width)
    let vertical = Double(frame.originalHeight) / Double(pixels.height)
    return Face(
      box: best.box.scaled(byX: horizontal, y: vertical),
      landmarks: best.landmarks.map { Landmark(x: $0.x * horizontal, y: $0.y * vertical) })
  }

  private func incidents(
    _ presentation: Presentation, outcomes: [Outcome], mediaFault: MediaFault?,
    finderFault: SubsystemFault?
  ) -> [Incident] {
    if let mediaFault {
      return [
        Incident(
          presentationID: presentation.id, reason: mediaFault.reason,
          message: mediaFault.description)
      ]
    }
    var incidents: [Incident] = []
    for (position, outcome) in outcomes.enumerated() {
      guard let reason = outcome.reason else { continue }
      let fault = reason == .noFace ? finderFault : nil
      incidents.append(
        Incident(
          presentationID: presentation.id, detector: detectors[position].card.name,
          reason: reason, message: fault?.description ?? reason.explanation))
    }
    return incidents
  }

  private func time(_ work: () -> Void) -> Duration {
    let start = ContinuousClock.now
    work()
    return ContinuousClock.now - start
  }
}

extension NonResponseReason {
  /// What the reason means, for a person who meets it in a list.
  var explanation: String {
    switch self {
    case .noFace: "no face was found, and the dataset gives no face box"
    case .missingInput: "it lacks an input that the detector needs"
    case .notFinite: "the detector's answer was not a finite number"
    case .refused: "the detector declined to judge"
    default: "the detector gave no score"
    }
  }
}
