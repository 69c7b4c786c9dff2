import TestSupport
import Testing

@Suite struct BlinkCommandTests {
  /// 8 s at 20 frames a second, two blinks, the second of them not labelled, and a label where
  /// there is none.
  static let series: String = {
    var lines = ["frame,ear,blink"]
    for frame in 0..<160 {
      let isClosed = (60...63).contains(frame) || (100...103).contains(frame)
      let label = (59...64).contains(frame) ? 1 : (130...134).contains(frame) ? 2 : -1
      lines.append("\(frame),\(isClosed ? 0.08 : 0.3 + Double(frame % 3) / 200),\(label)")
    }
    lines[21] = "20,,-1"
    return lines.joined(separator: "\n") + "\n"
  }()

  @Test func `prints blinks and how they agree with labels`() async throws {
    let scratch = try Scratch()
    let file = try scratch.write("ear.csv", Self.series)
    let ending = try await Tool.run(
      ["detector", "blinks", file, "--rate", "20"],
      configuration: scratch.path("configuration"))
    #expect(ending.code == 0 && ending.errors.isEmpty)
    let lines = ending.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 5)
    #expect(lines.first?.hasPrefix("start") == true)
    #expect(lines.dropFirst().first?.hasPrefix("2.9") == true)
    #expect(lines.contains { $0.hasPrefix("2 blinks in 8.0 s, 159 rows") })
    #expect(ending.output.contains("without a value: 1\n"))
    #expect(
      lines.last
        == "labelled: 2, found: 1 (recall 0.500), false: 1 (50.0 per 100 labelled blinks)")
  }

  @Test(arguments: [
    ("time,ear\n0,0.3\n0,0.3\n", "ear.csv:3:1: error: this is not after the row before"),
    ("time,ear\n0,0.3\n1,x\n", "ear.csv:3:2: error: 'x' is not a number"),
    ("time,aer\n0,0.3\n", "column 'ear' is missing"),
    ("ear\n0.3\n", "neither a column 'time' nor a column 'frame'"),
    ("time,ear\n", "there is a header but no row below it"),
    ("", "the file is empty"),
  ])
  func `says what is wrong with a series`(text: String, words: String) async throws {
    let scratch = try Scratch()
    let file = try scratch.write("ear.csv", text)
    let ending = try await Tool.run(
      ["detector", "blinks", file], configuration: scratch.path("configuration"))
    #expect(ending.code == 65)
    #expect(ending.errors.contains(words), "\(ending.errors)")
    #expect(ending.output.isEmpty)
  }

  @Test func `refuses impossible rates`() async throws {
    let scratch = try Scratch()
    let ending = try await Tool.run(
      ["detector", "blinks", "ear.csv", "--rate", "0"],
      configuration: scratch.path("configuration"))
    #expect(ending.code == 64 && ending.errors.contains("--rate"))
  }
}
