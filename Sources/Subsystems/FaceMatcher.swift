public import PADVocabulary

/// A face comparison subsystem. Higher scores mean more alike.
///
/// A matcher is a description that any number of workers share. Each worker asks for an encoder of
/// its own, which turns one presentation after another into a template; templates are compared
/// later, by comparers, and no picture is needed for that.
public protocol FaceMatcher: Sendable {
  /// Who this is: name, version, files, preprocessing; its digest names the matcher in a run.
  var card: SubsystemCard { get }

  /// Makes an encoder; called once per worker, before any presentation.
  ///
  /// - Throws: `SubsystemFault` when the subsystem cannot work at all (a model that does not load).
  func makeEncoder() throws(SubsystemFault) -> any FaceEncoder

  /// Makes a comparer for a list of references.
  ///
  /// - Throws: `SubsystemFault` when the subsystem cannot work at all, or when a reference is no
  ///   template of this matcher.
  func makeComparer(for references: [FaceTemplate]) throws(SubsystemFault) -> any TemplateComparer

  /// The program or library behind it with its version, for a run's identity; empty when there is
  /// none but padbench itself.
  var runtime: String { get }
}

extension FaceMatcher {
  /// Nothing but padbench itself.
  public var runtime: String { "" }
}

/// Encodes one presentation at a time: `begin`, any number of `observe`, `finish`.
///
/// An encoder belongs to one worker and is never called from two at once.
public protocol FaceEncoder: AnyObject {
  /// Forgets the presentation before and starts a new one.
  func begin()

  /// Sees the next frame; frames come in order and are not kept by the caller.
  func observe(_ frame: Frame)

  /// The template of what was seen since `begin`, or why there is none.
  func finish() -> Encoding

  /// Why the presentation that was last finished has no template, where there is more to say than
  /// its reason does; empty otherwise. For people, control characters escaped.
  var message: String { get }

  /// Why nothing more can be asked, once that is so: the run ends and says it.
  var fault: SubsystemFault? { get }
}

extension FaceEncoder {
  /// Nothing, where the reason says it all.
  public var message: String { "" }

  /// Nothing, for subsystems that cannot break.
  public var fault: SubsystemFault? { nil }
}

/// What an encoder made of one presentation.
public enum Encoding: Sendable, Hashable {
  /// A template.
  case template(FaceTemplate)
  /// No template (a failure to acquire, ISO/IEC 19795-1), and why.
  case nonResponse(NonResponseReason)
}

/// Compares probes with the references it was made for; belongs to one worker.
public protocol TemplateComparer: AnyObject {
  /// How alike each probe and each reference are: `probes.count × references.count` scores, probe
  /// by probe in the order of the references; NaN where a pair could not be compared.
  ///
  /// A pair's score does not depend on what else is compared with it.
  ///
  /// - Throws: `SubsystemFault` when nothing more can be compared, or when a probe is no template
  ///   of this matcher.
  func similarities(of probes: [FaceTemplate]) throws(SubsystemFault) -> [Double]
}
