import Foundation
import Imaging
import Subsystems
import Testing

@testable import PluginHost

struct HeldFramesTests {
  @Test func `hands frames back as they were, from memory and from the file`() throws {
    let held = HeldFrames(limit: 500)
    let scratch = FileManager.default.temporaryDirectory.path
    for round in 0..<2 {
      let frames = (0..<20).map { number in
        Frame(
          index: number, time: Double(number),
          pixels: PixelBuffer(
            width: 5 + number, height: 3, channels: number % 3 == 0 ? .grey : .rgb,
            bytes: (0..<(5 + number) * 3 * (number % 3 == 0 ? 1 : 3)).map {
              UInt8(truncatingIfNeeded: $0 &* 7 &+ number &+ round)
            }))
      }
      for frame in frames { try held.append(frame, scratch: scratch) }
      #expect(held.count == 20)
      var found: [Frame] = []
      try held.drain { frame in found.append(frame) }
      #expect(found.map(\.pixels) == frames.map(\.pixels))
      #expect(found.map(\.index) == Array(0..<20))
      #expect(held.count == 0)
    }
  }

  @Test func `says that frames cannot be kept`() {
    let held = HeldFrames(limit: 0)
    #expect(throws: PluginFault.self) {
      try held.append(FakePlugin.frame(1), scratch: "/nowhere")
    }
  }
}
