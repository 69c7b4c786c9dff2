public import PADVocabulary

/// A PAD subsystem under test. Higher scores mean more bona fide.
///
/// A detector is a description that any number of workers share; each worker asks for an observer
/// of its own and shows it one presentation after another.
public protocol LivenessDetector: Sendable {
  /// Who this is: name, version, files, preprocessing; its digest names the detector in a run.
  var card: SubsystemCard { get }

  /// Makes an observer; called once per worker, before any presentation.
  ///
  /// - Throws: `SubsystemFault` when the subsystem cannot work at all (a model that does not load).
  func makeObserver() throws(SubsystemFault) -> any LivenessObserver

  /// The program or library behind it with its version, for a run's identity; empty when there is
  /// none but padbench itself.
  var runtime: String { get }
}

extension LivenessDetector {
  /// Nothing but padbench itself.
  public var runtime: String { "" }
}

/// Watches one presentation at a time: `begin`, any number of `observe`, `finish`.
///
/// An observer belongs to one worker and is never called from two at once.
public protocol LivenessObserver: AnyObject {
  /// Forgets the presentation before and starts a new one.
  func begin()

  /// Sees the next frame; frames come in order and are not kept by the caller.
  func observe(_ frame: Frame)

  /// Judges what was seen since `begin`.
  func finish() -> Outcome

  /// What each judged frame gave since `begin`, in order; empty when the subsystem judges
  /// sequences as a whole.
  var frameOutcomes: [FrameOutcome] { get }

  /// What the detector went by in the presentation that was last finished; empty when it cannot say.
  ///
  /// Asked for only where explanations are wanted, after `finish` and before the next `begin`:
  /// what costs time to put together is put together here. It changes no score.
  var cues: [Cue] { get }

  /// Why the presentation that was last finished has no score, where there is more to say than
  /// its reason does; empty otherwise. For people, control characters escaped.
  var message: String { get }

  /// Why nothing more can be asked, once that is so: the run ends and says it.
  var fault: SubsystemFault? { get }
}

extension LivenessObserver {
  /// Nothing, for subsystems that judge sequences as a whole.
  public var frameOutcomes: [FrameOutcome] { [] }

  /// Nothing, for subsystems that cannot say what they went by.
  public var cues: [Cue] { [] }

  /// Nothing, where the reason says it all.
  public var message: String { "" }

  /// Nothing, for subsystems that cannot break.
  public var fault: SubsystemFault? { nil }
}
