import Testing

@testable import Subsystems

@Suite
struct `Cues` {
  @Test(arguments: [
    ([], ""),
    ([Cue("detail", 0.349), Cue("moire", -2.1)], "moire -2.10; detail +0.35"),
    ([Cue("a", 0.004), Cue("b", -0.004), Cue("c", 1e300)], "c +1000000.00; a +0.00; b +0.00"),
    ([Cue("a", .nan), Cue("b", -.infinity), Cue("c", -12.05)], "c -12.05"),
    (
      [Cue("a", 1), Cue("b", -1), Cue("c", 1), Cue("d", 1), Cue("e", 1)],
      "a +1.00; b -1.00; c +1.00; d +1.00"
    ),
  ])
  func `are told strongest first`(cues: [Cue], text: String) {
    #expect(Cue.text(of: cues) == text)
  }

  @Test
  func `of several frames are averaged by name`() {
    let frames = [[Cue("a", 1), Cue("b", 2)], [Cue("b", 4)]]
    #expect(Cue.means(of: frames) == [Cue("a", 0.5), Cue("b", 3)])
    #expect(Cue.means(of: []).isEmpty)
  }
}
