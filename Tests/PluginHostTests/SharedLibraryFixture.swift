import Foundation
import Subsystems
import TestSupport

@testable import PluginHost

/// A library that a test compiles, and its host between two files.
struct CLibrary {
  /// The C compiler of this machine.
  static let compiler = ["/usr/bin/cc", "/usr/local/bin/cc"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// The compiler refused a source.
  struct NotCompiled: Error {}

  /// Beside the sources' folder, links followed by the system: a checkout's folders may be links.
  private static let header =
    URL(filePath: #filePath).deletingLastPathComponent().path
    + "/../../Sources/CPlatform/../../scripts/plugins"

  private let scratch: Scratch
  private let path: String

  init(_ source: String) throws {
    scratch = try Scratch()
    path = scratch.path("libtest.so")
    let compiler = Process()
    compiler.executableURL = Self.compiler.map { URL(filePath: $0) }
    compiler.arguments = [
      "-shared", "-fPIC", "-Wall", "-Werror", "-I", Self.header, "-o", path,
      try scratch.write("test.c", source),
    ]
    try compiler.run()
    compiler.waitUntilExit()
    guard compiler.terminationStatus == 0 else { throw NotCompiled() }
  }

  /// Loads it into this process: the code is the test's own.
  func load() throws -> DetectorLibrary {
    try DetectorLibrary(path: path)
  }

  /// What its host answers to a request's line.
  func answers(to line: String) throws -> [String] {
    try answers(to: Array(line.utf8) + [0x0a])
  }

  /// What its host answers to these bytes, line by line.
  func answers(to bytes: [UInt8]) throws -> [String] {
    let input = try FileHandle(forReadingAtPath: scratch.write("input", bytes: bytes))
    let outputPath = try scratch.write("output", bytes: [])
    guard let input, let output = FileHandle(forWritingAtPath: outputPath) else {
      throw CocoaError(.fileNoSuchFile)
    }
    var host = SharedLibraryHost(
      library: try load(), input: input.fileDescriptor, output: output.fileDescriptor)
    try host.run()
    return try String(contentsOfFile: outputPath, encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }
}
