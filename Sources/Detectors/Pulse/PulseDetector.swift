import PADVocabulary
public import Subsystems

/// Judges a sequence by the pulse in the skin's colour, without training.
///
/// Remote photoplethysmography finds no pulse in paper or in a mask (Li, Komulainen, Zhao, Yuen and
/// Pietikäinen, "Generalized face anti-spoofing by detecting pulse from face videos", ICPR 2016;
/// Liu, Yuen, Zhang and Zhao, "3D mask face anti-spoofing with remote photoplethysmography", ECCV
/// 2016, from which comes that patches of one face must agree). The signal is that of POS (Wang et
/// al., 2017), its measure the signal-to-noise ratio of de Haan and Jeanne (2013). A replayed video
/// keeps part of its pulse, so against it this detector is weak. Its constants were set by hand.
public struct PulseDetector: LivenessDetector {
  /// Its card; the digest covers every constant.
  public let card = SubsystemCard(
    name: "pulse", version: "1",
    about: "the heart's pulse in the skin's colour, from 5 s on (baseline, no training)",
    needs: [.faceBox, .frames],
    settings: FaceArea.settings + SkinColours.settings + PulseSpectrum.settings + [
      CardSetting("window", PlaneOrthogonalToSkin.window),
      CardSetting("least_seconds", Self.leastSeconds), CardSetting("least_rate", Self.leastRate),
      CardSetting("most_rate", Self.mostRate), CardSetting("longest_pause", Self.longestPause),
      CardSetting("most_rows", Double(Self.mostRows)),
      CardSetting("noise_centre", Self.noiseCentre), CardSetting("noise_slope", Self.noiseSlope),
      CardSetting("noise_most", Self.noiseMost),
      CardSetting("agreement_centre", Self.agreementCentre),
      CardSetting("agreement_slope", Self.agreementSlope),
      CardSetting("agreement_most", Self.agreementMost),
    ])

  static let leastSeconds = 5.0
  /// With fewer frames a second the band of hearts and their harmonics is lost.
  static let leastRate = 8.0
  /// Faster sequences are read at this rate.
  static let mostRate = 30.0
  /// What lies between frames further apart than this, in seconds, is not made up.
  static let longestPause = 0.75
  /// Later frames are not looked at.
  static let mostRows = 1 << 14
  static let noiseCentre = 2.0
  static let noiseSlope = 0.5
  static let noiseMost = 4.0
  static let agreementCentre = 0.6
  static let agreementSlope = 3.0
  static let agreementMost = 2.0

  /// Makes the detector.
  public init() {}

  /// Makes an observer.
  public func makeObserver() throws(SubsystemFault) -> any LivenessObserver { PulseObserver() }

  /// What speaks for and against a pulse in colours at even times.
  static func cues(of colours: [[SIMD3<Double>]], rate: Double) -> [Cue] {
    let together = colours.map { row in row.reduce(SIMD3<Double>(), +) / Double(row.count) }
    let whole = PulseSpectrum(PlaneOrthogonalToSkin.pulse(in: together, rate: rate), rate: rate)
    var noise = -30.0
    var agreement = 0.0
    if let peak = whole.peak {
      noise = whole.signalToNoise(at: peak)
      let patches = SkinColours.patches.indices.map { patch in
        PulseSpectrum(
          PlaneOrthogonalToSkin.pulse(in: colours.map { $0[patch] }, rate: rate), rate: rate)
      }
      var pairs: [Double] = []
      for first in patches.indices {
        for second in patches.indices where second > first {
          pairs.append(patches[first].agreement(with: patches[second], at: peak))
        }
      }
      agreement = Robust.median(pairs)
    }
    return [
      Cue(
        "signal-to-noise",
        Logistic.evidence(
          noise, centre: noiseCentre, slope: noiseSlope, within: -noiseMost...noiseMost)),
      Cue(
        "agreement",
        Logistic.evidence(
          agreement, centre: agreementCentre, slope: agreementSlope,
          within: -agreementMost...agreementMost)),
    ]
  }
}

/// Keeps three colours per frame.
final class PulseObserver: LivenessObserver {
  private var record = SequenceRecord()
  private var clock = FrameClock()
  private var rows: [SkinColours.Row] = []
  private(set) var cues: [Cue] = []

  func begin() {
    record = SequenceRecord()
    clock = FrameClock()
    rows.removeAll(keepingCapacity: true)
    cues = []
  }

  func observe(_ frame: Frame) {
    record.see()
    guard rows.count < PulseDetector.mostRows else { return }
    switch FaceArea.of(frame) {
    case .failure(let fault): record.refuse(fault.reason)
    case .success(let face):
      guard let patches = SkinColours.measure(frame.pixels, face) else {
        return record.refuse(.refused)
      }
      guard let time = clock.accept(frame.time) else { return record.refuse(.missingInput) }
      rows.append(SkinColours.Row(time: time, patches: patches))
    }
  }

  func finish() -> Outcome {
    guard !rows.isEmpty else { return record.nonResponse(hasUsable: false) }
    let steady = steadiest()
    guard let first = steady.first?.time, let last = steady.last?.time,
      last - first >= PulseDetector.leastSeconds
    else { return record.nonResponse(hasUsable: true) }
    let measured = Double(steady.count - 1) / (last - first)
    guard measured >= PulseDetector.leastRate else { return record.nonResponse(hasUsable: true) }
    let rate = min(measured, PulseDetector.mostRate)
    cues = PulseDetector.cues(of: SkinColours.resampled(Array(steady), rate: rate), rate: rate)
    return Logistic.outcome(of: cues)
  }

  /// The longest stretch without a long pause.
  private func steadiest() -> ArraySlice<SkinColours.Row> {
    var best = rows[0..<1]
    var start = 0
    for place in rows.indices.dropFirst() {
      if rows[place].time - rows[place - 1].time > PulseDetector.longestPause { start = place }
      let stretch = rows[start...place]
      if duration(stretch) > duration(best) { best = stretch }
    }
    return best
  }

  private func duration(_ stretch: ArraySlice<SkinColours.Row>) -> Double {
    (stretch.last?.time ?? 0) - (stretch.first?.time ?? 0)
  }
}
