import Imaging
import PADVocabulary
public import Subsystems

/// Judges a face by the spectrum of its luma, without training.
///
/// Recaptured pictures lose fine detail (Li, Wang, Tan and Jain, "Live face detection based on the
/// analysis of Fourier spectra", SPIE 5404, 2004), and screens and halftone prints leave isolated
/// peaks where their grid beats with the camera's (Garcia and de Queiroz, "Face-spoofing
/// 2D-detection based on Moiré-pattern analysis", IEEE TIFS 10(4), 2015). Its constants were set by
/// hand: a baseline that any real detector should beat, not a product.
public struct FrequencyDetector: LivenessDetector {
  /// Its card; the digest covers every constant.
  public let card = SubsystemCard(
    name: "frequency", version: "1",
    about: "detail and moiré in the face's Fourier spectrum (baseline, no training)",
    preprocessing: Preprocessing(
      cropScale: 1, width: SpectrumFeatures.side, height: SpectrumFeatures.side,
      interpolation: .area, colourOrder: .grey),
    needs: .faceBox,
    settings: SpectrumFeatures.settings + [
      CardSetting("smallest_face", Double(FaceCrop.smallestSide)),
      CardSetting("largest_face", Double(FaceCrop.longestSide)),
      CardSetting("detail_centre", Self.detailCentre),
      CardSetting("detail_slope", Self.detailSlope),
      CardSetting("detail_most", Self.detailMost),
      CardSetting("peak_centre", Self.peakCentre),
      CardSetting("peak_slope", Self.peakSlope),
      CardSetting("evidence_most", Self.mostEvidence),
    ])

  private static let detailCentre = -1.6
  private static let detailSlope = 3.0
  private static let detailMost = 1.2
  private static let peakCentre = 1.5
  private static let peakSlope = -6.0
  private static let mostEvidence = 6.0

  /// Makes the detector.
  public init() {}

  /// Makes an observer.
  public func makeObserver() throws(SubsystemFault) -> any LivenessObserver {
    guard var features = SpectrumFeatures() else {
      throw SubsystemFault(subsystem: card.name, message: "the Fourier transform is not available")
    }
    return StillObserver(policy: card.framePolicy) { frame in
      switch FaceCrop.of(frame) {
      case .failure(let fault): .init(outcome: .nonResponse(fault.reason))
      case .success(let face):
        features.measure(face.luma(side: SpectrumFeatures.side)).map {
          Self.judgement(of: $0)
        } ?? .init(outcome: .nonResponse(.refused))
      }
    }
  }

  /// Detail speaks for bona fide, up to a point; peaks speak against it.
  private static func judgement(
    of features: SpectrumFeatures.Values
  ) -> StillObserver.Judgement {
    let detail = Logistic.evidence(
      features.detail, centre: detailCentre, slope: detailSlope,
      within: -mostEvidence...detailMost)
    let peak = Logistic.evidence(
      features.peak, centre: peakCentre, slope: peakSlope, within: -mostEvidence...mostEvidence)
    let cues = [Cue("detail", detail), Cue("moire-peak", peak)]
    return .init(outcome: Logistic.outcome(of: cues), cues: cues)
  }
}
