/// Why a subsystem gave no score for a presentation (ISO/IEC 30107-3 counts these as APNRR/BPNRR).
///
/// An open set: plugins bring reasons of their own. A reason is a short lower-case word with
/// hyphens, so that it can stand in a table.
public struct NonResponseReason: RawRepresentable, Sendable, Hashable, Comparable,
  CustomStringConvertible
{
  /// The reason as it stands in score files and tables.
  public let rawValue: String

  /// Takes a reason as written.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// No face was found, and the manifest gives no box.
  public static let noFace = NonResponseReason(rawValue: "no-face")
  /// The picture is damaged or of no format that padbench reads.
  public static let decode = NonResponseReason(rawValue: "decode")
  /// The picture is over a size cap.
  public static let tooBig = NonResponseReason(rawValue: "too-big")
  /// The file could not be opened or read.
  public static let unreadable = NonResponseReason(rawValue: "unreadable")
  /// The bytes that were read are not the bytes of the dataset's lock.
  public static let tampered = NonResponseReason(rawValue: "tampered")
  /// The subsystem declined to judge.
  public static let refused = NonResponseReason(rawValue: "refused")
  /// The subsystem needs frames, depth or infrared that the presentation does not have.
  public static let missingInput = NonResponseReason(rawValue: "missing-input")
  /// The sequence has fewer seconds or usable frames than the subsystem needs.
  public static let tooShort = NonResponseReason(rawValue: "too-short")
  /// The subsystem answered with something that is not a finite number.
  public static let notFinite = NonResponseReason(rawValue: "not-finite")
  /// The subsystem failed inside.
  public static let failed = NonResponseReason(rawValue: "failed")
  /// The subsystem did not answer in time.
  public static let timeout = NonResponseReason(rawValue: "timeout")
  /// The subsystem's process died.
  public static let crash = NonResponseReason(rawValue: "crash")
  /// A score file says `nan` and gives no reason.
  public static let unstated = NonResponseReason(rawValue: "unstated")

  /// Whether no usable sample was acquired, so that no subsystem had anything to judge: the failure
  /// is one of the data capture subsystem (ISO/IEC 30107-3), not of attack detection.
  public var isOfCapture: Bool {
    [.noFace, .decode, .tooBig, .unreadable, .tampered].contains(self)
  }

  /// The reason as written.
  public var description: String { rawValue }

  /// Compares two reasons byte by byte.
  public static func < (left: NonResponseReason, right: NonResponseReason) -> Bool {
    left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
  }
}
