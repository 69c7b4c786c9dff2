import Foundation
import Imaging
import PADVocabulary
import Subsystems
import Testing

@testable import PluginHost

/// A plugin that a test writes: a few lines of Python behind the same beginning.
struct FakePlugin {
  /// The folder of its card.
  let folder: URL
  private let launcher: String

  /// Whether there is a Python to run fakes with and a compiler to build the launcher with.
  static let canRun = Launcher.path != nil && python != nil

  /// The interpreter itself, not a wrapper that looks for it at every start.
  static let python: String? =
    ["/usr/bin/python3", "/usr/local/bin/python3"].first {
      FileManager.default.isExecutableFile(atPath: $0)
    } ?? output(of: ["/usr/bin/env", "python3", "-c", "import sys; print(sys.executable)"])

  /// Reads requests, says hello, and judges: the score is the first value of the last picture over
  /// 255. `odd(frames, id)` is what a test adds for pictures that begin with 13.
  private static let beginning = """
    import json, os, signal, subprocess, sys, time
    def read():
        line = sys.stdin.buffer.readline()
        if not line: goodbye()
        message = json.loads(line)
        if 'bytes' in message: message['data'] = sys.stdin.buffer.read(message['bytes'])
        return message
    def goodbye(): sys.exit(0)
    def raw(text): sys.stdout.write(text); sys.stdout.flush()
    def say(**members): raw(json.dumps(members) + '\\n')
    def odd(frames, id): return 13 / 255
    def value(frame):
        return frame['data'][0] if 'data' in frame else None
    def hello(): say(type='hello', protocol=1, name='fake', version='1')
    def reply(id, score): say(id=id, score=score)

    """

  private static let loop = """

    start = read()
    hello()
    frames = []
    while True:
        message = read()
        if message['type'] == 'begin': frames = []
        elif message['type'] == 'frame': frames.append(message)
        elif message['type'] == 'find': faces(message)
        elif message['type'] == 'compare': compare(message)
        elif message['type'] == 'finish':
            score = value(frames[-1])
            if score == 13: score = odd(frames, message['id'])
            else: score = score / 255
            if score is not None: reply(message['id'], score)

    """

  /// Writes a plugin and its card.
  ///
  /// - Parameters:
  ///   - code: Python between the beginning and the loop.
  ///   - card: further lines of the card.
  init(_ code: String = "", card: String = "", role: String = "detector") throws {
    launcher = try #require(Launcher.path)
    folder = FileManager.default.temporaryDirectory
      .appending(path: "padbench-fake-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try (Self.beginning + code + Self.loop)
      .write(to: folder.appending(path: "fake.py"), atomically: true, encoding: .utf8)
    let python = try #require(Self.python)
    let limits = card.contains("limits:") ? "" : "limits: {seconds: 60, hello_seconds: 60}\n"
    try """
    card: 1
    name: fake
    version: "1"
    kind: process
    role: \(role)
    command: ["\(python)", "-S", ./fake.py]
    \(limits)\(card)

    """.write(to: folder.appending(path: "fake.card.yaml"), atomically: true, encoding: .utf8)
  }

  /// Where plugins are started by the test.
  func surroundings(sandbox: Sandbox = .none, temporary: String? = nil) -> PluginSurroundings {
    PluginSurroundings(
      launcher: [launcher], sandbox: sandbox,
      environment: [
        "PATH": "/usr/bin:/bin", "SECRET": "token", "WANTED": "yes",
        "TMPDIR": temporary ?? FileManager.default.temporaryDirectory.path,
      ])
  }

  /// The card as a run would load it.
  func loaded() throws -> LoadedCard {
    try LoadedCard.load(path: folder.appending(path: "fake.card.yaml").path)
  }

  /// Starts the plugin.
  func detector(sandbox: Sandbox = .none) throws -> PluginDetector {
    try PluginDetector(loaded(), surroundings: surroundings(sandbox: sandbox))
  }

  /// Deletes what the test wrote.
  func delete() { try? FileManager.default.removeItem(at: folder) }

  /// A presentation of one picture of this value.
  static func frame(_ value: UInt8, index: Int = 0, side: Int = 8) -> Frame {
    Frame(
      index: index,
      pixels: PixelBuffer(width: side, height: side, channels: .rgb, repeating: value))
  }

  /// Shows presentations of one picture each.
  static func outcomes(
    of values: [UInt8], by observer: any LivenessObserver, side: Int = 8
  ) -> [Outcome] {
    values.map { value in
      observer.begin()
      observer.observe(frame(value, side: side))
      return observer.finish()
    }
  }

  /// Processes, also dead ones, that the plugin of this folder left behind.
  func survivors() -> [String] {
    let mark = "PADBENCH_CARD_FOLDER="
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.filter { Int($0) != nil }.filter { id in
      guard let environment = FileManager.default.contents(atPath: "/proc/\(id)/environ") else {
        return false
      }
      return environment.split(separator: 0).contains { entry in
        let text = String(decoding: entry, as: UTF8.self)
        return text.hasPrefix(mark) && text.hasSuffix(folder.lastPathComponent)
      }
    }
  }

  private static func output(of command: [String]) -> String? {
    Launcher.output(of: command).flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// The launcher as a program of its own, built from the project's C sources: the test's process is
/// no padbench that could launch anything.
enum Launcher {
  /// Its path; `nil` where there is no C compiler.
  static let path: String? = {
    let sources = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources/CPlatform").path
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "padbench-launcher-\(UUID().uuidString)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let main = folder.appending(path: "main.c").path
    let program = folder.appending(path: "launcher").path
    try? mainSource.write(toFile: main, atomically: true, encoding: .utf8)
    let compiled = output(of: [
      "/usr/bin/env", "cc", "-o", program, "-I", sources + "/include", main,
      sources + "/launch.c", sources + "/landlock.c", sources + "/tasks.c",
    ])
    return compiled == nil ? nil : program
  }()

  /// Reads the same words as `padbench launch`.
  private static let mainSource = """
    #include "CPlatform.h"
    #include <stdlib.h>
    #include <string.h>
    int main(int count, char *words[]) {
      static const char *readable[256], *writable[256];
      struct CPlatform_Terms terms = {0, 0, 0, 0, 0, 0, 0};
      int r = 0, w = 0, i = 1;
      for (; i + 1 < count && strcmp(words[i], "--") != 0; i += 2) {
        if (strcmp(words[i], "--memory-bytes") == 0) terms.memory = strtoul(words[i + 1], 0, 10);
        if (strcmp(words[i], "--folder") == 0) terms.folder = words[i + 1];
        if (strcmp(words[i], "--file-bytes") == 0) terms.file_size = strtoul(words[i + 1], 0, 10);
        if (strcmp(words[i], "--open-files") == 0) terms.open_files = strtoul(words[i + 1], 0, 10);
        if (strcmp(words[i], "--processes") == 0) terms.processes = strtoul(words[i + 1], 0, 10);
        if (strcmp(words[i], "--read") == 0 && r < 255) readable[r++] = words[i + 1];
        if (strcmp(words[i], "--write") == 0 && w < 255) writable[w++] = words[i + 1];
      }
      if (r > 0) terms.readable = readable, terms.writable = writable;
      return CPlatform_launch(&terms, words + i + 1);
    }

    """

  /// What a command prints, without the last line end; `nil` when it fails.
  static func output(of command: [String]) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    let pipe = Foundation.Pipe()
    process.standardOutput = pipe
    guard (try? process.run()) != nil else { return nil }
    let said = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: said, as: UTF8.self).trimmingCharacters(in: .newlines)
  }
}
