import Foundation
import Subprocess
import Testing

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The design's table: what each module may name; it may import that and whatever those may import.
private let allowed: [String: [String]] = [
  "CGSL": [], "CPNG": [], "CJPEG": [], "CPlatform": [],
  "CImageCodecs": ["CPNG", "CJPEG"],
  "PADVocabulary": [],
  "StructuredText": ["PADVocabulary"],
  "Evidence": ["StructuredText"],
  "Statistics": ["CGSL"],
  "ErrorRates": ["PADVocabulary", "Statistics"],
  "Comparison": ["ErrorRates"],
  "ScoreFiles": ["StructuredText"],
  "Imaging": ["PADVocabulary", "CImageCodecs", "CGSL"],
  "Datasets": ["Evidence"],
  "Media": ["Datasets", "Imaging", "CPlatform"],
  "Synthesis": ["Datasets", "Imaging", "Statistics"],
  "DatasetAudit": ["Media", "Statistics"],
  "Subsystems": ["Imaging", "Evidence"],
  "Detectors": ["Subsystems", "Statistics"],
  "Matchers": ["Subsystems", "Statistics"],
  "ModelRuntime": ["Subsystems"],
  "PluginHost": ["Subsystems", "CPlatform"],
  "Runs": ["Media", "Subsystems", "ScoreFiles"],
  "ReleaseGate": ["Comparison", "Evidence"],
  "Reports": ["ReleaseGate", "ScoreFiles"],
  "PADBenchCommands": [
    "Synthesis", "DatasetAudit", "Detectors", "Matchers", "ModelRuntime", "PluginHost", "Runs",
    "Reports", "ReleaseGate", "Comparison",
  ],
  "padbench": ["PADBenchCommands"],
]

/// Third-party modules and the only rows that may import them.
private let products: [String: Set<String>] = [
  "Yams": ["StructuredText"],
  "Crypto": ["Evidence"],
  "Subprocess": ["Media", "PluginHost", "Reports"],
  "System": ["Media", "PluginHost", "Reports"],
  "SystemPackage": ["Media", "PluginHost", "Reports"],
  "GRDB": ["Runs"],
  "Mustache": ["Reports"],
  "ArgumentParser": ["PADBenchCommands"],
]

/// What comes with the toolchain.
private let toolchain: Set<String> = [
  "Foundation", "FoundationEssentials", "Synchronization", "Dispatch", "Glibc", "Musl", "Darwin",
]

private let root = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

private func reach(of module: String) -> Set<String> {
  var found: Set<String> = []
  var waiting = allowed[module] ?? []
  while let name = waiting.popLast() {
    if found.insert(name).inserted { waiting += allowed[name] ?? [] }
  }
  return found
}

@Suite struct ModuleTableTests {
  @Test func `no source file imports more than its module's row allows`() throws {
    let sources = root.appending(path: "Sources")
    var scanned = 0
    for module in try FileManager.default.contentsOfDirectory(atPath: sources.path).sorted() {
      let reachable = reach(of: module)
      #expect(allowed[module] != nil, "\(module) is not in the module table")
      let folder = sources.appending(path: module)
      let files = FileManager.default.enumerator(atPath: folder.path)
      while let file = files?.nextObject() as? String {
        guard file.hasSuffix(".swift") else { continue }
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        for line in text.split(separator: "\n") {
          let words = line.split(separator: " ")
          guard let position = words.firstIndex(of: "import"), position + 1 < words.count,
            words[..<position].allSatisfy({ $0.hasPrefix("@") || accessWords.contains(String($0)) })
          else { continue }
          scanned += 1
          let name = String(words[position + 1].split(separator: ".")[0])
          #expect(
            reachable.contains(name) || toolchain.contains(name)
              || products[name]?.contains(module) == true,
            "Sources/\(module)/\(file) imports \(name)")
        }
      }
    }
    #expect(scanned > 50)
  }

  @Test func `the package declares no dependency beyond the table`() async throws {
    // A scratch path of its own: the running test holds the lock of the usual one.
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "padbench-dump-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let result = try await run(
      .name("swift"),
      arguments: [
        "package", "--package-path", root.path, "--scratch-path", scratch.path, "dump-package",
      ],
      output: .data(limit: 8 << 20), error: .string(limit: 1 << 20))
    try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
    let dump = try JSONDecoder().decode(PackageDump.self, from: result.standardOutput)
    var seen = 0
    for target in dump.targets where target.type != "test" && target.name != "TestSupport" {
      let reachable = reach(of: target.name)
      for dependency in target.dependencies {
        seen += 1
        if let name = dependency.byName?.first ?? nil {
          #expect(reachable.contains(name), "\(target.name) depends on \(name)")
        } else if let product = dependency.product?.first ?? nil {
          #expect(products[product]?.contains(target.name) == true, "\(target.name): \(product)")
        }
      }
    }
    #expect(seen > 30)
  }
}

private let accessWords: Set<String> = ["public", "internal", "package", "private", "fileprivate"]

private struct PackageDump: Decodable {
  struct Target: Decodable {
    var name: String
    var type: String
    var dependencies: [Dependency]
  }
  /// Each case is a list of a name and nulls or conditions; only the name matters here.
  struct Dependency: Decodable {
    var byName: [String?]?
    var product: [String?]?

    enum Key: String, CodingKey { case byName, product }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      func name(_ key: Key) -> [String?]? {
        guard var list = try? container.nestedUnkeyedContainer(forKey: key) else { return nil }
        return [try? list.decode(String.self)]
      }
      byName = name(.byName)
      product = name(.product)
    }
  }
  var targets: [Target]
}
