import Imaging
import PADVocabulary
public import Subsystems

/// Judges a face by how well it is pictured, without training.
///
/// Recapture costs sharpness and colours and adds glare (Wen, Han and Jain, "Face spoof detection
/// with image distortion analysis", IEEE TIFS 10(4), 2015; Galbally, Marcel and Fierrez, "Image
/// quality assessment for fake biometric detection", IEEE TIP 23(2), 2014). Those works train a
/// classifier on their features; here the weights were set by hand, as a baseline that any real
/// detector should beat.
public struct QualityDetector: LivenessDetector {
  /// Its card; the digest covers every constant.
  public let card = SubsystemCard(
    name: "quality", version: "1",
    about: "sharpness, colour diversity, glare and blockiness of the face (baseline, no training)",
    preprocessing: Preprocessing(
      cropScale: 1, width: QualityFeatures.side, height: QualityFeatures.side,
      interpolation: .area),
    needs: .faceBox,
    settings: QualityFeatures.settings + [
      CardSetting("smallest_face", Double(FaceCrop.smallestSide)),
      CardSetting("largest_face", Double(FaceCrop.longestSide)),
      CardSetting("offset", Self.offset),
    ] + Self.terms.flatMap(\.settings))

  /// How one feature counts.
  struct Term: Sendable {
    var name: String
    var centre: Double
    var slope: Double
    var bounds: ClosedRange<Double>

    var settings: [CardSetting] {
      [
        CardSetting(name + "_centre", centre), CardSetting(name + "_slope", slope),
        CardSetting(name + "_least", bounds.lowerBound),
        CardSetting(name + "_most", bounds.upperBound),
      ]
    }

    func evidence(_ value: Double) -> Double {
      Logistic.evidence(value, centre: centre, slope: slope, within: bounds)
    }
  }

  private static let offset = -0.7
  private static let detail = Term(name: "detail", centre: 1.75, slope: 8, bounds: -2...1)
  /// Faces have soft parts; what has none shows the grid of a screen.
  private static let softness = Term(name: "softness", centre: 0.68, slope: 25, bounds: -3...1)
  private static let colours = Term(name: "colours", centre: 2.6, slope: 10, bounds: -1...1)
  private static let glare = Term(name: "glare", centre: 0.06, slope: -10, bounds: -2...0)
  private static let blocks = Term(name: "blocks", centre: 1.5, slope: -5, bounds: -1...0)
  private static var terms: [Term] { [detail, softness, colours, glare, blocks] }

  /// Makes the detector.
  public init() {}

  /// Makes an observer.
  public func makeObserver() throws(SubsystemFault) -> any LivenessObserver {
    StillObserver(policy: card.framePolicy) { frame in
      switch FaceCrop.of(frame) {
      case .failure(let fault): .init(outcome: .nonResponse(fault.reason))
      case .success(let face): Self.judgement(of: QualityFeatures(of: face))
      }
    }
  }

  private static func judgement(of features: QualityFeatures) -> StillObserver.Judgement {
    let cues = [
      Cue("detail", detail.evidence(features.detail)),
      Cue("softness", softness.evidence(features.softness)),
      Cue("colours", colours.evidence(features.colours)),
      Cue("glare", glare.evidence(features.glare)),
      Cue("blocks", blocks.evidence(features.blocks)),
    ]
    return .init(outcome: Logistic.outcome(of: cues, beside: offset), cues: cues)
  }
}
