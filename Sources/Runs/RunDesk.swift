import Datasets
import Evidence
import Media
import PADVocabulary
import Subsystems

/// Where one worker decides what has to be done for a presentation: nothing, because the journal
/// has it; less, because scores of an earlier run stand; or all.
final class RunDesk {
  private let worker: PresentationWorker
  private let request: RunRequest
  private let before: [Int: JudgedBefore]
  private let journal: RunJournal
  private let templates: TemplateStore?
  private let everyDetector: [Int]
  private let everyEncoder: [Int]

  /// What became of a presentation.
  struct Step {
    /// Whether a detector gave no score.
    var isNonResponse = false
    /// What is wrong when the files are not those of the dataset's lock; nothing is kept then.
    var tampered: Diagnostic?
  }

  init(
    worker: PresentationWorker, request: RunRequest, before: [Int: JudgedBefore],
    journal: RunJournal, templates: TemplateStore?
  ) {
    self.worker = worker
    self.request = request
    self.before = before
    self.journal = journal
    self.templates = templates
    everyDetector = Array(request.detectors.indices)
    let encoders = request.detectors.count..<(request.detectors.count + request.matchers.count)
    everyEncoder = templates == nil ? [] : Array(encoders)
  }

  /// What subsystems took for their first presentations at this desk.
  var coldStarts: [ColdStart] { worker.coldStarts }

  /// Sees to one presentation.
  ///
  /// - Throws: `CancellationError`, `FileFault` for a journal that cannot be written.
  func handle(_ position: Int) async throws -> Step {
    guard position < request.selection.count else { return try await enrol(position) }
    let presentation = request.selection.presentation(at: position)
    if let kept = before[position], try await isStillTrue(kept, presentation) {
      let missing = request.retriesNonResponses ? kept.nonResponses : []
      let encoders = unencoded(presentation)
      if missing.isEmpty, encoders.isEmpty {
        return Step(isNonResponse: !kept.nonResponses.isEmpty)
      }
      return try await judge(presentation, at: position, asking: missing + encoders, keeping: [])
    }
    if request.reuse.isEmpty {
      return try await judge(
        presentation, at: position, asking: everyDetector + everyEncoder, keeping: [])
    }
    guard let summary = try await worker.digests(of: presentation),
      let entry = request.reuse.entry(of: InputKey.digest(summary, presentation))
    else {
      return try await judge(
        presentation, at: position, asking: everyDetector + everyEncoder, keeping: [])
    }
    var kept: [JudgedPresentation.Answer] = []
    var asked: [Int] = []
    for (detector, score) in entry.scores.enumerated() {
      if let score {
        kept.append(.init(detector: detector, outcome: .score(score), seconds: nil))
      } else {
        asked.append(detector)
      }
    }
    asked += everyEncoder
    if !asked.isEmpty {
      return try await judge(presentation, at: position, asking: asked, keeping: kept)
    }
    try journal.append(
      JudgedPresentation(
        position: position, presentation: recorded(presentation, summary, seconds: 0),
        inputDigest: InputKey.digest(summary, presentation), answers: kept))
    return Step()
  }

  /// Sees to a presentation that only enrols.
  private func enrol(_ position: Int) async throws -> Step {
    guard let rows = request.matching?.enrolmentRows else { return Step() }
    let presentation = request.selection.all[rows[position - request.selection.count]]
    var encoders = unencoded(presentation)
    if encoders.isEmpty, !request.reader.opener.isLocked {
      // Without a lock nobody has vouched for the file since it was encoded.
      let digest = try await worker.digests(of: presentation)
        .map { InputKey.digest($0, presentation).hex }
      let isSame = templates?.isOf(digest ?? "", presentation.id) ?? true
      if !isSame { encoders = everyEncoder }
    }
    if encoders.isEmpty { return Step() }
    let judgement = try await worker.judge(presentation, asking: encoders)
    if let step = tampered(judgement, presentation) { return step }
    let isNonResponse = try keepTemplates(of: presentation, judgement)
    return Step(isNonResponse: isNonResponse)
  }

  /// The encoders that have not seen a presentation, or gave nothing and are asked again.
  private func unencoded(_ presentation: Presentation) -> [Int] {
    guard let templates else { return [] }
    return templates.missing(of: presentation.id, retries: request.retriesNonResponses)
      .map { request.detectors.count + $0 }
  }

  /// Keeps what the encoders made; whether one of them made nothing.
  private func keepTemplates(
    of presentation: Presentation, _ judgement: Judgement
  ) throws -> Bool {
    var isNonResponse = false
    for answer in judgement.answers where answer.detector >= request.detectors.count {
      let observer = worker.observer(at: answer.detector) as? EncodingObserver
      var encoding = observer?.encoding ?? .nonResponse(.failed)
      if let reason = answer.outcome.reason { encoding = .nonResponse(reason) }
      if case .nonResponse = encoding { isNonResponse = true }
      try templates?.append(
        EncodedPresentation(
          matcher: answer.detector - request.detectors.count, presentation: presentation.id,
          inputDigest: judgement.summary.map { InputKey.digest($0, presentation).hex } ?? "",
          encoding: encoding,
          message: judgement.mediaFault.map(words(for:)) ?? answer.message,
          seconds: answer.seconds ?? .nan))
    }
    return isNonResponse
  }

  private func tampered(_ judgement: Judgement, _ presentation: Presentation) -> Step? {
    guard let fault = judgement.mediaFault, fault.reason == .tampered else { return nil }
    return Step(
      isNonResponse: true,
      tampered: Diagnostic(
        .error, "presentation '\(presentation.id.printable)': \(fault.description)"))
  }

  /// Whether what the journal has is about the files as they are now. A lock has vouched for them
  /// when they were read; without one they are read again.
  private func isStillTrue(
    _ kept: JudgedBefore, _ presentation: Presentation
  ) async throws -> Bool {
    if request.reader.opener.isLocked { return true }
    guard let summary = try await worker.digests(of: presentation) else { return false }
    return InputKey.digest(summary, presentation) == kept.inputDigest
  }

  private func judge(
    _ presentation: Presentation, at position: Int, asking asked: [Int],
    keeping kept: [JudgedPresentation.Answer]
  ) async throws -> Step {
    let judgement = try await worker.judge(presentation, asking: asked)
    if let step = tampered(judgement, presentation) { return step }
    let lacksTemplate = try keepTemplates(of: presentation, judgement)
    let given = judgement.answers.filter { $0.detector < request.detectors.count }
    let answers = (given + kept).sorted { $0.detector < $1.detector }
    if answers.isEmpty { return Step(isNonResponse: lacksTemplate) }
    try journal.append(
      JudgedPresentation(
        position: position,
        presentation: recorded(
          presentation, judgement.summary, seconds: judgement.preparationSeconds),
        inputDigest: judgement.summary.map { InputKey.digest($0, presentation) },
        mediaFault: judgement.mediaFault.map(words(for:)) ?? "", answers: answers))
    return Step(
      isNonResponse: lacksTemplate || answers.contains { $0.outcome.reason != nil })
  }

  /// What is wrong with media, as it may leave the machine: paths often hold names of persons, and
  /// the presentation is named anyway.
  private func words(for fault: MediaFault) -> String {
    if request.pseudonymizer == nil { return fault.description }
    return (fault.remedy.isEmpty ? fault.message : fault.message + "; " + fault.remedy).printable
  }

  /// The presentation as it may leave the machine. What rows share often holds names of persons, so
  /// clusters leave as pseudonyms too.
  private func recorded(
    _ presentation: Presentation, _ summary: MediaSummary?, seconds: Float
  ) -> RecordedPresentation {
    let cluster = presentation.clusterKey
    let kind: Pseudonymizer.Kind =
      presentation.presentationClass == .bonaFide ? .subject : .instrument
    func pseudonym(_ name: String, _ kind: Pseudonymizer.Kind) -> String {
      request.pseudonymizer?.pseudonym(for: name, kind: kind) ?? name
    }
    return RecordedPresentation(
      id: presentation.id, partition: presentation.partition ?? .test,
      species: presentation.species, subject: pseudonym(presentation.subjectID, .subject),
      target: pseudonym(presentation.targetID, .subject), cluster: pseudonym(cluster, kind),
      attributes: presentation.attributes, mediaDigest: summary?.digest.hex,
      preparationSeconds: seconds)
  }
}

/// What a score hangs on besides the detector: the files that were read, and what the manifest says
/// of how to read them.
enum InputKey {
  static func digest(_ summary: MediaSummary, _ presentation: Presentation) -> ContentDigest {
    var text = "\(summary.inputDigest)\n"
    if let box = presentation.faceBox {
      text += "box \(box.x) \(box.y) \(box.width) \(box.height)\n"
    }
    if let rate = presentation.frameRate { text += "rate \(rate)\n" }
    if let unit = presentation.depthUnit { text += "depth unit \(unit)\n" }
    if let missing = presentation.depthMissing { text += "depth missing \(missing)\n" }
    return ContentDigest(of: text)
  }
}
