import ErrorRates
import PADVocabulary
import ReleaseGate
import StructuredText
import TestSupport
import Testing

@testable import Reports

/// Two people try 10 times each, 40 prints and 20 masks attack; counts below are by hand.
struct DeploymentReportTests {
  private static let print = PAISpecies("print")
  private static let mask = PAISpecies("mask-3d/resin")

  private func finding(
    delivers: String = "[picture]", detector: String = "texture", needs: [String] = []
  ) async throws -> DeploymentFinding {
    var trials = SystemTrials(referenceCount: 40)
    var pad: [Double] = []
    func add(
      _ kind: SystemTrials.Kind, _ species: PAISpecies?, _ count: Int, matched: Int, passed: Int
    ) {
      for index in 0..<count {
        let number = trials.addPresentation(species: species)
        trials.append(
          presentation: number, reference: Int32(index), kind: kind,
          score: index < matched ? 0.9 : 0.1)
        pad.append(index < passed ? 0.9 : 0.1)
      }
    }
    add(.genuine, nil, 40, matched: 39, passed: 38)
    add(.impostor, nil, 40, matched: 1, passed: 40)
    add(.attack, Self.print, 40, matched: 38, passed: 2)
    add(.attack, Self.mask, 20, matched: 10, passed: 5)
    let point = OperatingPoint(threshold: 0.5, origin: .fixed)
    let results = try await SystemEvaluation.evaluate(
      matcher: "faces", dev: nil, test: trials,
      detectors: [
        SystemDetector(name: detector, needs: needs, operatingPoint: point, dev: nil, test: pad)
      ], criterion: .fixed(0.5), options: EvaluationOptions())
    let text = """
      id: turnstile
      title: Turnstile
      about: Somebody walks through.
      attended: false
      camera: {about: one camera, delivers: \(delivers)}
      species: [print, mask-3d/*, replay/*]
      attempts: 3
      limits:
        - {metric: iapar, at_most: 0.07, source: a scheme, status: secondary}
        - {metric: frr, at_most: 0.2, source: our own}
      factors:
        - {name: PIN, about: four digits, compromise_probability: 0.1, source: assumed by us}
      """
    let place = try Deployment.parse(Array(text.utf8), file: "place.yaml")
    return DeploymentFinding(place, results)
  }

  /// Sentences with the space that keeps numbers and units together as a plain one.
  private func text(_ finding: DeploymentFinding) -> String {
    DeploymentReport([finding], isSynthetic: true).markdown(decimals: 1)
      .replacing("\u{a0}", with: " ")
  }

  /// 38 of 40 prints match; behind PAD 5 of 20 masks are the worst: 25 %. With the PIN a tenth of it.
  @Test(arguments: [
    "38 of 40 attackers got in as their victim** with the worst they can bring, print (IAPAR 95.0 %",
    "5 of 20 attackers got in as their victim** with the worst they can bring, mask-3d/resin (IAPAR"
      + " 25.0 %",
    "1 of 40 genuine users was turned away (FRR 2.5 %",
    "2 of 40 genuine users were turned away (FRR 5.0 %",
    "1 of 40 strangers who simply tried, without any trick, got in as somebody else (FAR 2.5 %",
    "1 of 40 comparisons with strangers match (FMR 2.5 %)",
    "What if PIN (four digits) had to be overcome too, which succeeds in 10.0 % of the attempts: "
      + "9.5 % of the attackers would get in, if the two are independent. Assumed, not measured: "
      + "assumed by us.",
    "2.5 % of the attackers would get in",
    "**Nobody tested replay/\\***",
    "Breaks a limit of this place**: iapar is shown to be above 7.0 %, frr is shown to be at most "
      + "20.0 %.",
    "secondary: read in somebody's account of the scheme",
    "Nobody watches who stands before the camera.",
    "proves plumbing, not error rates",
  ])
  func `says every figure in a sentence`(sentence: String) async throws {
    let text = text(try await finding())
    #expect(text.contains(sentence), "\(text)")
  }

  @Test
  func `a detector that the camera cannot feed is named, not judged`() async throws {
    let flat = text(try await finding(needs: ["depth"]))
    #expect(flat.contains("Not possible here**: needs depth, which this camera does not deliver."))
    #expect(flat.contains("not possible here"))
    let deep = text(try await finding(delivers: "[picture, depth]", needs: ["depth"]))
    #expect(!deep.contains("ot possible here"))
  }

  @Test
  func `names from outside stay text on the page and in Markdown`() async throws {
    let finding = try await finding(detector: "<b>*x*</b>|`y`")
    let report = DeploymentReport([finding], isSynthetic: false)
    #expect(!report.page().contains("<b>"))
    #expect(report.page().contains("&lt;b&gt;"))
    #expect(!report.markdown().contains("<b>"))
    #expect(!report.markdown().contains("SYNTHETIC"))
  }

  @Test
  func `the file for programs has every figure, and no what-if as a count`() async throws {
    let finding = try await finding()
    let bytes = DeploymentReport([finding], isSynthetic: true).csv
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    // Head, FMR; per system a verdict, FRR, FAR, two species, and a what-if for each of these: 2 + 2 · 7.
    #expect(lines.count == 16)
    #expect(lines.contains { $0.hasPrefix("turnstile,faces,,fmr,,,,1,40,0.025,") })
    let whatIf = try #require(lines.first { $0.contains("iapar_what_if,print") })
    #expect(whatIf.contains(",PIN,0.1,,,0.09"))
    let alone = try #require(lines.first { $0.hasPrefix("turnstile,faces,,iapar,print") })
    #expect(alone.contains(",38,40,0.95,"))
    #expect(alone.contains(",0.07,fail,"))
  }

  @Test
  func `equal findings give equal bytes`() async throws {
    let (one, other) = (try await finding(), try await finding())
    let reports = [one, other].map { DeploymentReport([$0], isSynthetic: true) }
    #expect(reports[0].markdown() == reports[1].markdown())
    #expect(reports[0].page() == reports[1].page())
    #expect(reports[0].csv == reports[1].csv)
  }
}
