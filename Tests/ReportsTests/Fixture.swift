import ErrorRates
import PADVocabulary
import Statistics

@testable import Reports

/// A small run made by hand: what the tests expect can be checked on paper.
enum Fixture {
  static let print = PAISpecies("print")
  static let phone = PAISpecies("replay/phone")

  /// Clopper-Pearson intervals of scipy.stats.beta 1.17.1, 95 %.
  static func rate(_ errors: Int, _ trials: Int, _ lower: Double, _ upper: Double) -> Rate {
    Rate(
      errors: errors, trials: trials,
      interval: ConfidenceInterval(
        lower: lower, upper: upper, level: 0.95, method: .clopperPearson))
  }

  static func accounting(_ scored: Int, _ missing: [(NonResponseReason, Int)] = []) -> Accounting {
    Accounting(
      rows: scored + missing.reduce(0) { $0 + $1.1 }, scored: scored,
      nonResponses: missing.map { NonResponseCount(reason: $0.0, count: $0.1) })
  }

  static func eer(_ value: Double, _ accepted: (Int, Int), _ rejected: (Int, Int)) -> EqualErrorRate
  {
    EqualErrorRate(
      value: value, threshold: 0.5, falseAccepts: accepted.0, attacks: accepted.1,
      falseRejects: rejected.0, bonaFide: rejected.1, optimalPoints: 1)
  }

  /// The lines of the test partition: print 2/40, replay/phone 7/20 and one silent, bona fide 3/60
  /// and one silent.
  static func test() -> PartitionResult {
    let bpcer = rate(3, 60, 0.010432329644348228, 0.13924324672107277)
    var result = PartitionResult(
      accounting: accounting(120, [(.decode, 1), (.noFace, 1)]),
      bonaFide: BonaFideResult(
        accounting: accounting(60, [(.decode, 1)]), clusters: 12, bpcer: bpcer,
        bpnrr: rate(1, 61, 0.00041495991283974065, 0.08798812292274527)),
      species: [
        SpeciesResult(
          species: print, accounting: accounting(40), clusters: 8,
          apcer: rate(2, 40, 0.006113646599350841, 0.16919686395941763),
          apnrr: rate(0, 40, 0, 0.08809730287880237),
          apar: rate(40, 40, 0.9119026971211976, 1),
          eer: eer(0.05, (2, 40), (3, 60)), auc: AreaUnderROC(value: 0.985),
          fixedRates: [
            FixedRateResult(
              definition: .bpcer(atAPCER: 20), rate: bpcer, threshold: 0.5,
              support: .unsupported(present: 40, needed: 60))
          ]),
        SpeciesResult(
          species: phone, accounting: accounting(20, [(.noFace, 1)]), clusters: 4,
          apcer: rate(7, 20, 0.1539092047845412, 0.5921885345328282),
          apnrr: rate(1, 21, 0.0012048834483635138, 0.23815990993682112),
          apar: rate(20, 21, 0.7618400900631788, 0.9987951165516365),
          eer: eer(0.2, (4, 20), (12, 60)), auc: AreaUnderROC(value: 0.8725),
          fixedRates: [
            FixedRateResult(
              definition: .bpcer(atAPCER: 20),
              rate: rate(30, 60, 0.368062031942437, 0.631937968057563),
              threshold: 0.75, support: .unsupported(present: 20, needed: 60))
          ]),
      ])
    result.worst = WorstSpecies(
      species: [phone],
      apcer: Rate(
        errors: 7, trials: 20,
        interval: ConfidenceInterval(
          lower: 0.1346729234613787, upper: 0.5921885345328282, level: 0.95,
          method: .bonferroniMaximum)))
    result.pooledAPCER = rate(9, 60, 0.07095619525709117, 0.2657404477572951)
    result.meanAPCER = 0.2
    result.acerWorst = 0.2
    result.acerMean = 0.125
    result.hter = 0.1
    result.eer = eer(0.1, (6, 60), (6, 60))
    result.eerWorst = eer(0.2, (4, 20), (12, 60))
    result.auc = AreaUnderROC(
      value: 0.9475, numerator: 6822, denominator: 7200, variance: 0.0004,
      interval: ConfidenceInterval(lower: 0.9083, upper: 0.9867, level: 0.95, method: .deLong))
    result.fixedRates = [
      FixedRateResult(
        definition: .bpcer(atAPCER: 20), rate: rate(30, 60, 0.368062031942437, 0.631937968057563),
        threshold: 0.75,
        support: .unsupported(present: 20, needed: 60))
    ]
    return result
  }

  static func dev() -> PartitionResult {
    var result = PartitionResult(
      accounting: accounting(40),
      bonaFide: BonaFideResult(
        accounting: accounting(20), clusters: 4,
        bpcer: rate(1, 20, 0.0012650894979498047, 0.24873276277202777),
        bpnrr: rate(0, 20, 0, 0.16843347098308536)),
      species: [
        SpeciesResult(
          species: print, accounting: accounting(20), clusters: 4,
          apcer: rate(1, 20, 0.0012650894979498047, 0.24873276277202777),
          apnrr: rate(0, 20, 0, 0.16843347098308536),
          apar: rate(20, 20, 0.8315665290169147, 1))
      ])
    result.worst = WorstSpecies(
      species: [print], apcer: rate(1, 20, 0.0012650894979498047, 0.24873276277202777))
    return result
  }

  static func results() -> EvaluationResults {
    EvaluationResults(
      criterion: .eer,
      operatingPoint: OperatingPoint(threshold: 0.625, origin: .dev(criterion: "eer")),
      options: EvaluationOptions(), test: test(), dev: dev(),
      gap: ThresholdGap(highestRejected: 0.5, lowestAccepted: 0.625, testScoresInside: 2),
      speciesAbsentFromDev: [phone],
      warnings: [
        Diagnostic(
          .warning, "the threshold was chosen without the species 'replay/phone'",
          remedy: "add it to dev, or read its APCER as that of an unknown attack")
      ])
  }

  /// The score rows that the counts above come from; ids are numbered.
  static func scores() -> [PartitionScores] {
    func rows(
      _ prefix: String, _ species: PAISpecies?, accepted: Int, of scored: Int,
      silent: NonResponseReason? = nil
    ) -> [ScoredPresentation] {
      var rows = (0..<scored).map { number -> ScoredPresentation in
        let isAccepted = number < accepted
        let place = Double(number % 16) / 64
        return ScoredPresentation(
          presentationID: "\(prefix)-\(number)", species: species,
          subject: species == nil ? "s-\(number % 12)" : "",
          target: species == nil ? "" : "s-\(number % 4)",
          outcome: .score(isAccepted ? 0.625 + place : 0.6 - place), attributes: ["dim"])
      }
      if let silent {
        rows.append(
          ScoredPresentation(
            presentationID: "\(prefix)-silent", species: species, outcome: .nonResponse(silent),
            attributes: ["dark"]))
      }
      return rows
    }
    return [
      PartitionScores(
        partition: .dev,
        rows: rows("dev-bf", nil, accepted: 19, of: 20)
          + rows("dev-pr", print, accepted: 1, of: 20)),
      PartitionScores(
        partition: .test,
        rows: rows("bf", nil, accepted: 57, of: 60, silent: .decode)
          + rows("pr", print, accepted: 2, of: 40)
          + rows("ph", phone, accepted: 7, of: 20, silent: .noFace)),
    ]
  }

  static func subsystem(_ name: String = "lbp-svm") -> SubsystemReport {
    SubsystemReport(
      name: name, version: "1.0", kind: "builtin", digest: "sha256:0123456789abcdef",
      preprocessing: "whole picture, grey, 64×64", results: results(), scores: scores())
  }

  static func report(
    _ subsystems: [SubsystemReport] = [subsystem()], isSynthetic: Bool = false
  ) -> RunReport {
    RunReport(
      title: "PAD evaluation of lbp-svm",
      dataset: DatasetFacts(
        name: "desk-set", version: "1.10", isSynthetic: isSynthetic,
        lock: .locked(rootDigest: "sha256:feedface"), protocolName: "grandtest",
        licence: "CC-BY-4.0", consentBasis: "written consent", purposes: ["research", "release"],
        provenance: "recorded in one office", attributeNames: ["lighting"],
        counts: [
          SpeciesCount(partition: .dev, species: nil, presentations: 20, subjects: 4),
          SpeciesCount(
            partition: .dev, species: print, presentations: 20, subjects: 4, series: 4,
            instruments: 8),
          SpeciesCount(partition: .test, species: nil, presentations: 61, subjects: 12),
          SpeciesCount(
            partition: .test, species: print, presentations: 40, subjects: 8, series: 8,
            instruments: 16),
          SpeciesCount(
            partition: .test, species: phone, presentations: 21, subjects: 4, series: 4),
        ]),
      presentationsInDataset: 170,
      exclusions: [
        ExclusionCount("enrolment references", 3), ExclusionCount("partitions not asked for", 5),
      ],
      subsystems: subsystems,
      nonResponses: [
        NonResponseEntry(
          presentationID: "bf-silent", reason: .decode, message: "the JPEG ends after 1,024 bytes"),
        NonResponseEntry(
          presentationID: "ph-silent", subsystem: "lbp-svm", reason: .noFace,
          message: "no face was found"),
      ],
      diagnostics: [
        Diagnostic(
          .warning, file: "manifest.csv", line: 7, "two presentations show the same picture",
          remedy: "remove one of them")
      ],
      provenance: [
        ReportEntry("tool", "padbench", "0.1.0"),
        ReportEntry("dataset", "root digest", "sha256:feedface"),
        ReportEntry("dataset", "protocol", "grandtest"),
        ReportEntry("environment", "CPU class", "x86_64"),
        ReportEntry("run", "command line", "padbench evaluate desk-set -c eer"),
      ])
  }
}
