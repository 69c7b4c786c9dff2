import Evidence
import Imaging
import Media
import PADVocabulary
import Subsystems

/// Shows one presentation after another to observers of its own, the detectors' first, then the
/// matchers'; never used by two tasks at once.
final class PresentationWorker {
  private let detectors: [Seat]
  private let finder: FaceLookup?
  private let reader: PresentationReader
  private let scales: [DecodeScale]
  private let explains: Bool
  /// What each subsystem took for the first presentation that it was asked about.
  private(set) var coldStarts: [ColdStart] = []

  /// A detector's place at this worker.
  private struct Seat {
    var card: SubsystemCard
    var observer: any LivenessObserver
    /// How long it took to make the observer.
    var making: Duration
    var scale: DecodeScale { card.preprocessing.decodeScale }
    /// Whether it asks for more points of a face than datasets give.
    var wantsPoints: Bool { card.preprocessing.alignments.contains(.fivePoints) }
  }

  /// Makes the observers.
  init(_ request: RunRequest) throws(SubsystemFault) {
    var seats: [Seat] = []
    for detector in request.watchers {
      let start = ContinuousClock.now
      let observer = try detector.makeObserver()
      seats.append(
        Seat(card: detector.card, observer: observer, making: ContinuousClock.now - start))
    }
    detectors = seats
    // Without a subsystem that looks at a face nobody needs a box.
    if let faceFinder = request.faceFinder,
      seats.contains(where: { $0.card.needs.contains(.faceBox) || $0.wantsPoints })
    {
      finder = try FaceLookup(faceFinder)
    } else {
      finder = nil
    }
    reader = request.reader
    scales = request.scales
    explains = request.explains
  }

  /// The observer of one of the subsystems.
  func observer(at position: Int) -> any LivenessObserver { detectors[position].observer }

  /// Reads and hashes a presentation as `judge` would, without decoding anything.
  ///
  /// - Returns: `nil` for media that cannot be used.
  /// - Throws: `CancellationError`.
  func digests(of presentation: Presentation) async throws -> MediaSummary? {
    do {
      return try await reader.digests(of: presentation, wants: wants, isEnough: isEnough)
    } catch is MediaFault {
      return nil
    }
  }

  /// Whether any detector wants the frame at a position.
  private func wants(_ index: Int) -> Bool {
    detectors.contains { $0.card.framePolicy.selects(index) }
  }

  /// Whether no detector wants a frame after so many.
  private func isEnough(_ count: Int) -> Bool {
    detectors.allSatisfy { $0.card.framePolicy.isComplete(at: count) }
  }

  /// Shows a presentation to detectors.
  ///
  /// Frames are those that all detectors of the run want, whichever are asked, so that digests do
  /// not depend on who is asked.
  ///
  /// - Parameter asked: positions of the detectors that are asked.
  /// - Throws: `CancellationError`, `SubsystemFault` when a subsystem broke for good; whatever is
  ///   wrong with the presentation is its outcome.
  func judge(_ presentation: Presentation, asking asked: [Int]) async throws -> Judgement {
    let start = ContinuousClock.now
    var inside = [Duration](repeating: .zero, count: detectors.count)
    for position in asked {
      inside[position] += time { detectors[position].observer.begin() }
    }
    var finderFault: SubsystemFault?
    var summary: MediaSummary?
    var mediaFault: MediaFault?
    do {
      summary = try await reader.read(presentation, scales: scales, wants: wants) { frame in
        show(frame, to: asked, inside: &inside, finderFault: &finderFault)
        try Task.checkCancellation()
        return !isEnough(frame.index + 1)
      }
    } catch let fault as MediaFault {
      mediaFault = fault
    }
    if let fault = finder?.fault { throw fault }
    var answers: [JudgedPresentation.Answer] = []
    for position in asked {
      // An observer is always finished, so that it never carries a presentation into the next.
      var outcome = Outcome.nonResponse(.failed)
      inside[position] += time { outcome = detectors[position].observer.finish() }
      // A program that was ended because the run was must not look like one that failed.
      try Task.checkCancellation()
      if let fault = detectors[position].observer.fault { throw fault }
      outcome = mediaFault.map { .nonResponse($0.reason) } ?? checked(outcome)
      answers.append(
        JudgedPresentation.Answer(
          detector: position, outcome: outcome,
          message: outcome.score == nil
            ? message(of: outcome, by: detectors[position].observer, mediaFault, finderFault)
            : explains ? Cue.text(of: detectors[position].observer.cues) : "",
          seconds: Float(inside[position] / .seconds(1))))
    }
    noteColdStarts(of: asked, presentation, inside)
    let total = ContinuousClock.now - start
    return Judgement(
      answers: answers, summary: summary, mediaFault: mediaFault,
      preparationSeconds: Float((total - inside.reduce(.zero, +)) / .seconds(1)))
  }

  private func noteColdStarts(
    of asked: [Int], _ presentation: Presentation, _ inside: [Duration]
  ) {
    guard coldStarts.count < detectors.count else { return }
    for position in asked where !coldStarts.contains(where: { $0.subsystem == position }) {
      let seconds = (detectors[position].making + inside[position]) / .seconds(1)
      coldStarts.append(
        ColdStart(subsystem: position, presentation: presentation.id, seconds: Float(seconds)))
    }
  }

  /// A detector's number that is no number is a non-response, wherever it came from.
  private func checked(_ outcome: Outcome) -> Outcome {
    if case .score(let value) = outcome { Outcome(computed: value) } else { outcome }
  }

  private func show(
    _ frame: PresentationFrame, to asked: [Int], inside: inout [Duration],
    finderFault: inout SubsystemFault?
  ) {
    let given = SeenFace(in: frame)
    var face = given
    // What one subsystem asks for never changes what another sees: points that a matcher wants are
    // shown to it alone.
    var pointed = given
    let wantsPoints = given.landmarks.count < 5 && asked.contains { detectors[$0].wantsPoints }
    if let finder, given.box == nil || wantsPoints {
      do throws(SubsystemFault) {
        let found = try finder.faces(in: frame)
        if given.box == nil { face = found.first ?? given }
        pointed = given.box == nil ? face : FaceLookup.face(given, withPointsOf: found)
      } catch {
        // A face that the dataset gives needs no finder.
        if given.box == nil { finderFault = finderFault ?? error }
      }
    }
    for position in asked {
      let seat = detectors[position]
      guard seat.card.framePolicy.selects(frame.index),
        let seen = Frame(frame, at: seat.scale, face: seat.wantsPoints ? pointed : face)
      else { continue }
      inside[position] += time { seat.observer.observe(seen) }
    }
  }

  /// Why an outcome is no score; the media's own fault is told once, not per detector.
  private func message(
    of outcome: Outcome, by observer: any LivenessObserver, _ mediaFault: MediaFault?,
    _ finderFault: SubsystemFault?
  ) -> String {
    guard let reason = outcome.reason, mediaFault == nil else { return "" }
    if !observer.message.isEmpty { return observer.message }
    let fault = reason == .noFace ? finderFault : nil
    return fault?.description ?? reason.explanation
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
    case .tooShort: "the sequence is shorter than the detector needs"
    case .notFinite: "the detector's answer was not a finite number"
    case .refused: "the detector declined to judge"
    default: "the detector gave no score"
    }
  }
}
