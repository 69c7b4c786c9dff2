import Datasets
import Foundation
import PADVocabulary
import TestSupport
import Testing

@testable import Synthesis

/// Sequences show what lives, and only where something lives.
struct SequenceTests {
  private static let seconds: Float = 4

  private static var studio: Studio {
    Studio(width: 56, height: 70, seed: 3, zoom: 1.6, seconds: seconds)
  }

  private static func conditions() -> Conditions {
    var conditions = Samples.conditions()
    conditions.noise = 0
    // Without dots and refresh bands, which change with every frame.
    conditions.texture = 0
    conditions.liveliness = Liveliness(
      blinkRate: 30, pulseRate: 75, pulseStrength: 0.04, motion: 0)
    return conditions
  }

  /// Somebody, masked or not, frame by frame.
  private static func recording(_ kind: InstrumentKind?) -> Recording {
    let target = Samples.person(1)
    switch kind {
    case nil: return studio.sitter(target, conditions(), key: 5)
    case let kind?:
      guard let substance = kind.substance else {
        return studio.instrument(
          kind, of: target, driver: kind == .replayDeepfake ? Samples.person(3) : nil,
          seriesKey: 3, holder: nil, conditions(), key: 5)
      }
      let mask = Mask(
        substance, of: target.identity, hasEyeHoles: kind.hasEyeHoles, isEdgeVisible: false,
        texture: 0.5, key: 9)
      return studio.sitter(Samples.person(2), mask: mask, conditions(), key: 5)
    }
  }

  /// Mean 8-bit luma around an eye, and mean green of a cheek, in each frame.
  private static func signals(_ kind: InstrumentKind?) -> (eye: [Double], cheek: [Double]) {
    var recording = recording(kind)
    var eye: [Double] = []
    var cheek: [Double] = []
    for number in 0..<60 {
      let shot = recording.shot(number, at: Float(number) / 15)
      let place = shot.place
      let distance = Double(place.leftEye.x - place.rightEye.x)
      eye.append(
        mean(shot, Double(place.rightEye.x), Double(place.rightEye.y), 0.2 * distance, [0, 1, 2]))
      cheek.append(
        mean(
          shot, Double(place.rightEye.x) + 0.1 * distance,
          Double(place.rightEye.y) + 0.55 * distance, 0.22 * distance, [1]))
    }
    return (eye, cheek)
  }

  private static func mean(
    _ shot: Shot, _ x: Double, _ y: Double, _ reach: Double, _ channels: [Int]
  ) -> Double {
    var sum = 0.0
    var count = 0.0
    for row in Int(y - reach)...Int(y + reach) {
      for column in Int(x - reach)...Int(x + reach) {
        guard row >= 0, column >= 0, row < shot.height, column < shot.width else { continue }
        for channel in channels {
          sum += Double(shot.bytes[3 * (row * shot.width + column) + channel])
          count += 1
        }
      }
    }
    return sum / max(1, count)
  }

  private static func swing(_ values: [Double]) -> Double {
    (values.max() ?? 0) - (values.min() ?? 0)
  }

  @Test(
    arguments: [
      (nil, true), (.maskResin, true), (.replayVideo, true), (.replayDeepfake, true),
      (.print, false), (.maskResinClosed, false), (.replayTablet, false),
    ] as [(InstrumentKind?, Bool)])
  func `eyes blink where somebody's are seen`(kind: InstrumentKind?, blinks: Bool) {
    let swing = Self.swing(Self.signals(kind).eye)
    if blinks { #expect(swing > 1.5) } else { #expect(swing < 0.5) }
  }

  @Test
  func `skin pulses, a video of it does weakly, a mask and a print do not`() {
    let face = Self.swing(Self.signals(nil).cheek)
    let video = Self.swing(Self.signals(.replayVideo).cheek)
    #expect(face > 1)
    #expect(video < 0.8 * face)
    for kind in [InstrumentKind.print, .maskResin, .maskSiliconeClosed] {
      #expect(Self.swing(Self.signals(kind).cheek) < 0.25 * face)
    }
  }

  @Test
  func `a dataset of sequences has frames, side files and depth, on any number of jobs`()
    async throws
  {
    let scratch = try Scratch()
    var spec = Samples.spec([AttackPlan(.print, perTarget: 1)])
    var sequences = SequencePlan()
    (sequences.width, sequences.height) = (32, 40)
    (sequences.frameRate, sequences.seconds) = (5, 1)
    sequences.hasDepth = true
    sequences.subjects = [.train: 1, .test: 1]
    sequences.attacks = [
      AttackPlan(.replayVideo, perTarget: 1), AttackPlan(.maskPaper, perTarget: 1),
    ]
    spec.sequences = sequences
    for (name, jobs) in [("a", 1), ("b", 3)] {
      let count = try await Synthesizer.synthesize(
        spec: spec, seed: 9, into: scratch.path(name), jobs: jobs)
      #expect(count == 12 + 6)
    }
    let files = try Samples.files(in: scratch.folder.appending(path: "a"))
    #expect(try Samples.files(in: scratch.folder.appending(path: "b")) == files)
    // Two tables, twelve stills, six times five frames, a side file and a depth map.
    #expect(files.count == 56)
    let dataset = try Dataset.load(folder: scratch.path("a"))
    let rows = dataset.presentations.filter { !$0.framesFile.isEmpty }
    #expect(rows.count == 6)
    for row in rows {
      #expect(row.frameRate == 5)
      #expect(row.depthUnit != nil)
      let table = try #require(files[row.framesFile].map { String(decoding: $0, as: UTF8.self) })
      #expect(table.split(separator: "\n").count == 6)
      for frame in 1...5 { #expect(files["\(row.media)/0000\(frame).jpg"] != nil) }
      #expect(files[row.depth] != nil)
    }
    #expect(Set(rows.map(\.targetID)).count == 3)
    #expect(dataset.description.species.count == 3)
  }
}
