public import PADVocabulary

/// What is recorded as sequences of frames.
public struct SequencePlan: Sendable, Hashable {
  /// Width of every frame, in pixels.
  public var width = 160
  /// Height of every frame, in pixels.
  public var height = 214
  /// How many times larger than in a still from the same distance a face is seen.
  public var zoom = 1.3
  /// Frames per second.
  public var frameRate = 15.0
  /// Seconds that a sequence lasts.
  public var seconds = 6.0
  /// Whether every sequence gets a 16-bit depth map, that of its first frame.
  public var hasDepth = false
  /// The first so many subjects of each partition are recorded, targets as well as others; all
  /// where the partition is not named.
  public var subjects: [Partition: Int] = [:]
  /// Bona fide sequences per subject.
  public var bonaFidePerSubject = 1
  /// The attacks, in file order, each species once.
  public var attacks: [AttackPlan] = []

  /// Makes the standard plan: a bona fide sequence per subject.
  public init() {}

  /// The most frames of one sequence.
  public static let mostFrames = 100_000

  /// Frames of one sequence, at least 1.
  public var frameCount: Int { max(1, Int((frameRate * seconds).rounded())) }
}
