import Imaging
import PADVocabulary
import Subsystems
import Synchronization
import Testing

/// Matchers that break one rule each.
struct MatcherCheckTests {
  /// What a matcher does wrong.
  enum Fault: Sendable, CaseIterable {
    case none, counts, remembers, empty, tooLong, babbles, ignoresNeeds, startsAnew, prefersOthers,
      leans, looksAround, losesScores

    var rule: MatcherCheck.Rule? {
      switch self {
      case .none: nil
      case .counts: .repeatable
      case .remembers: .orderIndependent
      case .empty, .tooLong, .babbles: .reasoned
      case .ignoresNeeds: .honoursNeeds
      case .startsAnew: .startsEqual
      case .prefersOthers: .mostLikeItself
      case .leans: .symmetric
      case .looksAround, .losesScores: .pairByPair
      }
    }
  }

  @Test(arguments: Fault.allCases)
  func `finds the rule that a matcher breaks`(fault: Fault) throws {
    let starts = Mutex(0)
    let answer = try MatcherCheck().answer(
      of: FaultyMatcher(fault, start: 0), starts: 2, seed: 7
    ) {
      FaultyMatcher(
        fault,
        start: starts.withLock {
          $0 += 1
          return $0
        })
    }
    if let rule = fault.rule {
      #expect(answer.findings.contains { $0.rule == rule }, "\(answer.findings)")
    } else {
      #expect(answer.findings.isEmpty, "\(answer.findings)")
      #expect(answer.templates.count > 10)
      #expect(answer.seconds.count == answer.encodings.count)
      #expect(answer.comparisonsPerSecond ?? 0 > 0)
    }
  }

  @Test func `passes on that a matcher cannot work`() {
    #expect(throws: SubsystemFault.self) {
      try MatcherCheck().answer(of: FaultyMatcher(.none, start: 0), starts: 2, seed: 1) {
        throw SubsystemFault(subsystem: "faulty", message: "does not start")
      }
    }
  }
}

/// Keeps the colours of the first pixels of what it is shown.
private struct FaultyMatcher: FaceMatcher {
  let fault: MatcherCheckTests.Fault
  let start: Int
  let card: SubsystemCard

  init(_ fault: MatcherCheckTests.Fault, start: Int) {
    self.fault = fault
    self.start = start
    card = SubsystemCard(
      name: "faulty", version: "1", role: .matcher, comparison: .euclidean,
      needs: fault == .none ? [] : [.faceBox])
  }

  func makeEncoder() throws(SubsystemFault) -> any FaceEncoder { Encoder(fault, start) }

  func makeComparer(
    for references: [FaceTemplate]
  ) throws(SubsystemFault) -> any TemplateComparer {
    Comparer(
      fault, try VectorComparer(references, by: .euclidean, dimension: 4, named: "faulty"),
      references.count)
  }

  private final class Encoder: FaceEncoder {
    private let fault: MatcherCheckTests.Fault
    private let start: Int
    private var frames: [Frame] = []
    private var finished = 0
    private var first = 0

    init(_ fault: MatcherCheckTests.Fault, _ start: Int) {
      self.fault = fault
      self.start = start
    }

    func begin() { frames = [] }
    func observe(_ frame: Frame) { frames.append(frame) }

    func finish() -> Encoding {
      finished += 1
      let isJudged = frames.contains { $0.faceBox != nil } || fault == .ignoresNeeds
      guard let frame = frames.first, isJudged else {
        return .nonResponse(fault == .babbles ? .init(rawValue: "No Face!") : .noFace)
      }
      if first == 0 { first = frame.pixels.bytes.count }
      switch fault {
      case .empty: return .template(FaceTemplate(bytes: []))
      case .tooLong:
        return .template(FaceTemplate(bytes: .init(repeating: 0, count: 4 + 1 << 20)))
      default: break
      }
      var vector = [Float](repeating: 0, count: 4)
      for (place, byte) in frame.pixels.bytes.prefix(99).enumerated() {
        vector[place % 3] += Float(byte)
      }
      switch fault {
      case .counts: vector[3] = Float(finished)
      case .remembers: vector[3] = Float(first)
      case .startsAnew: vector[3] = Float(start)
      default: break
      }
      return .template(FaceTemplate(vector: vector))
    }
  }

  private final class Comparer: TemplateComparer {
    private let fault: MatcherCheckTests.Fault
    private let comparer: VectorComparer
    private let count: Int

    init(_ fault: MatcherCheckTests.Fault, _ comparer: VectorComparer, _ count: Int) {
      self.fault = fault
      self.comparer = comparer
      self.count = count
    }

    func similarities(of probes: [FaceTemplate]) throws(SubsystemFault) -> [Double] {
      let scores = try comparer.similarities(of: probes)
      switch fault {
      case .prefersOthers: return scores.map { 0 - $0 }
      case .leans:
        return scores.enumerated().map { $1 - Double($0 / count + 1) * 100 - Double($0 % count) }
      case .looksAround: return scores.map { $0 - Double(probes.count) }
      case .losesScores: return Array(scores.dropLast())
      default: return scores
      }
    }
  }
}
