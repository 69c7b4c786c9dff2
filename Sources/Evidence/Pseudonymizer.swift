internal import Crypto
public import PADVocabulary

/// Replaces names of people by pseudonyms that stay the same as long as the key does.
///
/// HMAC-SHA-256 (RFC 2104) of the kind and the name under the user's key, its first 80 bits in
/// base 32: a million names collide with a chance of about 4 · 10⁻¹³. Without the key nobody can
/// tell whether a guessed name is meant.
public struct Pseudonymizer: Sendable {
  /// What a name is the name of; equal names of different kinds get unrelated pseudonyms.
  public enum Kind: String, Sendable, CaseIterable {
    /// A capture subject or target: `s-…`.
    case subject = "s"
    /// A presentation: `p-…`.
    case presentation = "p"
    /// A capture device: `d-…`.
    case device = "d"
    /// A session: `n-…`.
    case session = "n"
    /// A PAI series or instrument: `i-…`.
    case instrument = "i"
  }

  /// The name of the key in use, for the record of a run.
  public var keyID: String { key.id }

  private let key: PseudonymKey

  /// Uses a key.
  public init(key: PseudonymKey) {
    self.key = key
  }

  /// Uses the key of the configuration folder that the environment names, made now when it is
  /// not there.
  public init(environment: [String: String]) throws(FileFault) {
    key = try .loadOrMake(inFolder: ConfigurationFolder.path(environment: environment))
  }

  /// The pseudonym of a name, such as `s-4f6zq2m7kd3h5xwa`; empty for an empty name, which stands
  /// for nobody.
  public func pseudonym(for name: String, kind: Kind) -> String {
    if name.isEmpty { return "" }
    let message = Array(kind.rawValue.utf8) + [0] + Array(name.utf8)
    let code = HMAC<SHA256>.authenticationCode(
      for: message, using: SymmetricKey(data: key.bytes))
    return kind.rawValue + "-" + Self.base32(Array(code.prefix(10)))
  }

  /// RFC 4648 base 32 in lower case, for a multiple of 5 bytes.
  static func base32(_ bytes: [UInt8]) -> String {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".unicodeScalars)
    var text = String.UnicodeScalarView()
    var bits: UInt32 = 0
    var held = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      held += 8
      while held >= 5 {
        held -= 5
        text.append(alphabet[Int(bits >> UInt32(held)) & 31])
      }
    }
    return String(text)
  }
}
