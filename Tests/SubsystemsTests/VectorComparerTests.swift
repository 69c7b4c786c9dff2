import Subsystems
import Testing

/// Expected numbers: scipy 1.17.1 `cdist` (cosine, euclidean) and numpy 2.4.6, in double precision.
struct VectorComparerTests {
  /// Values from 0 to 1 that look like noise.
  private static func vector(_ number: Int, count: Int = 300) -> [Float] {
    (0..<count).map { Float((number * 37 + $0 * 101 + number * $0 * 13) % 97) / 97 }
  }

  private let references = (0..<11).map { Self.vector(100 + $0) }
  private let probes = (0..<5).map { Self.vector($0) }

  private func templates(_ vectors: [[Float]], minus shift: Float = 0) -> [FaceTemplate] {
    vectors.map { FaceTemplate(vector: $0.map { $0 - shift }) }
  }

  @Test(
    arguments: zip(
      [SimilarityMeasure.cosine, .euclidean, .chiSquare],
      [
        [
          0.042174804018268675, -0.03854262851239598, -0.047551274181588665, 0.165870967836643,
          0.057239917577020516,
        ],
        [
          -6.945493203708505, -7.230479750822779, -7.239095615388554, -6.458012006815816,
          -6.863478935735321,
        ],
        [
          -53.79621454992108, -57.60087269292961, -57.091559551960984, -45.24701755343478,
          -51.68032205670261,
        ],
      ]))
  func `has scipy's numbers`(measure: SimilarityMeasure, expected: [Double]) throws {
    let shift: Float = measure == .cosine ? 0.5 : 0
    let comparer = try VectorComparer(
      templates(references, minus: shift), by: measure, named: "test")
    let scores = try comparer.similarities(of: templates(probes, minus: shift))
    try #require(scores.count == 55)
    let pairs = [(0, 0), (0, 10), (3, 7), (4, 2), (4, 10)]
    for ((probe, reference), number) in zip(pairs, expected) {
      #expect(
        abs(scores[probe * 11 + reference] - number) < 1e-5 * max(1, abs(number)),
        "\(probe), \(reference)")
    }
  }

  @Test(arguments: SimilarityMeasure.allCases)
  func `gives a pair the same score whatever else is compared`(measure: SimilarityMeasure) throws {
    let many = (0..<70).map { Self.vector($0) }
    let all = try VectorComparer(templates(references), by: measure, named: "test")
      .similarities(of: templates(many))
    for (probe, reference) in [(0, 0), (3, 8), (63, 10), (64, 0), (69, 7)] {
      let alone = try VectorComparer(templates([references[reference]]), by: measure, named: "test")
        .similarities(of: templates([many[probe]]))
      #expect(alone == [all[probe * 11 + reference]])
      let turned = try VectorComparer(templates([many[probe]]), by: measure, named: "test")
        .similarities(of: templates([references[reference]]))
      #expect(turned == alone)
    }
  }

  @Test func `says that a vector is most like itself`() throws {
    for (measure, best) in [
      (SimilarityMeasure.cosine, 1.0), (.euclidean, 0), (.chiSquare, 0),
    ] {
      let own = templates([references[3]])
      let score = try #require(
        try VectorComparer(own, by: measure, named: "test").similarities(of: own).first)
      #expect(abs(score - best) < 1e-6)
      #expect(score.sign == .plus)
    }
  }

  @Test func `does not mind how long vectors are for the cosine`() throws {
    let long = FaceTemplate(vector: [3e30, 4e30])
    let short = FaceTemplate(vector: [3e-30, 4e-30])
    let scores = try VectorComparer([long], by: .cosine, named: "test").similarities(of: [short])
    #expect(abs(scores[0] - 1) < 1e-6)
  }

  @Test func `has no score beyond all numbers`() throws {
    let far = [FaceTemplate(vector: [3e38]), FaceTemplate(vector: [-3e38])]
    let scores = try VectorComparer([far[0]], by: .euclidean, named: "test").similarities(of: far)
    #expect(scores[0] == 0)
    #expect(scores[1].isNaN)
  }

  @Test func `compares nothing with nothing`() throws {
    let none = try VectorComparer([], by: .cosine, named: "test")
    #expect(try none.similarities(of: templates(probes)).isEmpty)
    let some = try VectorComparer(templates(references), by: .cosine, named: "test")
    #expect(try some.similarities(of: []).isEmpty)
  }

  static let strangers: [(String, FaceTemplate, SimilarityMeasure)] = [
    ("no bytes", FaceTemplate(bytes: []), .cosine),
    ("bytes that are no vector", FaceTemplate(bytes: [1, 2, 3, 4, 5]), .cosine),
    ("another length", FaceTemplate(vector: [1, 2]), .cosine),
    ("a value that is none", FaceTemplate(vector: [1, .nan, 1]), .euclidean),
    ("a value without end", FaceTemplate(vector: [1, .infinity, 1]), .chiSquare),
    ("no direction", FaceTemplate(vector: [0, 0, 0]), .cosine),
    ("a share below nothing", FaceTemplate(vector: [0.5, -0.5, 1]), .chiSquare),
  ]

  @Test(arguments: strangers)
  func `refuses what is no template of the matcher`(
    what: String, template: FaceTemplate, measure: SimilarityMeasure
  ) throws {
    let good = FaceTemplate(vector: [1, 2, 3])
    #expect(throws: SubsystemFault.self, "as a reference") {
      try VectorComparer([good, template], by: measure, named: "test")
    }
    let comparer = try VectorComparer([good], by: measure, named: "test")
    let fault = #expect(throws: SubsystemFault.self, "as a probe") {
      try comparer.similarities(of: [good, template])
    }
    #expect(fault?.message.contains("probe 1") == true)
  }
}
