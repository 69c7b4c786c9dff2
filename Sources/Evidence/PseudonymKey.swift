internal import Crypto
public import PADVocabulary
import StructuredText

/// The user's secret key for pseudonyms: 32 random bytes in a file only the user can read.
public struct PseudonymKey: Sendable {
  /// The name of the key's file in the configuration folder.
  public static let fileName = "pseudonym.key"
  static let byteCount = 32

  let bytes: [UInt8]

  /// Takes a key as it is; for tests and for keys that come from elsewhere.
  ///
  /// - Throws: `InvalidInput` when it has not exactly 32 bytes.
  public init(bytes: [UInt8]) throws(InvalidInput) {
    guard bytes.count == Self.byteCount else {
      throw InvalidInput(
        .init(.error, "a pseudonym key has \(Self.byteCount) bytes, this one \(bytes.count)"))
    }
    self.bytes = bytes
  }

  /// The key's name, which says nothing about the key: the first 8 hexadecimal digits of the
  /// SHA-256 of a label and the key.
  public var id: String {
    let label = Array("padbench pseudonym key id".utf8) + [0]
    return String(ContentDigest(of: label + bytes).hex.prefix(8))
  }

  /// The key of a configuration folder, made now when it is not there; two processes that make it
  /// at once end with the same key.
  ///
  /// - Throws: `FileFault` when the folder or the file cannot be used, or could be used by others.
  public static func loadOrMake(inFolder folder: String) throws(FileFault) -> PseudonymKey {
    let path = folder + "/" + fileName
    if let key = try load(path) { return key }
    try PrivateFile.makeFolder(folder)
    let fresh = unsafe SymmetricKey(size: .bits256).withUnsafeBytes { unsafe Array($0) }
    try PrivateFile.createUnlessThere(fresh, path: path)
    guard let key = try load(path) else {
      throw FileFault(path: path, operation: "read", message: "it vanished while it was made")
    }
    return key
  }

  /// The key of a configuration folder, or `nil` when there is none yet.
  public static func load(fromFolder folder: String) throws(FileFault) -> PseudonymKey? {
    try load(folder + "/" + fileName)
  }

  private static func load(_ path: String) throws(FileFault) -> PseudonymKey? {
    guard let bytes = try PrivateFile.read(path, cap: 4_096) else { return nil }
    guard bytes.count == byteCount else {
      throw FileFault(
        path: path, operation: "use",
        message: "it has \(bytes.count) bytes where a key has \(byteCount); restore it from a "
          + "backup, or remove it to start with a new key (pseudonyms then change)")
    }
    do throws(InvalidInput) {
      return try PseudonymKey(bytes: bytes)
    } catch {
      throw FileFault(path: path, operation: "use", message: error.description)
    }
  }
}
