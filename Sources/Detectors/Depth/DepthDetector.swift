import Imaging
import PADVocabulary
public import Subsystems

/// Judges a face by its relief in a depth picture, without training.
///
/// Prints and screens are flat, or bent one way; a face is neither (Erdogmus and Marcel, "Spoofing
/// in 2D face recognition with 3D masks and anti-spoofing with Kinect", BTAS 2013; Wang et al.,
/// "Multi-modal face presentation attack detection via spatial and channel attentions", CVPRW 2019,
/// use the same cue with learnt features). A mask has the relief of a face, so masks pass. Depth
/// and colour pictures must show the same view; values must grow with distance from the camera, in
/// any unit; 0 and 65535 are taken for "not measured". Its constants were set by hand.
public struct DepthDetector: LivenessDetector {
  /// Its card; the digest covers every constant.
  public let card = SubsystemCard(
    name: "depth", version: "1",
    about: "flatness and nose in the depth picture of the face (baseline, no training)",
    needs: [.faceBox, .depth], framePolicy: FramePolicy(aggregation: .median),
    settings: FaceArea.settings + FaceRelief.settings + [
      CardSetting("residual_centre", Self.residualCentre),
      CardSetting("residual_slope", Self.residualSlope),
      CardSetting("residual_most", Self.residualMost),
      CardSetting("nose_centre", Self.noseCentre), CardSetting("nose_slope", Self.noseSlope),
      CardSetting("nose_most", Self.noseMost),
    ])

  static let residualCentre = 0.035
  static let residualSlope = 40.0
  static let residualMost = 2.0
  static let noseCentre = 0.035
  static let noseSlope = 80.0
  static let noseMost = 4.0

  /// Makes the detector.
  public init() {}

  /// Makes an observer.
  public func makeObserver() throws(SubsystemFault) -> any LivenessObserver {
    StillObserver(policy: card.framePolicy, judge: Self.judge)
  }

  private static func judge(_ frame: Frame) -> StillObserver.Judgement {
    guard let map = frame.depth else { return .init(outcome: .nonResponse(.missingInput)) }
    switch FaceArea.of(frame) {
    case .failure(let fault): return .init(outcome: .nonResponse(fault.reason))
    case .success(let face):
      let box = face.scaled(
        byX: Double(map.width) / Double(frame.pixels.width),
        y: Double(map.height) / Double(frame.pixels.height))
      guard let relief = FaceRelief(map, in: box) else {
        return .init(outcome: .nonResponse(.refused))
      }
      let cues = cues(of: relief)
      return .init(outcome: Logistic.outcome(of: cues), cues: cues)
    }
  }

  /// What speaks for and against a face.
  private static func cues(of relief: FaceRelief) -> [Cue] {
    [
      Cue(
        "flatness",
        Logistic.evidence(
          relief.residual, centre: residualCentre, slope: residualSlope,
          within: -residualMost...residualMost)),
      Cue(
        "nose",
        Logistic.evidence(
          relief.nose, centre: noseCentre, slope: noseSlope, within: -noseMost...noseMost)),
    ]
  }
}
