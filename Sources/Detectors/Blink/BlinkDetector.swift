import PADVocabulary
public import Subsystems

/// Judges a sequence by whether its eyes blink, without training.
///
/// After Pan, Sun, Wu and Lao, "Eyeblink-based anti-spoofing in face recognition from a generic
/// webcamera" (ICCV 2007). Spontaneous blinks come every two to four seconds, so a blink speaks for
/// a living face and their absence against one, the more the longer it lasts: evidence, not proof.
/// It cannot see through what shows living eyes: a replayed video blinks, and so does whoever looks
/// through the holes of a mask. Eyes come from landmarks or, less surely, from the face box. Its
/// constants were set by hand.
public struct BlinkDetector: LivenessDetector {
  /// Its card; the digest covers every constant.
  public let card = SubsystemCard(
    name: "blink", version: "1",
    about: "closing and opening of the eyes over frames (baseline, no training)",
    needs: .frames,
    settings: EyeContrast.settings + FaceArea.settings + Self.finder.settings + [
      CardSetting("least_seconds", Self.leastSeconds),
      CardSetting("least_rate", Self.leastRate),
      CardSetting("most_rows", Double(Self.mostRows)),
      CardSetting("blink_evidence", Self.blinkEvidence),
      CardSetting("repeat_evidence", Self.repeatEvidence),
      CardSetting("repeat_most", Self.repeatMost),
      CardSetting("stare_per_second", Self.starePerSecond),
      CardSetting("stare_most", Self.stareMost),
      CardSetting("fall_centre", Self.fallCentre),
      CardSetting("fall_slope", Self.fallSlope),
      CardSetting("fall_most", Self.fallMost),
      CardSetting("rate_centre", Self.rateCentre),
      CardSetting("rate_slope", Self.rateSlope),
      CardSetting("rate_most", Self.rateMost),
    ])

  /// Contrast falls less than an eye aspect ratio does: lashes and brows stay.
  static let finder: BlinkFinder = {
    var finder = BlinkFinder()
    finder.leastDepth = 0.18
    return finder
  }()
  /// Shorter sequences say nothing about blinks.
  static let leastSeconds = 2.0
  /// With fewer frames a second a blink falls between them.
  static let leastRate = 8.0
  /// Later frames are not looked at.
  static let mostRows = 1 << 17
  static let blinkEvidence = 1.5
  static let repeatEvidence = 0.5
  static let repeatMost = 1.0
  static let starePerSecond = 0.25
  static let stareMost = 2.5
  static let fallCentre = 0.25
  static let fallSlope = 4.0
  static let fallMost = 2.5
  /// Blinks a second above which it is the picture that flickers, not the eyes.
  static let rateCentre = 1.2
  static let rateSlope = 4.0
  static let rateMost = 4.0

  /// Makes the detector.
  public init() {}

  /// Makes an observer.
  public func makeObserver() throws(SubsystemFault) -> any LivenessObserver { BlinkObserver() }

  /// What speaks for and against a blinking face.
  static func cues(of findings: BlinkFinder.Findings) -> [Cue] {
    let count = Double(findings.blinks.count)
    let deepest = findings.blinks.map(\.depth).max() ?? findings.deepest
    var cues = [
      Cue(
        "eye-fall",
        Logistic.evidence(
          deepest, centre: fallCentre, slope: fallSlope, within: -fallMost...fallMost)
      )
    ]
    if findings.blinks.isEmpty {
      cues.append(Cue("no-blink", -min(starePerSecond * findings.span, stareMost)))
    } else {
      cues.append(Cue("blinks", blinkEvidence + min((count - 1) * repeatEvidence, repeatMost)))
      let rate = count / max(findings.span, 1)
      let flicker = Logistic.evidence(
        rate, centre: rateCentre, slope: -rateSlope, within: -rateMost...0)
      if flicker < 0 { cues.append(Cue("flicker", flicker)) }
    }
    return cues
  }
}

extension BlinkFinder {
  /// The constants, for a card.
  var settings: [CardSetting] {
    [
      CardSetting("least_depth", leastDepth), CardSetting("least_deviations", leastDeviations),
      CardSetting("shortest_blink", durations.lowerBound),
      CardSetting("longest_blink", durations.upperBound), CardSetting("longest_gap", longestGap),
      CardSetting("baseline_window", baselineWindow),
      CardSetting("smoothing_window", smoothingWindow), CardSetting("longest_pause", longestPause),
    ]
  }
}

/// Keeps one number per frame.
final class BlinkObserver: LivenessObserver {
  private var record = SequenceRecord()
  private var series: [EyeOpening] = []
  private(set) var cues: [Cue] = []

  func begin() {
    record = SequenceRecord()
    series.removeAll(keepingCapacity: true)
    cues = []
  }

  func observe(_ frame: Frame) {
    record.see()
    guard series.count < BlinkDetector.mostRows else { return }
    switch EyeContrast.windows(of: frame) {
    case .failure(let fault): record.refuse(fault.reason)
    case .success(let windows):
      guard let right = EyeContrast.measure(frame.pixels, windows.right),
        let left = EyeContrast.measure(frame.pixels, windows.left)
      else { return record.refuse(.refused) }
      guard let time = frame.time else { return record.refuse(.missingInput) }
      series.append(EyeOpening(time: time, value: (right + left) / 2))
    }
  }

  func finish() -> Outcome {
    guard !series.isEmpty else { return record.nonResponse(hasUsable: false) }
    let findings = BlinkDetector.finder.search(series)
    guard findings.span >= BlinkDetector.leastSeconds,
      Double(series.count - 1) >= BlinkDetector.leastRate * findings.span
    else { return record.nonResponse(hasUsable: true) }
    cues = BlinkDetector.cues(of: findings)
    return Logistic.outcome(of: cues)
  }
}
