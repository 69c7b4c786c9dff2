import Evidence
import PADVocabulary
import StructuredText
import TestSupport
import Testing

@Suite struct ContentDigestTests {
  /// FIPS 180-4 examples (NIST CSRC, SHA256.pdf) and the empty message.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `is SHA-256`(text: String, hex: String) throws {
    let digest = ContentDigest(of: text)
    #expect(digest.hex == hex)
    #expect(ContentDigest(hex: hex) == digest)
    var hasher = ContentHasher()
    for byte in text.utf8 { hasher.update([byte, 0xff], count: 1) }
    #expect(hasher.finish() == digest)
    #expect(digest.bytes.count == 32)
    let scratch = try Scratch()
    let path = try scratch.write("a", text)
    let found = try ContentDigest.andSize(ofFile: path)
    #expect(found.digest == digest)
    #expect(found.size == text.utf8.count)
  }

  @Test func `hashes a file larger than its window`() throws {
    let scratch = try Scratch()
    let path = try scratch.write("a", bytes: [UInt8](repeating: 0x61, count: 1_000_000))
    // FIPS 180-4's third example: a million times "a".
    #expect(
      try ContentDigest(ofFile: path).hex
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    #expect(throws: FileFault.self) { try ContentDigest(ofFile: "/dev/zero") }
  }

  @Test func `reads only 64 digits in lower case`() {
    let hex = ContentDigest(of: "").hex
    for text in [hex.uppercased(), String(hex.dropLast()), hex + "0", "g" + hex.dropFirst(), ""] {
      #expect(ContentDigest(hex: text) == nil)
    }
  }

  @Test func `orders by bytes`() throws {
    let low = try #require(ContentDigest(hex: String(repeating: "0", count: 63) + "1"))
    let high = try #require(ContentDigest(hex: "1" + String(repeating: "0", count: 63)))
    #expect(low < high)
    #expect(!(high < low))
    #expect(Set([low, high, low]).count == 2)
  }

  @Test func `gives equal identities equal digests`() throws {
    let one = try ContentDigest(ofCanonical: ["b": 1, "a": [0.5, "x"]])
    let two = try ContentDigest(ofCanonical: ["a": [0.5, "x"], "b": 1])
    #expect(one == two)
    #expect(one == ContentDigest(of: #"{"a":[0.5,"x"],"b":1}"#))
    #expect(throws: UnwritableNumber.self) { try ContentDigest(ofCanonical: [.number(.nan)]) }
  }
}
