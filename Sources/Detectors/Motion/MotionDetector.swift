import PADVocabulary
import Statistics
public import Subsystems

/// Judges a sequence by whether the face moves on its own, without training.
///
/// What is held before the camera moves in one piece with whatever else is on it, and what stands
/// on a support does not move at all (Anjos and Marcel, "Counter-measures to photo attacks in face
/// recognition: a public database and a baseline", IJCB 2011, who correlate the changes of face and
/// background; Anjos, Chakka and Marcel, "Motion-based counter-measures to photo attacks in face
/// recognition", IET Biometrics 3(3), 2014, who compare their optical flow). Both cues are used
/// here, with weights set by hand instead of trained. It takes the camera to stand still, and is
/// blind to masks and to videos on a fixed screen.
public struct MotionDetector: LivenessDetector {
  /// Its card; the digest covers every constant.
  public let card = SubsystemCard(
    name: "motion", version: "1",
    about: "motion of the face against its surroundings over frames (baseline, no training)",
    needs: [.faceBox, .frames],
    settings: FaceArea.settings + Self.methodSettings + Self.evidenceSettings)

  private static var methodSettings: [CardSetting] {
    [
      CardSetting("face_pixels", MotionObserver.facePixels),
      CardSetting("view_left", MotionObserver.viewAcross.lowerBound),
      CardSetting("view_right", MotionObserver.viewAcross.upperBound),
      CardSetting("view_top", MotionObserver.viewDown.lowerBound),
      CardSetting("view_bottom", MotionObserver.viewDown.upperBound),
      CardSetting("least_interval", MotionObserver.leastInterval),
      CardSetting("most_interval", MotionObserver.mostInterval),
      CardSetting("least_move", Double(MotionObserver.leastMove)),
      CardSetting("untimed_rate", MotionObserver.untimedRate),
      CardSetting("flow_rounds", Double(Displacement.rounds)),
      CardSetting("flow_farthest", Double(Displacement.farthest)),
      CardSetting("block", Double(SurroundMotion.block)),
      CardSetting("head_left", SurroundMotion.headSides.lowerBound),
      CardSetting("head_right", SurroundMotion.headSides.upperBound),
      CardSetting("head_top", SurroundMotion.headTop), CardSetting("chin", SurroundMotion.chin),
      CardSetting("reach_sides", SurroundMotion.reachSides),
      CardSetting("reach_top", SurroundMotion.reachTop),
      CardSetting("least_texture", SurroundMotion.leastTexture),
      CardSetting("most_error", SurroundMotion.mostError),
      CardSetting("least_noise", SurroundMotion.leastNoise),
      CardSetting("gain_still", SurroundMotion.gains.lowerBound),
      CardSetting("gain_moving", SurroundMotion.gains.upperBound),
    ]
  }

  private static var evidenceSettings: [CardSetting] {
    [
      CardSetting("least_seconds", leastSeconds), CardSetting("least_pairs", Double(leastPairs)),
      CardSetting("together_centre", togetherCentre), CardSetting("together_slope", togetherSlope),
      CardSetting("together_attack", togetherAttack),
      CardSetting("together_bona_fide", togetherBonaFide),
      CardSetting("few_blocks", fewBlocks),
      CardSetting("correlation_centre", correlationCentre),
      CardSetting("correlation_slope", correlationSlope),
      CardSetting("correlation_most", correlationMost),
      CardSetting("speed_centre", speedCentre), CardSetting("speed_slope", speedSlope),
      CardSetting("speed_attack", speedAttack), CardSetting("speed_bona_fide", speedBonaFide),
    ]
  }

  static let leastSeconds = 1.0
  static let leastPairs = 4
  static let togetherCentre = 0.25
  static let togetherSlope = -12.0
  static let togetherAttack = 4.0
  static let togetherBonaFide = 1.5
  /// So many blocks count as much as what is not known.
  static let fewBlocks = 3.0
  static let correlationCentre = 0.5
  static let correlationSlope = -3.0
  static let correlationMost = 1.0
  /// Logarithm of widths of the face per second.
  static let speedCentre = -2.0
  static let speedSlope = 2.0
  static let speedAttack = 1.5
  static let speedBonaFide = 0.5

  /// Makes the detector.
  public init() {}

  /// Makes an observer.
  public func makeObserver() throws(SubsystemFault) -> any LivenessObserver { MotionObserver() }

  /// What the frames of a sequence showed.
  struct Findings {
    /// Blocks around the face that can tell whether they move with it, and those that do.
    var blocks = (telling: 0, moving: 0)
    /// Correlation of the changes of face and surroundings, −1…1.
    var correlation = 0.0
    /// Widths of the face per second, the square root of the mean square.
    var speed = 0.0
  }

  /// What speaks for and against a face that moves on its own.
  static func cues(of findings: Findings) -> [Cue] {
    let telling = Double(findings.blocks.telling)
    let share = telling > 0 ? Double(findings.blocks.moving) / telling : 0
    let together = Logistic.evidence(
      share, centre: togetherCentre, slope: togetherSlope,
      within: -togetherAttack...togetherBonaFide)
    return [
      Cue("moves-together", together * telling / (telling + fewBlocks)),
      Cue(
        "change-correlation",
        Logistic.evidence(
          findings.correlation, centre: correlationCentre, slope: correlationSlope,
          within: -correlationMost...correlationMost)),
      Cue(
        "speed",
        Logistic.evidence(
          Elementary.log(max(findings.speed, 1e-6)) / Elementary.log(10), centre: speedCentre,
          slope: speedSlope, within: -speedAttack...speedBonaFide)),
    ]
  }
}
