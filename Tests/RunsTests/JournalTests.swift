import Datasets
import Foundation
import Imaging
import Media
import PADVocabulary
import Subsystems
import TestSupport
import Testing

@testable import Runs

private let rows: [(id: String, columns: String, grey: UInt8?)] = (0..<24).map { number in
  let columns = number.isMultiple(of: 3) ? "bona_fide,,ann\(number),test" : "attack,print,,test"
  return ("p\(number)", columns + ",,,,", number == 5 ? nil : UInt8(100 + number))
}

/// What does not depend on how a run came about.
private func content(_ record: RunRecord) -> [String] {
  record.presentations.enumerated().map { position, presentation in
    var plain = presentation
    plain.preparationSeconds = 0
    return "\(plain) \(record.outcomes.map { $0[position] })"
  } + record.incidents.map { "\($0)" }
}

@Suite struct JournalTests {
  @Test(arguments: [0, 1, 7, 22])
  func `a run that was stopped goes on to what it would have been`(stop: Int) async throws {
    let grey = try GreyDataset(rows)
    try DatasetLock.make(for: grey.dataset).write(folder: grey.scratch.folder.path)
    let locked = try GreyDataset(at: grey.scratch)
    let whole = try await locked.run(locked.request([GreyDetector()]))
    let asked = Counter()
    let counting = GreyDetector { frame in
      asked.add(1, 0)
      return GreyDetector().answer(frame)
    }
    let request = try locked.request([counting])
    let journal = try locked.journal(request)
    let seen = Counter()
    let task = Task {
      try await Runner.run(request, into: journal) { step in
        seen.add(step.presentations, 0)
        if seen.values.0 > stop { unsafe withUnsafeCurrentTask { unsafe $0?.cancel() } }
      }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    try journal.close()
    let again = try RunJournal.open(folder: locked.scratch.path("run"))
    #expect(try again.count() == stop + 1)
    #expect(try again.record().isComplete == false)
    try await Runner.run(request, into: again)
    try again.seal()
    let record = try again.record()
    #expect(content(record) == content(whole))
    #expect(record.isComplete)
    #expect(asked.values.0 == rows.count - 1, "a presentation was judged twice")
  }

  @Test func `a picture that changed in between is judged again`() async throws {
    let grey = try GreyDataset(rows)
    let request = try grey.request([GreyDetector()])
    let journal = try grey.journal(request)
    try await Runner.run(request, into: journal)
    let other = PixelBuffer(width: 16, height: 12, channels: .rgb, repeating: 7)
    try grey.scratch.write("p3.png", bytes: try ImageEncoder.png(other))
    try await Runner.run(request, into: journal)
    let record = try journal.record()
    #expect(record.outcomes[0][3] == .score(7))
    #expect(record.outcomes[0][4] == .score(104))
  }

  @Test func `asks again only the detectors that gave no score`() async throws {
    let grey = try GreyDataset(rows)
    let asked = Counter()
    let steady = GreyDetector("steady") { frame in
      asked.add(1, 0)
      return .score(1)
    }
    let moody = GreyDetector("moody") { frame in
      asked.add(0, 1)
      return asked.values.1 <= 2 ? .nonResponse(.refused) : .score(2)
    }
    var request = try grey.request([steady, moody])
    let journal = try grey.journal(request)
    try await Runner.run(request, into: journal)
    #expect(try journal.record().nonResponses(ofDetector: 1) == 3)
    #expect(asked.values == (23, 23))
    request.retriesNonResponses = true
    try await Runner.run(request, into: journal)
    let record = try journal.record()
    #expect(record.nonResponses(ofDetector: 1) == 1)
    #expect(record.retries == 1)
    #expect(asked.values == (23, 25))
    #expect(record.incidents.map(\.presentationID) == ["p5"])
  }

  @Test func `takes over scores only of the same detector and the same bytes`() async throws {
    let grey = try GreyDataset(rows)
    let first = try grey.request([GreyDetector()])
    let journal = try grey.journal(first, in: "first")
    try await Runner.run(first, into: journal)
    try journal.seal()
    let other = PixelBuffer(width: 16, height: 12, channels: .rgb, repeating: 7)
    try grey.scratch.write("p3.png", bytes: try ImageEncoder.png(other))
    let asked = Counter()
    let same = GreyDetector { frame in
      asked.add(1, 0)
      return GreyDetector().answer(frame)
    }
    var swapped = GreyDetector("swapped") { frame in
      asked.add(0, 1)
      return .score(0)
    }
    swapped.card.version = "2"
    var second = try grey.request([same, swapped])
    second.reuse = ScoreReuse(scoringKeys: grey.heading(of: second).detectors.map(\.scoringKey))
    #expect(try second.reuse.add(folder: grey.scratch.path("first")) == 23)
    let record = try await grey.run(second)
    #expect(asked.values == (1, 23), "another model's score was taken over, or too few were")
    #expect(record.outcomes[0][3] == .score(7))
    #expect(record.outcomes[0][4] == .score(104))
    #expect(record.detectorSeconds[0].count { $0.isNaN } == 22)
    let fresh = try await grey.run(grey.request([GreyDetector(), swapped]))
    #expect(content(record) == content(fresh))
  }

  @Test func `a journal that cannot be made one file again is not taken for sealed`() async throws {
    let grey = try GreyDataset(rows)
    let request = try grey.request([GreyDetector()])
    let journal = try grey.journal(request)
    try await Runner.run(request, into: journal)
    // The database wants a file of this name while it leaves its log behind.
    let obstacle = grey.scratch.path("run") + "/outcomes.sqlite-journal"
    try FileManager.default.createDirectory(
      atPath: obstacle, withIntermediateDirectories: false)
    let fault = #expect(throws: FileFault.self) { try journal.seal() }
    #expect(fault?.path.hasSuffix("outcomes.sqlite") == true)
    try FileManager.default.removeItem(atPath: obstacle)
    try journal.seal()
    #expect(try journal.record().isComplete)
  }

  @Test func `a run whose process was killed in the middle of a change can be looked at`()
    async throws
  {
    let grey = try GreyDataset(rows)
    let request = try grey.request([GreyDetector()])
    let journal = try grey.journal(request)
    try await Runner.run(request, into: journal)
    try journal.seal()
    let whole = try journal.record()
    try journal.close()
    let folder = grey.scratch.path("run")
    let file = FileManager.default.contents(atPath: folder + "/outcomes.sqlite") ?? Data()
    try Self.rollbackJournal(ofFirstPage: Array(file))
      .write(to: URL(fileURLWithPath: folder + "/outcomes.sqlite-journal"))
    #expect(try content(RunRecord.read(folder: folder)) == content(whole))
    #expect(!FileManager.default.fileExists(atPath: folder + "/outcomes.sqlite-journal"))
  }

  /// What the database leaves beside a file when it is killed after it has begun to change the first
  /// page: the page as it was (SQLite file format, section 3, the rollback journal).
  private static func rollbackJournal(ofFirstPage file: [UInt8]) -> Data {
    func bytes(_ number: Int) -> [UInt8] {
      (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }
    let size = Int(file[16]) << 8 + Int(file[17])
    let page = Array(file.prefix(size))
    let nonce = 2019
    let sum = stride(from: size - 200, to: 0, by: -200).reduce(nonce) { $0 + Int(page[$1]) }
    let header =
      [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]
      + bytes(1) + bytes(nonce) + bytes(file.count / size) + bytes(512) + bytes(size)
    let sector = header + [UInt8](repeating: 0, count: 512 - header.count)
    return Data(sector + bytes(1) + page + bytes(sum))
  }

  @Test func `two processes never work on one run`() throws {
    let scratch = try Scratch()
    let lock = try RunFolderLock(folder: scratch.folder.path)
    let refusal = #expect(throws: FileFault.self) {
      _ = try RunFolderLock(folder: scratch.folder.path)
    }
    #expect(refusal?.message.contains("process \(getpid())") == true)
    withExtendedLifetime(lock) {}
  }

  @Test func `a lock that was let go can be taken`() throws {
    let scratch = try Scratch()
    do { _ = try RunFolderLock(folder: scratch.folder.path) }
    _ = try RunFolderLock(folder: scratch.folder.path)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).isEmpty)
  }
}

@Suite struct DamagedJournalTests {
  /// The bytes of a sealed journal of four presentations.
  private func sealed() async throws -> (grey: GreyDataset, path: String, bytes: [UInt8]) {
    let grey = try GreyDataset(Array(rows.prefix(4)))
    let request = try grey.request([GreyDetector()])
    let journal = try grey.journal(request)
    try await Runner.run(request, into: journal)
    try journal.seal()
    try journal.close()
    let path = grey.scratch.path("run/outcomes.sqlite")
    return (grey, path, Array(try Data(contentsOf: URL(fileURLWithPath: path))))
  }

  @Test func `a sealed journal is one file`() async throws {
    let (grey, _, bytes) = try await sealed()
    let entries = try FileManager.default.contentsOfDirectory(atPath: grey.scratch.path("run"))
    #expect(entries == ["outcomes.sqlite"])
    #expect(bytes[18...19].elementsEqual([1, 1]), "the header still asks for a write-ahead log")
  }

  @Test(arguments: [0, 1, 100, 4096, 5000])
  func `a journal that was cut off is refused, and left as it is`(length: Int) async throws {
    let (grey, path, bytes) = try await sealed()
    let cut = Array(bytes.prefix(length))
    try Data(cut).write(to: URL(fileURLWithPath: path))
    #expect(throws: InvalidInput.self) { try RunRecord.read(folder: grey.scratch.path("run")) }
    #expect(throws: InvalidInput.self) { try RunJournal.open(folder: grey.scratch.path("run")) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(cut))
  }

  @Test func `a flipped bit is noticed or changes nothing`() async throws {
    let (grey, path, bytes) = try await sealed()
    let folder = grey.scratch.path("run")
    func everything() throws -> [String] {
      let record = try RunRecord.read(folder: folder)
      return content(record) + ["\(record.heading) \(record.isComplete)"]
    }
    let whole = try everything()
    // The whole header, then places all over the file.
    for place in Array(0..<100) + Array(stride(from: 100, to: bytes.count, by: 97)) {
      var spoilt = bytes
      spoilt[place] ^= 1 << (place % 8)
      try Data(spoilt).write(to: URL(fileURLWithPath: path))
      do {
        #expect(try everything() == whole, "byte \(place)")
      } catch is InvalidInput {
      } catch let fault as FileFault {
        #expect(fault.message.isEmpty == false)
      }
    }
  }

  @Test func `what a newer padbench wrote is left to it`() async throws {
    let (grey, path, bytes) = try await sealed()
    var newer = bytes
    newer[63] = 99  // The last byte of the header's user version.
    try Data(newer).write(to: URL(fileURLWithPath: path))
    let refusal = #expect(throws: InvalidInput.self) {
      try RunRecord.read(folder: grey.scratch.path("run"))
    }
    #expect(refusal?.diagnostics.first?.message.contains("version 99") == true)
  }

  @Test func `a text file is no journal`() throws {
    let scratch = try Scratch()
    try scratch.write("outcomes.sqlite", String(repeating: "no database at all\n", count: 99))
    #expect(throws: InvalidInput.self) { try RunRecord.read(folder: scratch.folder.path) }
    #expect(throws: InvalidInput.self) { try RunRecord.read(folder: scratch.path("nowhere")) }
  }
}
