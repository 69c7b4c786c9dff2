import PADVocabulary
import Testing

@testable import Synthesis

struct SynthesisSpecTests {
  private func parse(_ text: String) throws -> SynthesisSpec {
    try SynthesisSpec.parse(Array(text.utf8), file: "spec.yaml")
  }

  @Test
  func `reads what is written and keeps the standard for the rest`() throws {
    let spec = try parse(
      """
      name: sample
      picture: {width: 240, height: 320}
      subjects: {train: 4, dev: 3, test: 5, skin_tone: [2, 5]}
      attacks:
        replay/phone: {per_target: 3, instruments: 2}
        print: {per_target: 1}
      factors:
        border: [hidden]
        distance: {from: 40, to: 60}
        jpeg_quality: {from: 70, to: 71}
      """)
    #expect(spec.width == 240)
    #expect(spec.subjectCount == 12)
    #expect(spec.skinTones == [2, 5])
    #expect(spec.attacks.map(\.kind) == [.replayPhone, .print])
    #expect(spec.attacks.first?.instruments == 2)
    #expect(spec.presentationCount == 12 * (4 + 4))
    #expect(spec.factors.border == [.hidden])
    #expect(spec.factors.distance == 40...60)
    #expect(spec.factors.jpegQuality == 70...71)
    #expect(spec.factors.lighting == LightingKind.allCases)
    #expect(!spec.source.isEmpty)
  }

  @Test
  func `collects everything that is wrong, each with its line`() throws {
    let text = """
      name: x
      picture: {width: 8, height: 320}
      subjects: {train: 2, skin_tone: [7]}
      sesions: 2
      attacks:
        prnt: {per_target: 1}
        print: {instruments: 0}
      factors:
        lighting: [moon]
        border: []
        distance: {from: 60, to: 40}
        texture: {from: 0}
      """
    let fault = #expect(throws: InvalidInput.self) { try parse(text) }
    let lines = (fault?.diagnostics ?? []).filter { $0.severity == .error }.compactMap(\.line)
    #expect(Set(lines).isSuperset(of: [2, 3, 4, 6, 7, 9, 10, 11, 12]))
  }

  @Test(arguments: [
    "", "- a", "name: x", "name: x\nsubjects: {}", "name: x\nsubjects: {train: 0}",
    "name: x\nsubjects: {train: 1}\nattacks: {mask-3d/paper: {per_target: 1}}",
    "name: x\nsubjects: {train: 100000}\nbona_fide_per_subject: 10000",
    "name: x\nsubjects: {train: 1}\npicture: {width: 16, height: 4096}",
    "name: \"a\\nb\"\nsubjects: {train: 1}",
    "name: x\nsubjects: {train: 99999999999999999999}",
    "name: x\nsubjects: {train: 1, sex: []}", "name: x\nsubjects: {train: 1, skin_tone: []}",
    "name: x\nsubjects: {train: 1}\nfactors: {noise: {from: nan, to: 1}}",
    "name: x\nsubjects: {train: 1}\nfactors: {blink_rate: {from: 0, to: 20}}",
    "name: x\nsubjects: {train: 1}\nsequences: {seconds: 0}",
    "name: x\nsubjects: {train: 1}\nsequences: {seconds: 3600, frame_rate: 240}",
    "name: x\nsubjects: {train: 1}\nsequences: {picture: {width: 16, height: 4096}}",
    "name: x\nsubjects: {train: 1}\nsequences: {frames: 10}",
    "name: x\nsubjects: {train: 1}\nsequences: {attacks: {replay/deepfake: {per_target: 1}}}",
    "name: x\nsubjects: {train: 1}\nsequences: {subjects: {train: -1}}",
    "name: x\nsubjects: {train: 1}\nreferences_per_subject: -1",
    "name: x\nsubjects: {train: 100000}\nreferences_per_subject: 1000",
  ])
  func `refuses`(text: String) {
    #expect(throws: InvalidInput.self) { try parse(text) }
  }

  @Test
  func `factors are balanced within every species and independent of the class`() {
    var spec = SynthesisSpec(
      name: "x", subjects: [.train: 8, .dev: 8, .test: 8],
      attacks: InstrumentKind.allCases.map { AttackPlan($0, perTarget: 2) })
    spec.bonaFidePerSubject = 2
    let plan = SynthesisPlan(spec, seed: 42)
    #expect(plan.presentations.count == 24 * 24)
    #expect(Set(plan.presentations.map(\.id)).count == 24 * 24)
    for kind in [nil] + InstrumentKind.allCases.map({ Optional($0) }) {
      let rows = plan.presentations.filter { $0.kind == kind }
      #expect(rows.count { $0.conditions.isBorderVisible } == 24)
      let distances = rows.map { Double($0.conditions.distance) }
      #expect(abs(distances.reduce(0, +) / 48 - 42) < 0.5)
      for light in LightingKind.allCases {
        #expect(rows.count { $0.conditions.lighting == light } == 8)
      }
      // Border and distance do not go together.
      let near = rows.count { $0.conditions.isBorderVisible && $0.conditions.distance < 42 }
      #expect((4...20).contains(near))
    }
  }

  @Test(arguments: [(0, 2 * 3), (1, 2 * 4), (3, 2 * 6)])
  func `everybody gets so many references`(references: Int, expected: Int) throws {
    let spec = try parse(
      """
      name: x
      subjects: {train: 1, test: 1}
      bona_fide_per_subject: 3
      references_per_subject: \(references)
      """)
    #expect(spec.presentationCount == expected)
    let planned = SynthesisPlan(spec, seed: 1).presentations
    #expect(planned.count == expected)
    #expect(planned.count { $0.isReference } == 2 * references)
    #expect(planned.allSatisfy { $0.kind == nil })
  }

  @Test
  func `subjects cover all labels`() {
    let spec = SynthesisSpec(name: "x", subjects: [.train: 4, .dev: 4, .test: 4], attacks: [])
    let subjects = SynthesisPlan(spec, seed: 2019).subjects
    #expect(Set(subjects.map(\.sex)).count == 2)
    #expect(Set(subjects.map(\.ageGroup)).count == 3)
    #expect(Set(subjects.map(\.skinTone)).count == 6)
  }
}
