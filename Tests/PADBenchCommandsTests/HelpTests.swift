import TestSupport
import Testing

@Suite struct HelpTests {
  @Test(arguments: [
    ["--help"], ["evaluate", "--help"], ["metrics", "--help"], ["detector", "list", "--help"],
    ["dataset", "synthesize", "--help"], ["--version"],
  ])
  func `prints help on standard output, and nothing else`(arguments: [String]) async throws {
    let scratch = try Scratch()
    let ending = try await Tool.run(arguments, configuration: scratch.path("configuration"))
    #expect(ending.code == 0)
    #expect(ending.errors.isEmpty)
    #expect(!ending.output.isEmpty)
    #expect(ending.output.split(separator: "\n").allSatisfy { $0.count <= 120 })
  }

  @Test func `says what every exit code means`() async throws {
    let scratch = try Scratch()
    let help = try await Tool.run(["--help"], configuration: scratch.path("configuration"))
    for code in ["0", "1", "2", "64", "65", "70", "74", "130", "143"] {
      #expect(help.output.contains(" \(code) "), "\(code)")
    }
  }

  @Test func `lists detectors with version and digest`() async throws {
    let scratch = try Scratch()
    let ending = try await Tool.run(
      ["detector", "list"], configuration: scratch.path("configuration"))
    #expect(ending.code == 0)
    let lines = ending.output.split(separator: "\n")
    for name in ["frequency", "quality", "null"] {
      let line = lines.first { $0.hasPrefix(name + " ") }
      let digest = line?.split(separator: " ").first { word in
        word.count == 16 && word.allSatisfy(\.isHexDigit)
      }
      #expect(digest != nil, "\(line.map(String.init) ?? name)")
    }
  }

  @Test func `names the nearest command`() async throws {
    let scratch = try Scratch()
    let ending = try await Tool.run(["evalute"], configuration: scratch.path("configuration"))
    #expect(ending.code == 64)
    #expect(ending.errors.contains("evaluate"))
  }
}
