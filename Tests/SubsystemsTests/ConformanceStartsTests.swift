import Imaging
import PADVocabulary
import Subsystems
import Synchronization
import Testing

/// Detectors that are made again, and what they live on.
struct ConformanceStartsTests {
  typealias Fake = ConformanceCheckTests.Fake

  /// Counts what a detector's makers do; shared by all that are made.
  final class Count: Sendable {
    private let value = Mutex(0)
    func next() -> Int {
      value.withLock { value in
        value += 1
        return value
      }
    }
  }

  /// A number of a presentation's own.
  static func number(of frames: [Frame]) -> Double {
    guard let frame = frames.first else { return 0 }
    let sum = frame.pixels.bytes.reduce(0) { $0 + Int($1) }
    return Double(sum) + (frame.faceBox.map { $0.x.isFinite ? $0.x : 0 } ?? 0)
  }

  /// Pictures that are all different.
  static let samples = (0..<12).map { place in
    ConformanceCheck.Sample(
      name: "picture \(place)",
      frames: [
        Frame(
          pixels: PixelBuffer(
            width: 32, height: 32, channels: .rgb, repeating: UInt8(20 * place)))
      ])
  }

  func findings(
    _ make: () -> any LivenessDetector
  ) throws -> [ConformanceCheck.Finding] {
    try ConformanceCheck(samples: Self.samples)
      .starts(4, showing: 16, seed: 5, make: make).findings
  }

  @Test func `finds nothing on a detector that measures`() throws {
    let check = ConformanceCheck(samples: Self.samples)
    let starts = try check.starts(4, showing: 16, seed: 5) {
      Fake { frames, _ in .score(Self.number(of: frames)) }
    }
    #expect(starts.findings == [])
    #expect(starts.count == 16)
    #expect(starts.startSeconds.count == 4 && starts.firstSeconds.count == 4)
    #expect((starts.startSeconds + starts.firstSeconds).allSatisfy { $0 >= 0 })
    #expect(try check.starts(1, showing: 2, seed: 5) { NullDetector() }.startSeconds.count == 3)
  }

  @Test func `says that a score hangs on the start`() throws {
    let made = Count()
    let found = try findings {
      let number = made.next()
      return Fake { _, _ in .score(Double(number)) }
    }
    #expect(found.map(\.rule) == [.startsEqual])
    #expect(found.first?.message.contains("what each start has of its own") == true)
    #expect(found.first?.message.contains("16 of 16 differ") == true)
  }

  @Test func `says that a score hangs on the clock`() throws {
    let shown = Count()
    let found = try findings { Fake { _, _ in .score(Double(shown.next())) } }
    #expect(found.map(\.rule) == [.startsEqual])
    #expect(found.first?.message.contains("the clock") == true)
  }

  @Test func `says that a score hangs on a count`() throws {
    let found = try findings { Fake { _, seen in .score(Double(seen)) } }
    #expect(found.map(\.rule) == [.orderIndependent])
    #expect(found.first?.message.contains("a count of what it was shown") == true)
  }

  @Test func `says that a score hangs on what came before`() throws {
    let found = try findings {
      // A rank by when it was first seen: the second showing says the same as the first.
      let ranks = Ranks()
      return Fake { frames, _ in .score(ranks.rank(of: frames.map(\.pixels))) }
    }
    #expect(found.map(\.rule) == [.orderIndependent])
    #expect(found.first?.message.contains("its memory of those before") == true)
  }

  /// When pictures were first seen.
  final class Ranks: Sendable {
    private let ranks = Mutex<[[PixelBuffer]: Double]>([:])
    func rank(of pictures: [PixelBuffer]) -> Double {
      ranks.withLock { ranks in
        let rank = ranks[pictures] ?? Double(ranks.count)
        ranks[pictures] = rank
        return rank
      }
    }
  }

  @Test func `finds an answer from memory by its time`() throws {
    let known = Known()
    let detector = Fake { frames, _ in
      guard let pixels = frames.first?.pixels else { return .nonResponse(.missingInput) }
      if known.isNew(pixels) {
        let start = ContinuousClock.now
        while ContinuousClock.now - start < .milliseconds(4) {}
      }
      return .score(Self.number(of: frames))
    }
    let found = try ConformanceCheck(samples: Self.samples)
      .findingsOfMemory(of: detector, showing: 12, seed: 5)
    #expect(found.map(\.rule) == [.measures])
  }

  /// Pictures that were seen.
  final class Known: Sendable {
    private let seen = Mutex<Set<PixelBuffer>>([])
    func isNew(_ pixels: PixelBuffer) -> Bool { seen.withLock { $0.insert(pixels).inserted } }
  }

  @Test func `finds a detector that knows files by heart`() throws {
    let byHeart = Fake { frames, _ in
      // FNV-1a: one bit turns the whole number over.
      let bytes = frames.first?.pixels.bytes ?? []
      let hash = bytes.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { hash, byte in
        (hash ^ UInt64(byte)) &* 0x100_0000_01b3
      }
      return .score(Double(hash >> 11))
    }
    let check = ConformanceCheck(samples: Self.samples)
    #expect(
      try check.findingsOfMemory(of: byHeart, showing: 12, seed: 5).map(\.rule) == [.steady])
    let measures = Fake { frames, _ in .score(Self.number(of: frames)) }
    #expect(
      try check.findingsOfMemory(of: measures, showing: 12, seed: 5).map(\.rule) == [])
    #expect(try check.findingsOfMemory(of: NullDetector(), showing: 12, seed: 5) == [])
  }

  @Test func `finds a detector that scores depth it was not shown`() throws {
    let card = SubsystemCard(name: "fake", version: "1", needs: [.depth, .frames])
    let found = try ConformanceCheck().findings(of: Fake(card: card) { _, _ in .score(1) })
    #expect(Set(found.map(\.rule)) == [.honoursNeeds])
    let words = found.map(\.message)
    #expect(words.contains("a score without any depth"))
    #expect(words.contains("a score without any second frame"))
    #expect(!found.contains { $0.presentation == "a sequence with depth in some frames" })
  }
}
