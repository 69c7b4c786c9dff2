import Foundation
import Testing

@testable import Synthesis

/// What lives in a sequence does so at the stated rates.
struct MotionTests {
  @Test(arguments: [12, 20, 30])
  func `eyes close about as often as asked for, and wholly`(rate: Int) {
    var stream = SeededStream(seed: 4, "blinks", rate)
    let blinks = Blinks(rate: Float(rate), seconds: 600, &stream)
    let closures = (0..<60_000).map { blinks.closure(at: Float($0) / 100) }
    #expect(closures.allSatisfy { (0...1).contains($0) })
    var count = 0
    for i in closures.indices.dropFirst() where closures[i - 1] < 0.9 && closures[i] >= 0.9 {
      count += 1
    }
    let perMinute = Double(count) / 10
    #expect(abs(perMinute / Double(rate) - 1) < 0.15)
    // A blink lasts 0.2 to 0.4 s, so that the eyes are open most of the time.
    let closedSeconds = Double(closures.count { $0 > 0.5 }) / 100
    #expect((0.1...0.3).contains(closedSeconds / Double(count)))
  }

  @Test
  func `the pulse colours green most, at its rate and strength`() {
    var stream = SeededStream(seed: 4, "pulse")
    let pulse = Pulse(rate: 72, strength: 0.01, &stream)
    let flush = (0..<1800).map { pulse.flush(at: Float($0) / 30) }
    let swing = { (values: [Float]) -> Float in (values.max() ?? 0) - (values.min() ?? 0) }
    let green = flush.map(\.y)
    let greens: Float = swing(green)
    let blues: Float = swing(flush.map(\.z))
    let reds: Float = swing(flush.map(\.x))
    #expect((0.009...0.013).contains(greens))
    #expect(reds < blues)
    #expect(blues < greens)
    var beats = 0
    for i in green.indices.dropFirst() where green[i - 1] < 1 && green[i] >= 1 { beats += 1 }
    #expect(abs(beats - 72) <= 4)
    #expect(Pulse.none.flush(at: 3) == Vector3(1))
  }

  @Test
  func `motion starts where the pose says, stays small and smooth`() {
    for number in 0..<20 {
      var stream = SeededStream(seed: 4, "sway", number)
      let head = Sway.head(1, &stream)
      var before = Moment()
      head.move(&before)
      #expect(before.turn.yaw == 0)
      #expect(before.shift == Vector3(0))
      for frame in 1..<200 {
        var moment = Moment(time: Float(frame) / 30)
        head.move(&moment)
        let turn = moment.turn
        for angle in [turn.yaw, turn.pitch, turn.roll] { #expect(abs(angle) < 0.2) }
        #expect(moment.shift.length < 2)
        let step: Float = turn.yaw - before.turn.yaw
        #expect(abs(step) < 0.02)
        before = moment
      }
    }
  }
}
