public import PADVocabulary

/// Bytes that give no picture, or a picture that cannot be encoded.
public struct ImageFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of fault it is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Neither a JPEG nor a PNG.
    case notAnImage = "not an image"
    /// A JPEG or PNG that is broken or cut off.
    case damaged
    /// Over a limit.
    case tooBig = "too big"
    /// A kind of JPEG or PNG that is refused on purpose, such as 12-bit or lossless JPEG.
    case unsupported
  }

  /// What kind of fault it is.
  public var kind: Kind
  /// Where in the file it was found.
  public var phase: DecodePhase
  /// The codec's words, made printable.
  public var message: String
  /// Whether pixels could have been had under `DecodePolicy.lenient`.
  public var isRefusedByPolicy: Bool

  /// Makes a fault.
  public init(
    kind: Kind, phase: DecodePhase = .header, message: String, isRefusedByPolicy: Bool = false
  ) {
    self.kind = kind
    self.phase = phase
    self.message = message
    self.isRefusedByPolicy = isRefusedByPolicy
  }

  /// How the presentation is counted that needed this picture.
  public var reason: NonResponseReason {
    kind == .tooBig ? .tooBig : .decode
  }

  /// The verdict on the file itself.
  public var verdict: DecodeVerdict {
    if kind == .tooBig { return .tooBig }
    return isRefusedByPolicy ? .warns : .rejects
  }

  /// Kind, phase and words in one line.
  public var description: String {
    "\(kind.rawValue) (\(phase.rawValue)): \(message)"
  }
}
