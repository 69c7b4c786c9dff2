import Foundation
import Imaging
import TestSupport
import Testing

@Suite(.serialized)
struct MatcherCommandTests {
  /// Dev becomes train: six bona fide stripes, too few to learn from, unless prints are called bona
  /// fide too and all twelve get patterns of their own.
  private func faces(isEnough: Bool) throws -> FacesOnDisk {
    let faces = try FacesOnDisk { lines in
      for place in lines.indices {
        lines[place] = lines[place].replacingOccurrences(of: ",dev,", with: ",train,")
        if isEnough, lines[place].contains(",train,"), lines[place].contains(",attack,print,") {
          lines[place] = lines[place].replacingOccurrences(
            of: #",attack,print,print-[0-9],,CANARY([0-9])"#, with: ",bona_fide,,,CANARY$1,",
            options: .regularExpression)
        }
      }
    }
    guard isEnough else { return faces }
    for number in 0..<12 {
      let folder = number.isMultiple(of: 2) ? "live" : "print"
      let bytes = (0..<64 * 64).flatMap { place -> [UInt8] in
        let (row, column) = place.quotientAndRemainder(dividingBy: 64)
        let value = (row / 8 * (number + 3) + column / 8 * (2 * number + 1)) * 37
        return [UInt8](repeating: UInt8(value % 200 + 20), count: 3)
      }
      let picture = PixelBuffer(width: 64, height: 64, channels: .rgb, bytes: bytes)
      try faces.scratch.write(
        "set/\(folder)/dev-\(number / 2).png", bytes: try ImageEncoder.png(picture))
    }
    return faces
  }

  @Test func `lists matchers with what they align and compare by`() async throws {
    let scratch = try Scratch()
    let ending = try await Tool.run(
      ["matcher", "list"], configuration: scratch.path("configuration"))
    #expect(ending.code == 0, "\(ending.errors)")
    let line = ending.output.split(separator: "\n").first { $0.hasPrefix("lbph ") } ?? ""
    #expect(line.contains("five-points eyes box") && line.contains("chi-square"))
    #expect(ending.output.contains("can be trained: eigenface"))
  }

  @Test func `checks a matcher on a dataset`() async throws {
    let faces = try faces(isEnough: false)
    let ending = try await Tool.run(
      ["matcher", "check", "lbph", "--dataset", faces.folder, "--count", "6"],
      configuration: faces.configuration)
    #expect(ending.code == 0, "\(ending.output) \(ending.errors)")
    #expect(ending.output.contains("every rule was kept"))
    #expect(ending.output.contains("templates of 11564 bytes"))
    #expect(ending.output.contains("no-face: "))
  }

  @Test func `trains eigenfaces to the same bytes on any number of jobs`() async throws {
    let faces = try faces(isEnough: true)
    func train(_ name: String, _ jobs: String) async throws -> Tool.Ending {
      try await Tool.run(
        [
          "matcher", "train", "eigenface", "--dataset", faces.folder, "-o",
          faces.scratch.path(name), "--jobs", jobs,
        ], configuration: faces.configuration)
    }
    let trained = try await train("a.json", "1")
    #expect(trained.code == 0, "\(trained.errors)")
    #expect(trained.errors.contains("of the variance of 12 faces"))
    #expect(trained.output.contains("trained on synthetic pictures"))
    #expect(try await train("b.json", "3").code == 0)
    let model = try Data(contentsOf: URL(fileURLWithPath: faces.scratch.path("a.json")))
    #expect(try Data(contentsOf: URL(fileURLWithPath: faces.scratch.path("b.json"))) == model)
    #expect(try await train("a.json", "1").code == 65)

    let checked = try await Tool.run(
      ["matcher", "check", faces.scratch.path("a.json"), "--dataset", faces.folder],
      configuration: faces.configuration)
    #expect(checked.code == 0, "\(checked.output) \(checked.errors)")
    let listed = try await Tool.run(
      ["matcher", "list", faces.scratch.path("a.json")], configuration: faces.configuration)
    #expect(listed.output.contains("eigenface-trained"))
    let mistaken = try await Tool.run(
      ["detector", "check", faces.scratch.path("a.json")], configuration: faces.configuration)
    #expect(mistaken.code == 65)
    #expect(mistaken.errors.contains("the model of a matcher, not of a detector"))
  }

  @Test(arguments: [
    (["matcher", "train", "eigenface"], 65, "bona fide faces"),
    (["matcher", "train", "eigenfaces"], 65, "'eigenface'"),
    (["matcher", "train", "lbph"], 65, "no matcher 'lbph' that can be trained"),
    (["detector", "train", "eigenface"], 65, "no detector 'eigenface' that can be trained"),
  ])
  func `says why nothing can be trained`(
    arguments: [String], code: Int32, words: String
  ) async throws {
    let faces = try faces(isEnough: false)
    let ending = try await Tool.run(
      arguments + ["--dataset", faces.folder, "-o", faces.scratch.path("x.json")],
      configuration: faces.configuration)
    #expect(ending.code == code)
    #expect(ending.errors.contains(words), "\(ending.errors)")
  }

  @Test(arguments: [
    (["check", "eigenface"], 65, "has to be trained first"),
    (["check", "lbhp"], 65, "'lbph'"),
    (["check", "lbph", "--starts", "0"], 64, "--starts"),
    (["time", "--templates", "0"], 64, "--templates"),
    (["time", "--comparison", "manhattan"], 64, "manhattan"),
  ])
  func `refuses wrong use`(arguments: [String], code: Int32, words: String) async throws {
    let scratch = try Scratch()
    let ending = try await Tool.run(
      ["matcher"] + arguments, configuration: scratch.path("configuration"))
    #expect(ending.code == code, "\(ending.output)")
    #expect(ending.errors.contains(words), "\(ending.errors)")
  }

  @Test func `has the same mean score on any number of jobs`() async throws {
    let scratch = try Scratch()
    var means: Set<Substring> = []
    for jobs in ["1", "3"] {
      let ending = try await Tool.run(
        ["matcher", "time", "--templates", "50", "--dimensions", "33", "--jobs", jobs],
        configuration: scratch.path("configuration"))
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(ending.output.contains("50 × 50 comparisons of 33 numbers"))
      if let mean = ending.output.split(separator: " ").last { means.insert(mean) }
    }
    #expect(means.count == 1)
  }
}
