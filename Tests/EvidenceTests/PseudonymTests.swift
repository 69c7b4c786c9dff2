import Foundation
import PADVocabulary
import TestSupport
import Testing

@testable import Evidence

@Suite struct PseudonymTests {
  func folder(_ scratch: Scratch) -> String { scratch.path("config/padbench") }

  func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  /// Python 3.11: `base64.b32encode(hmac.new(bytes(range(32)), b"s\0ann", "sha256").digest()[:10])`.
  @Test func `is an HMAC of kind and name`() throws {
    let names = Pseudonymizer(key: try PseudonymKey(bytes: Array(0..<32)))
    #expect(names.pseudonym(for: "ann", kind: .subject) == "s-6mhqtrpdj4jbvtp3")
    #expect(names.pseudonym(for: "ann", kind: .device) == "d-pqujfxrvunjfc34m")
    #expect(names.pseudonym(for: "", kind: .subject) == "")
    #expect(names.keyID == "646120be")
  }

  /// RFC 4648, section 10, in lower case.
  @Test func `writes base 32`() {
    #expect(Pseudonymizer.base32(Array("fooba".utf8)) == "mzxw6ytb")
    #expect(Pseudonymizer.base32([]) == "")
  }

  @Test func `makes a key once, for its owner only`() throws {
    let scratch = try Scratch()
    let first = try PseudonymKey.loadOrMake(inFolder: folder(scratch))
    let second = try PseudonymKey.loadOrMake(inFolder: folder(scratch))
    #expect(first.bytes == second.bytes)
    #expect(first.bytes != [UInt8](repeating: 0, count: 32))
    #expect(try mode(folder(scratch)) == 0o700)
    #expect(try mode(folder(scratch) + "/pseudonym.key") == 0o600)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder(scratch))
    #expect(names == ["pseudonym.key"])
    let other = try PseudonymKey.loadOrMake(inFolder: scratch.path("other"))
    #expect(other.bytes != first.bytes)
    #expect(other.id != first.id)
  }

  @Test func `ends with one key when many make it at once`() async throws {
    let scratch = try Scratch()
    let path = folder(scratch)
    let keys = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<16 {
        group.addTask { @concurrent in try PseudonymKey.loadOrMake(inFolder: path).bytes }
      }
      return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
    }
    #expect(keys.count == 1)
  }

  @Test func `refuses a key of the wrong size or open to others`() throws {
    let scratch = try Scratch()
    let path = try scratch.write("key/pseudonym.key", bytes: [UInt8](repeating: 1, count: 31))
    func fault() throws -> FileFault {
      try #require(throws: FileFault.self) {
        _ = try PseudonymKey.loadOrMake(inFolder: scratch.path("key"))
      }
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    #expect(try fault().message.contains("31 bytes"))
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    #expect(try fault().message.contains("chmod 600"))
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/zero")
    #expect(throws: FileFault.self) {
      try PseudonymKey.loadOrMake(inFolder: scratch.path("key"))
    }
  }

  @Test func `finds the configuration folder`() throws {
    func path(_ environment: [String: String]) throws -> String {
      try ConfigurationFolder.path(environment: environment)
    }
    #expect(try path(["PADBENCH_CONFIG_HOME": "/p", "HOME": "/h"]) == "/p")
    #expect(try path(["XDG_CONFIG_HOME": "/x", "HOME": "/h"]) == "/x/padbench")
    #expect(try path(["XDG_CONFIG_HOME": "x", "HOME": "/h"]) == "/h/.config/padbench")
    let fault = try #require(throws: FileFault.self) { _ = try path([:]) }
    #expect(fault.description.contains("PADBENCH_CONFIG_HOME"))
  }
}
