import Foundation
import StructuredText
import TestSupport
import Testing

@Suite struct RunsCommandTests {
  private func tool(_ faces: FacesOnDisk, _ arguments: String...) async throws -> Tool.Ending {
    try await Tool.run(arguments, configuration: faces.configuration)
  }

  private func evaluated(
    changing change: (inout [String]) -> Void = { _ in }
  ) async throws -> FacesOnDisk {
    let faces = try FacesOnDisk(changing: change)
    let ending = try await tool(
      faces, "evaluate", faces.folder, "--detector", "frequency", "--no-pictures", "-o",
      faces.scratch.path("runs/one"))
    #expect(ending.code == 0, "\(ending.errors)")
    return faces
  }

  @Test func `lists runs, finished and not`() async throws {
    let faces = try await evaluated()
    let runs = faces.scratch.path("runs")
    try FileManager.default.copyItem(atPath: runs + "/one", toPath: runs + "/two")
    try FileManager.default.removeItem(atPath: runs + "/two/run.json")
    try faces.scratch.write("runs/three/outcomes.sqlite", "")
    let text = try await tool(faces, "runs", "list", runs)
    #expect(text.code == 0)
    let lines = text.output.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[1].contains("one") && lines[1].contains("finished") && lines[1].contains("36/36"))
    #expect(lines[2].contains("three") && lines[2].contains("unreadable"))
    #expect(lines[3].contains("judged, not rendered"))
    let json = try await tool(faces, "runs", "list", runs, "--format", "json")
    let list = try StrictJSON.parse(Array(json.output.utf8))
    #expect(
      list.items?.map { $0["state"]?.text } == [
        "finished", "unreadable", "judged, not rendered",
      ])
    #expect(try await tool(faces, "runs", "list", faces.scratch.path("nowhere")).code == 74)
  }

  @Test func `shows what a run is, and what gave no score`() async throws {
    let faces = try await evaluated { lines in
      lines[3] = lines[3].replacingOccurrences(of: ".png", with: ".gone")
    }
    let shown = try await tool(faces, "runs", "show", faces.scratch.path("runs/one"))
    #expect(shown.code == 0, "\(shown.errors)")
    #expect(shown.output.contains("stripes, version 1, synthetic"))
    #expect(shown.output.contains("unreadable"))
    #expect(shown.output.contains("replay/phone"))
    let none = try await tool(faces, "runs", "show", faces.folder)
    #expect(none.code == 65)
    #expect(none.errors.contains("there is no run here"))
  }

  @Test(arguments: [
    ["runs", "show", "RUN"], ["runs", "delete", "RUN", "--yes"], ["runs", "retry", "RUN", "SET"],
    ["report", "RUN"], ["report", "RUN", "--format", "text"], ["report", "RUN", "--index"],
    ["compare", "RUN", "RUN"], ["gate", "RUN", "--policy", "ibeta-style-level-1"],
    ["evaluate", "SET", "--detector", "frequency", "--resume", "-o", "RUN"],
    ["evaluate", "SET", "--detector", "frequency", "--reuse", "RUN", "-o", "NEW"],
  ])
  func `a run that is not there is bad input, and nothing is made for it`(
    words: [String]
  ) async throws {
    let faces = try FacesOnDisk()
    let places = [
      "RUN": faces.scratch.path("nowhere"), "SET": faces.folder, "NEW": faces.scratch.path("new"),
    ]
    let ending = try await Tool.run(
      words.map { places[$0] ?? $0 }, configuration: faces.configuration)
    #expect(ending.code == 65, "\(ending.errors)")
    #expect(ending.errors.contains("no run here"))
    for place in ["nowhere", "new"] {
      #expect(!FileManager.default.fileExists(atPath: faces.scratch.path(place)))
    }
  }

  @Test func `refuses a card that the run has no detector for`() async throws {
    let faces = try await evaluated()
    let ending = try await tool(
      faces, "runs", "retry", faces.scratch.path("runs/one"), faces.folder, "--detector",
      "other.card.yaml")
    #expect(ending.code == 64)
    #expect(ending.errors.contains("no detector for 'other.card.yaml': it is of frequency"))
  }

  @Test func `writes nothing into the folder of another run`() async throws {
    let faces = try await evaluated()
    let run = faces.scratch.path("runs/one")
    let before = try FileManager.default.subpathsOfDirectory(atPath: run)
    for inside in ["new", "scores/new", "new/er", "scores"] {
      let ending = try await tool(
        faces, "evaluate", faces.folder, "--detector", "quality", "-q", "-o", run + "/" + inside)
      #expect(ending.code == 65)
      #expect(ending.errors.contains("inside the folder of a run"))
    }
    let report = try await tool(
      faces, "report", run, "--format", "text", "-o", run + "/report.md")
    #expect(report.code == 65)
    #expect(report.errors.contains("inside the folder of a run"))
    #expect(try FileManager.default.subpathsOfDirectory(atPath: run) == before)
  }

  @Test func `asks again what gave no score`() async throws {
    let faces = try await evaluated { lines in
      lines[3] = lines[3].replacingOccurrences(of: "/dev-0.png", with: "/late.png")
    }
    let run = faces.scratch.path("runs/one")
    #expect(try await tool(faces, "runs", "show", run).output.contains("unreadable"))
    try FileManager.default.copyItem(
      atPath: faces.folder + "/replay-phone/dev-0.png",
      toPath: faces.folder + "/replay-phone/late.png")
    let retried = try await tool(faces, "runs", "retry", run, faces.folder)
    #expect(retried.code == 0, "\(retried.errors)")
    let shown = try await tool(faces, "runs", "show", run)
    #expect(shown.output.contains("unreadable") == false)
    #expect(shown.output.contains("asked again 1 times"))
    let report = try String(contentsOfFile: run + "/report.md", encoding: .utf8)
    #expect(report.contains("non-responses were asked again"))
  }

  @Test func `deletes what a run wrote, and nothing else`() async throws {
    let faces = try await evaluated()
    let run = faces.scratch.path("runs/one")
    try faces.scratch.write("runs/one/notes.txt", "mine")
    #expect(try await tool(faces, "runs", "delete", run).code == 64, "nobody was asked")
    #expect(try await tool(faces, "runs", "delete", faces.folder, "--yes").code == 65)
    #expect(try await tool(faces, "runs", "delete", run, "--yes").code == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: run) == ["notes.txt"])
  }

  @Test func `leaves a person's files beside its own`() async throws {
    let faces = try await evaluated()
    let run = faces.scratch.path("runs/one")
    let own = ["scores/thesis.csv", "curves/mine/a.csv", "plots/sketch.png"]
    for name in own { try faces.scratch.write("runs/one/" + name, "mine") }
    let again = try await tool(
      faces, "evaluate", faces.folder, "--detector", "quality", "--no-pictures", "-q", "-o", run,
      "--force")
    #expect(again.code == 0, "\(again.errors)")
    #expect(try await tool(faces, "runs", "delete", run + "//", "--yes").code == 0)
    #expect(try faces.runFiles(run).keys.sorted() == own.sorted())
  }

  @Test func `refuses to delete what only looks like a run`() async throws {
    let faces = try await evaluated()
    let runs = faces.scratch.path("runs")
    try faces.scratch.write("other/outcomes.sqlite", "not a database")
    try faces.scratch.write("other/report.md", "mine")
    try FileManager.default.createSymbolicLink(
      atPath: runs + "/link", withDestinationPath: runs + "/one")
    for path in [faces.scratch.path("other"), runs + "/link", runs + "/one/.", runs, "/"] {
      let ending = try await tool(faces, "runs", "delete", path, "--yes")
      #expect(ending.code == 65, "\(path): \(ending.errors)")
    }
    #expect(FileManager.default.fileExists(atPath: runs + "/one/run.json"))
    #expect(FileManager.default.fileExists(atPath: faces.scratch.path("other/report.md")))
  }

  @Test func `an index stands beside the runs, however they are named`() async throws {
    let faces = try await evaluated()
    let run = faces.scratch.path("runs/one")
    let ending = try await tool(faces, "report", run + "//", "--index", "--bootstrap", "0")
    #expect(ending.code == 0, "\(ending.errors)")
    let found = try FileManager.default.contentsOfDirectory(atPath: faces.scratch.path("runs"))
    #expect(found.sorted() == ["index.html", "index.md", "one"])
  }

  @Test func `prints a run in any format, and leaves its folder alone`() async throws {
    let faces = try await evaluated()
    let run = faces.scratch.path("runs/one")
    let before = try faces.runFiles(run)
    for (format, mark) in [
      ("text", "APCER"), ("markdown", "# stripes"), ("html", "<!doctype html>"),
      ("csv", "detector,"), ("json", "\"detectors\""),
    ] {
      let printed = try await tool(faces, "report", run, "--format", format)
      #expect(printed.code == 0, "\(printed.errors)")
      #expect(printed.output.contains(mark), "\(format): \(printed.output.prefix(200))")
    }
    let one = try await tool(faces, "report", run + "@frequency", "--format", "csv")
    #expect(one.code == 0)
    let none = try await tool(faces, "report", run + "@nobody", "--format", "csv")
    #expect(none.code == 65)
    #expect(none.errors.contains("it has: frequency"))
    #expect(try faces.runFiles(run) == before)
  }

  @Test func `writes an index of runs beside them`() async throws {
    let faces = try await evaluated()
    let runs = faces.scratch.path("runs")
    try FileManager.default.copyItem(atPath: runs + "/one", toPath: runs + "/two")
    let ending = try await tool(faces, "report", runs, "--index", "--bootstrap", "0")
    #expect(ending.code == 0, "\(ending.errors)")
    let page = try String(contentsOfFile: runs + "/index.html", encoding: .utf8)
    #expect(page.contains("one/report.html") && page.contains("two/report.html"))
    #expect(FileManager.default.fileExists(atPath: runs + "/index.md"))
  }
}
