import Datasets
import Foundation
import PADVocabulary
import Synchronization
import TestSupport
import Testing

@testable import Synthesis

struct SynthesizerTests {
  @Test
  func `one job and four write the same bytes, another seed others`() async throws {
    let scratch = try Scratch()
    let spec = Samples.spec(depth: true)
    for (name, seed, jobs) in [("a", 7, 1), ("b", 7, 4), ("c", 8, 2)] {
      let count = try await Synthesizer.synthesize(
        spec: spec, seed: UInt64(seed), into: scratch.path(name), jobs: jobs)
      #expect(count == 16)
    }
    let one = try Samples.files(in: scratch.folder.appending(path: "a"))
    let four = try Samples.files(in: scratch.folder.appending(path: "b"))
    let other = try Samples.files(in: scratch.folder.appending(path: "c"))
    #expect(one.count == 2 + 2 * 16)
    #expect(one == four)
    #expect(one.keys == other.keys)
    let pictures = one.keys.filter { $0.hasSuffix(".jpg") }
    #expect(pictures.count == 16)
    #expect(pictures.allSatisfy { one[$0] != other[$0] })
  }

  @Test
  func `the dataset loads, says that it is synthetic, and its partitions share nobody`()
    async throws
  {
    let scratch = try Scratch()
    let plans = [AttackPlan(.print, perTarget: 2), AttackPlan(.maskSilicone, perTarget: 1)]
    _ = try await Synthesizer.synthesize(
      spec: Samples.spec(plans), seed: 1, into: scratch.path("set"), jobs: 2)
    let dataset = try Dataset.load(folder: scratch.path("set"))
    #expect(dataset.description.isSynthetic)
    #expect(dataset.description.species.map(\.species.name) == ["print", "mask-3d/silicone"])
    let rows = Array(dataset.presentations)
    #expect(rows.count == 20)
    var seen: [String: Set<Partition>] = [:]
    for row in rows {
      for person in [row.subjectID, row.targetID] where !person.isEmpty {
        if let partition = row.partition { seen[person, default: []].insert(partition) }
      }
      if row.presentationClass == .attack {
        #expect(!row.targetID.isEmpty)
        #expect(row.subjectID != row.targetID)
        #expect(!row.paiSeries.isEmpty)
      }
      if row.species?.name == "mask-3d/silicone" { #expect(!row.subjectID.isEmpty) }
    }
    #expect(seen.count == 4)
    #expect(seen.values.allSatisfy { $0.count == 1 })
  }

  @Test
  func `references are enrolled, not judged, and leave every other byte as it was`() async throws {
    let scratch = try Scratch()
    var spec = Samples.spec()
    _ = try await Synthesizer.synthesize(spec: spec, seed: 5, into: scratch.path("without"))
    spec.referencesPerSubject = 2
    let count = try await Synthesizer.synthesize(spec: spec, seed: 5, into: scratch.path("with"))
    #expect(count == 16 + 2 * 4)
    let old = try Samples.files(in: scratch.folder.appending(path: "without"))
    let new = try Samples.files(in: scratch.folder.appending(path: "with"))
    #expect(old.filter { $0.key != "manifest.csv" }.allSatisfy { new[$0.key] == $0.value })
    let rows = Array(try Dataset.load(folder: scratch.path("with")).presentations)
    let before = Array(try Dataset.load(folder: scratch.path("without")).presentations)
    #expect(rows.filter { $0.role == .probe } == before)
    let references = rows.filter { $0.role == .reference }
    #expect(
      references.map(\.subjectID) == ["s001", "s001", "s002", "s002", "s003", "s003"]
        + ["s004", "s004"])
    for row in references {
      #expect(row.presentationClass == .bonaFide)
      #expect(row.targetID.isEmpty)
      let picture = new[row.media]
      #expect(picture != nil)
      #expect(!old.values.contains { $0 == picture })
    }
  }

  @Test
  func `counts progress to the end`() async throws {
    let scratch = try Scratch()
    let seen = Seen()
    let count = try await Synthesizer.synthesize(
      spec: Samples.spec([]), seed: 1, into: scratch.path("set"), jobs: 3
    ) { done, total in
      #expect(total == 8)
      seen.add(done)
    }
    #expect(count == 8)
    #expect(seen.all.sorted() == Array(1...8))
  }

  @Test
  func `refuses a folder with something in it`() async throws {
    let scratch = try Scratch()
    try scratch.write("set/letter.txt", "mine")
    for existing in [Synthesizer.Existing.refuse, .replaceSynthetic] {
      await #expect(throws: (any Error).self) {
        try await Synthesizer.synthesize(
          spec: Samples.spec([]), seed: 1, into: scratch.path("set"), existing: existing)
      }
    }
    #expect(
      Array(try Samples.files(in: scratch.folder.appending(path: "set")).keys) == ["letter.txt"])
  }

  @Test
  func `replaces a synthetic dataset, never another`() async throws {
    let scratch = try Scratch()
    let first = Samples.spec()
    _ = try await Synthesizer.synthesize(spec: first, seed: 1, into: scratch.path("set"))
    let second = Samples.spec([])
    _ = try await Synthesizer.synthesize(
      spec: second, seed: 1, into: scratch.path("set"), existing: .replaceSynthetic)
    let files = try Samples.files(in: scratch.folder.appending(path: "set"))
    #expect(files.keys.count { $0.hasSuffix(".jpg") } == 8)
    try scratch.write(
      "real/dataset.yaml", "name: real\nversion: \"1\"\nsynthetic: false\nlicence: x\n")
    await #expect(throws: InvalidInput.self) {
      try await Synthesizer.synthesize(
        spec: second, seed: 1, into: scratch.path("real"), existing: .replaceSynthetic)
    }
  }
}

/// Numbers that were reported, from any thread.
private final class Seen: Sendable {
  private let numbers = Mutex<[Int]>([])

  func add(_ number: Int) { numbers.withLock { $0.append(number) } }

  var all: [Int] { numbers.withLock { $0 } }
}
